/** The plugin's part of the admin panel. Its types are edited in the Content Manager. */

interface AdminApp {
  registerPlugin(plugin: { id: string; name: string }): void;
}

export default {
  register(app: AdminApp): void {
    app.registerPlugin({ id: 'newsroom', name: 'Newsroom' });
  },
};
