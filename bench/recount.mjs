/**
 * A recount of 1,000,000 comments while readers read and moderators decide: how long it takes, and
 * whether they notice. On PostgreSQL `strapi-newsroom recount` in a process of its own; on SQLite, where
 * one process writes at a time, the service inside the server. `npm run bench:recount`
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../scripts/paths.mjs';
import { client, fillConversation } from './conversation.mjs';
import { milliseconds, printMachine, quantile, withApp } from './support.mjs';

const COMMENTS = 1_000_000;
const SPOILT = 1000;
const PAUSE = 20;

/** Reads and writes, one after the other, until told to stop. */
async function live(strapi, send, articleId, isOver) {
  const times = { read: [], write: [] };
  const { documentId } = await strapi
    .documents('plugin::newsroom.comment')
    .create({ data: { articleId, body: 'A comment.', authorName: 'Rose Tully' } });
  for (let n = 0; !isOver(n); n += 1) {
    times.read.push(
      await milliseconds(() =>
        send('GET', `/api/articles/${articleId}/comments?limit=${1 + (n % 50)}`),
      ),
    );
    const moderationStatus = n % 2 ? 'pending' : 'approved';
    times.write.push(
      await milliseconds(() =>
        strapi
          .documents('plugin::newsroom.comment')
          .update({ documentId, data: { moderationStatus } }),
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return times;
}

async function recountInside(strapi) {
  const { drift } = await strapi.plugin('newsroom').service('discussions').recount();
  return { code: 0, output: `drift ${drift}` };
}

function recountBeside() {
  const child = spawn(
    process.execPath,
    [join(root, 'node_modules/.bin/strapi-newsroom'), 'recount'],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  child.stdout.on('data', (part) => (output += part));
  child.stderr.on('data', (part) => (output += part));
  return new Promise((resolve) => child.on('exit', (code) => resolve({ code, output })));
}

function measure(database) {
  return withApp(database, async (strapi) => {
    const { httpServer } = strapi.server;
    await new Promise((listening) => httpServer.listen(0, '127.0.0.1', listening));
    const { send, close } = client(httpServer.address().port);
    const articleId = await fillConversation(strapi, COMMENTS);
    await strapi.db
      .connection('newsroom_comments')
      .where('id', '<=', SPOILT)
      .update({ reply_count: 9 });
    const quiet = await live(strapi, send, articleId, (n) => n >= 300);
    let report;
    const started = performance.now();
    const recount = database === 'sqlite' ? recountInside : recountBeside;
    const running = recount(strapi).then((said) => {
      report = { ...said, seconds: (performance.now() - started) / 1000 };
    });
    const busy = await live(strapi, send, articleId, () => report !== undefined);
    await running;
    close();
    if (report.code !== 0) throw new Error(report.output);
    return { quiet, busy, report };
  });
}

await printMachine();
for (const database of ['sqlite', 'postgres']) {
  const { quiet, busy, report } = await measure(database);
  console.log(`${database}: ${report.output.trim()} ${report.seconds.toFixed(1)} s`);
  console.log('| in ms  |         | quiet | while it counts |');
  console.log('| ------ | ------- | ----- | --------------- |');
  for (const what of ['read', 'write']) {
    for (const [name, q] of [
      ['median', 0.5],
      ['p99', 0.99],
      ['longest', 1],
    ]) {
      console.log(
        `| ${what.padEnd(6)} | ${name.padEnd(7)} | ${quantile(quiet[what], q).toFixed(1).padStart(5)} | ${quantile(busy[what], q).toFixed(1).padStart(15)} |`,
      );
    }
  }
  console.log('');
}
process.exit(0);
