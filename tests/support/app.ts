/** The real application on a database of its own, for one test file. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createStrapi, type Core } from '@strapi/strapi';
import type { Server } from 'node:http';
import request from 'supertest';
import { createDatabase, type TestDatabase } from './database';

export interface App {
  strapi: Core.Strapi;
  database: TestDatabase;
  server: Server;
  /** A request as nobody in particular. */
  http: ReturnType<typeof request>;
  stop(): Promise<void>;
}

const root = resolve(__dirname, '..', '..');

export interface AppOptions {
  database?: TestDatabase;
  /** Keeps the database for a next start. */
  keepDatabase?: boolean;
  /** Merged over the newsroom's entry in the host's config/plugins. */
  newsroom?: { enabled?: boolean; resolve?: string; config?: Record<string, unknown> };
  /** Leaves out the host's own src/index.ts. */
  withoutHostCode?: boolean;
}

/** The host's configuration with another entry for the plugin. */
function configFolder(newsroom: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'newsroom-config-'));
  writeFileSync(
    join(folder, 'plugins.js'),
    `const host = require(${JSON.stringify(resolve(root, 'dist/config/plugins.js'))}).default;
    const { config, ...entry } = ${JSON.stringify(newsroom)};
    module.exports = (args) => {
      const plugins = host(args);
      const own = plugins.newsroom;
      return { ...plugins, newsroom: { ...own, ...entry, config: { ...own.config, ...config } } };
    };`,
  );
  return folder;
}

export async function startApp(options: AppOptions = {}): Promise<App> {
  process.env['STRAPI_TELEMETRY_DISABLED'] = 'true';
  const database = options.database ?? (await createDatabase());
  const strapi = createStrapi({
    appDir: root,
    distDir: resolve(root, 'dist'),
    serveAdminPanel: false,
  });
  strapi.config.set('server.logger.updates.enabled', false);
  strapi.config.set('server.logger.startup.enabled', false);
  strapi.log.level = process.env['TEST_LOG'] ?? 'error';
  if (options.newsroom) strapi.dirs.dist.config = configFolder(options.newsroom);
  if (options.withoutHostCode) strapi.dirs.dist.src = mkdtempSync(join(tmpdir(), 'newsroom-host-'));
  try {
    await strapi.load();
  } catch (error) {
    await strapi.db.destroy();
    throw error;
  }
  strapi.server.mount();
  const server = strapi.server.httpServer;
  return {
    strapi,
    database,
    server,
    http: request(server),
    async stop() {
      // Events that Strapi emits after a commit still use the connection.
      await new Promise((resolve) => setTimeout(resolve, 100));
      await strapi.destroy();
      if (!options.keepDatabase) await database.drop();
    },
  };
}
