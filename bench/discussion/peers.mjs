/**
 * Requests a second for a page of 25 threads of the same 1,000 comments: strapi-plugin-comments, the newsroom
 * without its cache and with it, and what the same server answers at all (`/_health`).
 */
import { existsSync, readFileSync } from 'node:fs';
import { execSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import autocannon from 'autocannon';
import { root } from '../../scripts/paths.mjs';
import { withServer } from '../started.mjs';
import { median } from '../support.mjs';

const ROUNDS = 5;
const SECONDS = 6;
const CONNECTIONS = 10;
const PEER = join(root, 'bench/peer');

async function rate(port, path) {
  const { requests, non2xx, errors } = await autocannon({
    url: `http://127.0.0.1:${port}${encodeURI(path)}`,
    connections: CONNECTIONS,
    duration: SECONDS,
  });
  if (non2xx + errors > 0) throw new Error(`${path}: ${non2xx} refused, ${errors} failed`);
  return requests.average;
}

/** Waits until a server has done what it was asked for: its last answers, which nobody waited for, take a core. */
async function idle(ask) {
  for (let before = await ask('work'), work = Infinity; work > 0.02;) {
    await pause(250);
    const now = await ask('work');
    work = now - before;
    before = now;
  }
}

const threadsAt = async (port, path) => {
  const answer = await (await fetch(`http://127.0.0.1:${port}${encodeURI(path)}`)).json();
  return (answer.data ?? answer).length;
};

export async function peers(report) {
  if (!existsSync(join(PEER, 'node_modules'))) {
    execSync('npm ci --no-audit --no-fund', { cwd: PEER, stdio: 'inherit' });
  }
  const { version } = JSON.parse(
    readFileSync(join(PEER, 'node_modules/strapi-plugin-comments/package.json'), 'utf8'),
  );
  console.log(
    `\nRequests a second, SQLite, ${CONNECTIONS} connections, median of ${ROUNDS} rounds of ${SECONDS} s, strapi-plugin-comments ${version}\n`,
  );
  const rates = { peer: [], uncached: [], cached: [], health: [] };
  await withServer({ kind: 'peer' }, (peer) =>
    withServer({ config: { 'discussion.cacheMegabytes': 0 } }, (uncached) =>
      withServer({}, async (cached) => {
        const theirs = await peer.ask('fillThreads');
        const paths = {
          peer: `/api/comments/api::article.article:${theirs}?sort=createdAt:asc&pagination[page]=1&pagination[pageSize]=25&filters[approvalStatus]=APPROVED`,
          health: '/_health',
        };
        const ports = { peer: peer.port, uncached: uncached.port, cached: cached.port };
        ports.health = cached.port;
        for (const [name, { ask }] of Object.entries({ uncached, cached })) {
          const articleId = await ask('fillThreads');
          paths[name] = `/api/articles/${articleId}/comments?sort=oldest&limit=25`;
        }
        for (const name of ['peer', 'uncached', 'cached']) {
          const threads = await threadsAt(ports[name], paths[name]);
          if (threads !== 25) throw new Error(`${name} has ${threads} threads`);
        }
        for (let round = 0; round <= ROUNDS; round += 1) {
          for (const name of Object.keys(rates)) {
            const found = await rate(ports[name], paths[name]);
            for (const { ask } of [peer, uncached, cached]) await idle(ask);
            // The first round warms up.
            if (round > 0) rates[name].push(found);
          }
        }
      }),
    ),
  );
  const labels = {
    peer: 'strapi-plugin-comments',
    uncached: 'newsroom, cache off',
    cached: 'newsroom, cache on',
    health: '/_health',
  };
  for (const [name, label] of Object.entries(labels)) {
    console.log(`${label.padEnd(24)} ${median(rates[name]).toFixed(1).padStart(8)}`);
  }
  /** Of what was measured one right after the other, as a machine's pace varies from minute to minute. */
  const ratio = (one, other) =>
    median(rates[one].map((value, round) => value / rates[other][round]));
  for (const [name, label, bar] of [
    ['uncached', 'off', 100],
    ['cached', 'on', 300],
  ]) {
    const times = ratio(name, 'peer');
    const measure = `requests/s against the peer, cache ${label}`;
    report(measure, `${times.toFixed(0)} ×`, `≥ ${bar} ×`, times >= bar);
  }
  const share = ratio('cached', 'health');
  report('a kept page against /_health', `${share.toFixed(2)} ×`, '≥ 0.6 ×', share >= 0.6);
}
