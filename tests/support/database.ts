/** A database of its own for every test file: a file on SQLite, a schema on PostgreSQL. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

export interface TestDatabase {
  isPostgres: boolean;
  drop(): Promise<void>;
}

const serverOf = () => ({
  host: process.env['DATABASE_HOST'] ?? '127.0.0.1',
  port: Number(process.env['DATABASE_PORT'] ?? 5432),
  user: process.env['DATABASE_USERNAME'] ?? 'postgres',
  password: process.env['DATABASE_PASSWORD'] ?? '',
});

async function onServer(sql: string): Promise<void> {
  const client = new Client({ ...serverOf(), database: 'postgres' });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Sets the DATABASE_* variables for the next Strapi of this process. */
export async function createDatabase(): Promise<TestDatabase> {
  if (process.env['TEST_DATABASE'] === 'postgres') {
    const name = `newsroom_test_${randomUUID().replace(/-/g, '')}`;
    await onServer(`create database ${name}`);
    const { host, port, user, password } = serverOf();
    Object.assign(process.env, {
      DATABASE_CLIENT: 'postgres',
      DATABASE_HOST: host,
      DATABASE_PORT: String(port),
      DATABASE_USERNAME: user,
      DATABASE_PASSWORD: password,
      DATABASE_NAME: name,
    });
    return {
      isPostgres: true,
      drop: () => onServer(`drop database if exists ${name} with (force)`),
    };
  }
  const folder = join(tmpdir(), `newsroom-test-${randomUUID()}`);
  mkdirSync(folder, { recursive: true });
  Object.assign(process.env, {
    DATABASE_CLIENT: 'sqlite',
    DATABASE_FILENAME: join(folder, 'test.db'),
  });
  return {
    isPostgres: false,
    drop: () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}
