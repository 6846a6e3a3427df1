/** Servers in processes of their own, each on a database of its own, and what they can be asked. */
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../scripts/paths.mjs';
import { createDatabase, dropDatabase, server } from './support.mjs';

/**
 * Starts `newsroom` or `peer`, runs `work({ port, ask })`, and clears all of it away.
 * @param config of the newsroom, by key: `{ 'discussion.cacheMegabytes': 0 }`
 */
export async function withServer({ kind = 'newsroom', database = 'sqlite', config = {} }, work) {
  const folder = mkdtempSync(join(tmpdir(), 'newsroom-bench-'));
  const name = `newsroom_bench_${randomUUID().replaceAll('-', '')}`;
  if (database === 'postgres') await createDatabase(name);
  const child = fork(join(root, 'bench/server.mjs'), [kind], {
    cwd: root,
    execArgv: ['--expose-gc'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      STRAPI_TELEMETRY_DISABLED: 'true',
      DATABASE_CLIENT: database,
      DATABASE_FILENAME: join(folder, 'bench.db'),
      DATABASE_HOST: server.host,
      DATABASE_PORT: String(server.port),
      DATABASE_USERNAME: server.user,
      DATABASE_PASSWORD: server.password,
      DATABASE_NAME: name,
    },
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  try {
    const waiting = new Map();
    const { port } = await new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    });
    child.on('message', ({ id, answer, error }) => {
      const { resolve, reject } = waiting.get(id);
      waiting.delete(id);
      if (error) reject(new Error(error));
      else resolve(answer);
    });
    const ask = (what, args = {}) =>
      new Promise((resolve, reject) => {
        const id = randomUUID();
        waiting.set(id, { resolve, reject });
        child.send({ id, ask: what, ...args });
      });
    for (const [key, value] of Object.entries(config)) await ask('configure', { key, value });
    return await work({ port, ask });
  } finally {
    if (child.connected) child.disconnect();
    await gone;
    if (database === 'postgres') await dropDatabase(name);
    rmSync(folder, { recursive: true, force: true });
  }
}
