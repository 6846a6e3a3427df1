type Env = (name: string) => string;

export default ({ env }: { env: Env }) => ({
  'users-permissions': { config: { jwtSecret: env('JWT_SECRET') } },
  // Named in full: under its short name Strapi advises at every start of `develop` to take another.
  email: { config: { provider: '@strapi/provider-email-sendmail' } },
  graphql: { config: { defaultLimit: 25, maxLimit: 100, depthLimit: 12 } },
  newsroom: {
    enabled: true,
    config: {
      // This host is a newsroom and nothing else, so the API stands directly under /api.
      restPrefix: '',
      siteName: 'The Harbour Ledger',
    },
  },
});
