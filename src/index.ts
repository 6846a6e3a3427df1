/** The host. Everything of the product is in the plugin. */

interface Host {
  plugin(name: string): unknown;
}

export default {
  register({ strapi }: { strapi: Host }): void {
    // Strapi skips a plugin whose build is missing without a word, and would then run its schema
    // synchronisation as if the newsroom had never been.
    if (!strapi.plugin('newsroom')) {
      throw new Error(
        'The newsroom plugin is not built (src/plugins/newsroom/dist is missing). ' +
          'Run "npm run build:plugin", then start again. Nothing has been changed in the database.',
      );
    }
  },

  bootstrap(): void {
    // Nothing of its own.
  },
};
