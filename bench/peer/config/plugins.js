// Strapi looks for plugins beside itself, in the repository's root; this one is here.
module.exports = {
  'users-permissions': {
    enabled: true,
    resolve: '@strapi/plugin-users-permissions/package.json',
    config: { jwtSecret: 'bench' },
  },
  comments: {
    enabled: true,
    resolve: './node_modules/strapi-plugin-comments',
    config: { enabledCollections: ['api::article.article'], badWords: false },
  },
};
