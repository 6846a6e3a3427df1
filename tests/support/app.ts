/** The real application on a database of its own, for one test file. */
import { resolve } from 'node:path';
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
  /** Changes the host's configuration before anything is loaded. */
  configure?(strapi: Core.Strapi): void;
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
  options.configure?.(strapi);
  await strapi.load();
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
