import { runInThisContext } from 'node:vm';
import type { Core } from '@strapi/strapi';
import type { App } from './app';
import { db, type Row } from './newsroom';

// Jest cannot load ES modules; the Node outside of its sandbox can.
const { createRequire } = runInThisContext('process.getBuiltinModule("module")') as {
  createRequire: (path: string) => (id: string) => unknown;
};

/** Loads one of the demo's modules, which are plain ES modules. */
export const loadDemo = <T>(name: string): T =>
  createRequire(__filename)(`../../scripts/demo/${name}.mjs`) as T;

export interface Progress {
  what: string;
  done: number;
  total: number;
}

/** Fills an empty database with the demo newsroom, as `npm run demo` does. */
export const { fillNewsroom } = loadDemo<{
  fillNewsroom: (
    strapi: Core.Strapi,
    options?: { now?: Date; onProgress?: (progress: Progress) => void },
  ) => Promise<void>;
}>('fill');

/** Deletes the pictures of a demo, which lie beside the host's uploads. */
export async function clearPictures(app: App): Promise<void> {
  const folders = await db(app, 'plugin::upload.folder').findMany();
  const service = app.strapi.plugin('upload').service('folder') as unknown as {
    deleteByIds(ids: number[]): Promise<unknown>;
  };
  await service.deleteByIds(folders.map(({ id }: Row) => id as number));
}
