/**
 * Runs the test suites on PostgreSQL: `npm run test:postgres [jest arguments]`.
 * DATABASE_HOST, _PORT, _USERNAME and _PASSWORD name a server where the user may create
 * databases (127.0.0.1:5432 as postgres unless set). One that is installed here but stopped is
 * started; without one the command fails.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { root } from './paths.mjs';

const server = {
  host: process.env.DATABASE_HOST ?? '127.0.0.1',
  port: Number(process.env.DATABASE_PORT ?? 5432),
  user: process.env.DATABASE_USERNAME ?? 'postgres',
  password: process.env.DATABASE_PASSWORD ?? '',
};

async function versionOf() {
  const client = new pg.Client({ ...server, database: 'postgres', connectionTimeoutMillis: 3000 });
  try {
    await client.connect();
    return (await client.query('show server_version')).rows[0].server_version;
  } catch (error) {
    return error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Debian's way to start an installed cluster; other systems have their own. */
function startInstalled() {
  if (!existsSync('/etc/postgresql')) return;
  for (const version of readdirSync('/etc/postgresql')) {
    console.error(`Starting PostgreSQL ${version} …`);
    try {
      execFileSync('pg_ctlcluster', ['--skip-systemctl-redirect', version, 'main', 'start'], {
        stdio: 'inherit',
      });
    } catch {
      // It may be running already, or not be ours to start; the next look tells.
    }
  }
}

let version = await versionOf();
if (version instanceof Error && ['127.0.0.1', 'localhost'].includes(server.host)) {
  startInstalled();
  for (let tries = 0; tries < 20 && version instanceof Error; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    version = await versionOf();
  }
}
if (version instanceof Error) {
  console.error(
    `No PostgreSQL server answers at ${server.host}:${server.port} as ${server.user} (${version.message || version.code}).\n` +
      'Start one, or set DATABASE_HOST, DATABASE_PORT, DATABASE_USERNAME and DATABASE_PASSWORD.',
  );
  process.exit(1);
}

console.error(`PostgreSQL ${version} at ${server.host}:${server.port}`);
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/jest/bin/jest.js'), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { ...process.env, TEST_DATABASE: 'postgres' } },
);
process.exit(status ?? 1);
