/** What every benchmark needs: the application on a database of its own, medians, the machine. */
import { execSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { root } from '../scripts/paths.mjs';

const require = createRequire(import.meta.url);

export const server = {
  host: process.env.DATABASE_HOST ?? '127.0.0.1',
  port: Number(process.env.DATABASE_PORT ?? 5432),
  user: process.env.DATABASE_USERNAME ?? 'postgres',
  password: process.env.DATABASE_PASSWORD ?? '',
};

async function onServer(sql) {
  const client = new pg.Client({ ...server, database: 'postgres' });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

export const createDatabase = (name) => onServer(`create database ${name}`);
export const dropDatabase = (name) => onServer(`drop database if exists ${name} with (force)`);

/** Runs `work(strapi)` with the application on a fresh database, and clears it away. */
export async function withApp(client, work) {
  process.env.STRAPI_TELEMETRY_DISABLED = 'true';
  const name = `newsroom_bench_${randomUUID().replaceAll('-', '')}`;
  const folder = mkdtempSync(join(tmpdir(), 'newsroom-bench-'));
  if (client === 'postgres') {
    await createDatabase(name);
    Object.assign(process.env, {
      DATABASE_HOST: server.host,
      DATABASE_PORT: String(server.port),
      DATABASE_USERNAME: server.user,
      DATABASE_PASSWORD: server.password,
      DATABASE_NAME: name,
    });
  }
  Object.assign(process.env, {
    DATABASE_CLIENT: client,
    DATABASE_FILENAME: join(folder, 'bench.db'),
  });
  const { createStrapi } = require('@strapi/strapi');
  const strapi = createStrapi({
    appDir: root,
    distDir: join(root, 'dist'),
    serveAdminPanel: false,
  });
  strapi.log.level = 'error';
  try {
    await strapi.load();
    strapi.server.mount();
    return await work(strapi);
  } finally {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await strapi.destroy();
    if (client === 'postgres') await dropDatabase(name);
    rmSync(folder, { recursive: true, force: true });
  }
}

export const median = (numbers) => {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
};

export const quantile = (numbers, q) =>
  [...numbers].sort((one, other) => one - other)[Math.floor((numbers.length - 1) * q)];

export async function milliseconds(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const versionOf = (name) =>
  JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version;

/** The machine and the versions that figures were taken on. */
export async function printMachine() {
  const [{ server_version: postgres }] = await onServer('show server_version').catch(() => [
    { server_version: 'none' },
  ]);
  const commit = execSync('git rev-parse --short HEAD', { cwd: root, encoding: 'utf8' }).trim();
  const memory = Math.round(totalmem() / 2 ** 30);
  console.log(
    `${cpus().length} × ${cpus()[0].model}, ${memory} GiB; Node ${process.version}, ` +
      `Strapi ${versionOf('@strapi/strapi')}, better-sqlite3 ${versionOf('better-sqlite3')}, ` +
      `PostgreSQL ${postgres}; commit ${commit}\n`,
  );
}
