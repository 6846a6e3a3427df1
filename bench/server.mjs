/**
 * A server to measure, in a process of its own: `server.mjs newsroom|peer`. Its parent asks it for what
 * only it can tell: to fill a conversation, how much memory it has, which statements it makes.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../scripts/paths.mjs';
import { fillConversation, fillThreads, WORDS } from './conversation.mjs';
import { threads } from './discussion/threads.mjs';
import { fillPeer } from './peer/fill.mjs';

const require = createRequire(import.meta.url);
const [kind] = process.argv.slice(2);
const { createStrapi } = require('@strapi/strapi');
const places = {
  newsroom: { appDir: root, distDir: join(root, 'dist') },
  peer: { appDir: join(root, 'bench/peer'), distDir: join(root, 'bench/peer') },
};
const strapi = createStrapi({ ...places[kind], serveAdminPanel: false });
strapi.log.level = 'error';
await strapi.load();
strapi.server.mount();
const { httpServer } = strapi.server;
await new Promise((listening) => httpServer.listen(0, '127.0.0.1', listening));

let statements = 0;
strapi.db.connection.on('query', ({ sql }) => {
  if (sql.includes('newsroom_')) statements += 1;
});

const answers = {
  fill: ({ comments }) => fillConversation(strapi, comments),
  /** The same threads for both. */
  fillThreads: () =>
    kind === 'peer'
      ? fillPeer(strapi, { threads: threads(), words: WORDS })
      : fillThreads(strapi, threads()),
  /** A token that may moderate. */
  token: async () => {
    const { accessKey } = await strapi
      .service('admin::api-token')
      .create({ name: 'bench', type: 'full-access', lifespan: null, description: '' });
    return accessKey;
  },
  /** Before the first request: what the configuration says is then taken up. */
  configure: ({ key, value }) => void strapi.config.set(`plugin::newsroom.${key}`, value),
  /** In bytes, after a collection. */
  memory: () => {
    globalThis.gc();
    return process.memoryUsage().rss;
  },
  /** Seconds of work so far. */
  work: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  },
  statements: () => statements,
  rows: ({ sql }) => strapi.db.connection.raw(sql).then((found) => found.rows ?? found),
};
process.on('message', async ({ id, ask, ...args }) => {
  try {
    process.send({ id, answer: (await answers[ask](args)) ?? null });
  } catch (error) {
    process.send({ id, error: error.stack });
  }
});
process.on('disconnect', () => process.exit(0));
process.send({ port: httpServer.address().port });
