/**
 * Selects in SQL, for the lists that readers page through. On SQLite a statement is compiled once for
 * each connection: knex compiles it every time, which takes longer than to run it.
 */
import { isPostgres, statement, type Strapi } from '../strapi';

type Bindings = Record<string, unknown>;

/**
 * A select in SQL with named bindings. Within a transaction it sees what has been written in it; outside
 * it takes no transaction of its own.
 */
export async function read<T>(strapi: Strapi, sql: string, bindings: Bindings): Promise<T[]> {
  const found = await elsewhere<T>(strapi, sql, bindings);
  return (
    found ?? onSqlite(strapi, sql, bindings, (text) => text.raw(false).all(storable(bindings)))
  );
}

/**
 * The same with the values of each row in the order in which they are selected: for many rows, as SQLite
 * makes an array of them in half the time of an object.
 * @param names what the columns are called, in that order
 */
export async function readValues(
  strapi: Strapi,
  sql: string,
  bindings: Bindings,
  names: readonly string[],
): Promise<unknown[][]> {
  const found = await elsewhere<Record<string, unknown>>(strapi, sql, bindings);
  return found
    ? found.map((row) => names.map((name) => row[name]))
    : onSqlite(strapi, sql, bindings, (text) => text.raw(true).all(storable(bindings)));
}

/** Rows that knex reads; null where that is SQLite, outside a transaction. */
async function elsewhere<T>(strapi: Strapi, sql: string, bindings: Bindings): Promise<T[] | null> {
  if (strapi.db.inTransaction()) return statement<T>(strapi, sql, bindings);
  if (!isPostgres(strapi)) return null;
  const result: unknown = await strapi.db.connection.raw(sql, bindings as never);
  return (result as { rows: T[] }).rows;
}

async function onSqlite<T>(
  strapi: Strapi,
  sql: string,
  bindings: Bindings,
  run: (text: Compiled) => unknown[],
): Promise<T[]> {
  const client = strapi.db.connection.client as unknown as Client;
  const connection = await client.acquireConnection();
  try {
    // Whoever listens to statements hears of this one as of knex's own.
    client.emit('query', { sql, bindings, method: 'raw' });
    return run(compiled(connection, sql)) as T[];
  } finally {
    await client.releaseConnection(connection);
  }
}

/** What knex's client of better-sqlite3 has, beyond what it is typed to have. */
interface Client {
  acquireConnection(): Promise<Connection>;
  releaseConnection(connection: Connection): Promise<void>;
  emit(event: 'query', statement: object): void;
}

interface Connection {
  prepare(sql: string): Compiled;
}

interface Compiled {
  raw(arrays: boolean): Compiled;
  all(bindings: Bindings): unknown[];
}

const statements = new WeakMap<Connection, Map<string, Compiled>>();
/** There are a few dozen texts; values are bound. */
const MOST_KEPT = 200;

function compiled(connection: Connection, sql: string): Compiled {
  const kept = statements.get(connection) ?? new Map<string, Compiled>();
  statements.set(connection, kept);
  let made = kept.get(sql);
  if (!made) {
    if (kept.size >= MOST_KEPT) kept.clear();
    made = connection.prepare(sql);
    kept.set(sql, made);
  }
  return made;
}

/** SQLite knows neither booleans nor moments: Strapi keeps 1 and 0, and milliseconds. */
const storable = (bindings: Bindings): Bindings =>
  Object.fromEntries(
    Object.entries(bindings).map(([name, value]) => [
      name,
      value instanceof Date ? +value : typeof value === 'boolean' ? Number(value) : value,
    ]),
  );
