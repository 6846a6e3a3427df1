/**
 * Selects in SQL, for the lists that readers page through. On SQLite, where Strapi has one connection
 * for everything, they have one of their own: a page does not wait until somebody's transaction ends.
 * And a statement is compiled once: knex compiles it every time, which takes longer than to run it.
 */
import { isPostgres, statement, type Strapi } from '../strapi';

type Bindings = Record<string, unknown>;

/**
 * A select in SQL with named bindings. Within a transaction it sees what has been written in it; outside
 * it takes no transaction of its own, and sees what has been committed.
 */
export async function read<T>(strapi: Strapi, sql: string, bindings: Bindings): Promise<T[]> {
  const found = await onReader(strapi, sql, bindings, false);
  return (found as T[] | null) ?? (await throughKnex<T>(strapi, sql, bindings));
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
  const found = await onReader(strapi, sql, bindings, true);
  if (found) return found as unknown[][];
  const rows = await throughKnex<Row>(strapi, sql, bindings);
  return rows.map((row) => names.map((name) => row[name]));
}

/** Opens what reads need, when Strapi starts: later a long transaction could be in the way. */
export async function prepareReader(strapi: Strapi): Promise<void> {
  if (!isPostgres(strapi)) await readerOf(strapi);
}

/** Closes what reads have opened, when Strapi stops. */
export async function closeReader(strapi: Strapi): Promise<void> {
  const reader = await readers.get(strapi);
  readers.delete(strapi);
  reader?.connection.close();
}

type Row = Record<string, unknown>;

async function throughKnex<T>(strapi: Strapi, sql: string, bindings: Bindings): Promise<T[]> {
  if (strapi.db.inTransaction()) return statement<T>(strapi, sql, bindings);
  const result: unknown = await strapi.db.connection.raw(sql, bindings as never);
  return (Array.isArray(result) ? result : (result as { rows: T[] }).rows) as T[];
}

/** What is used of better-sqlite3. */
interface Connection {
  constructor: unknown;
  /** The path of the file. */
  name: string;
  memory: boolean;
  pragma(text: string): unknown;
  prepare(sql: string): Compiled;
  close(): void;
}

interface Compiled {
  raw(arrays: boolean): Compiled;
  all(bindings: Bindings): unknown[];
}

interface Reader {
  connection: Connection;
  statements: Map<string, Compiled>;
}

/** What knex's client has, beyond what it is typed to have. */
interface Client {
  acquireConnection(): Promise<Connection>;
  releaseConnection(connection: Connection): Promise<void>;
  emit(event: 'query', statement: object): void;
}

const readers = new WeakMap<Strapi, Promise<Reader | null>>();
/** There are a few dozen texts; values are bound. */
const MOST_KEPT = 200;
/** The upper levels of the indexes; the rest is in the system's cache of the file. SQLite's own is 16 MB. */
const CACHE_KIBIBYTES = 4096;

/** What the reader's connection finds; null where there is none, or where it cannot read just now. */
async function onReader(
  strapi: Strapi,
  sql: string,
  bindings: Bindings,
  arrays: boolean,
): Promise<unknown[] | null> {
  if (isPostgres(strapi) || strapi.db.inTransaction()) return null;
  const reader = await readerOf(strapi);
  if (!reader) return null;
  try {
    const found = compiled(reader, sql).raw(arrays).all(storable(bindings));
    // Whoever listens to statements hears of this one as of knex's own.
    clientOf(strapi).emit('query', { sql, bindings, method: 'raw' });
    return found;
  } catch {
    // A large transaction locks the file, and a crash may have left it to be mended: knex waits, or says so.
    return null;
  }
}

function readerOf(strapi: Strapi): Promise<Reader | null> {
  let opening = readers.get(strapi);
  if (!opening) {
    // Where a busy pool has no connection to spare, the next read tries again.
    opening = openReader(clientOf(strapi)).catch(() => {
      readers.delete(strapi);
      return null;
    });
    readers.set(strapi, opening);
  }
  return opening;
}

const clientOf = (strapi: Strapi): Client => strapi.db.connection.client as Client;

/** A connection that cannot write, made as knex makes its own; none to a database in memory. */
async function openReader(client: Client): Promise<Reader | null> {
  const knexs = await client.acquireConnection();
  try {
    if (knexs.memory || !knexs.name) return null;
    const Database = knexs.constructor as new (path: string, options: object) => Connection;
    // It never waits: it would hold up the very thread that it waits for.
    const connection = new Database(knexs.name, { readonly: true, timeout: 0 });
    connection.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
    return { connection, statements: new Map() };
  } catch {
    return null;
  } finally {
    await client.releaseConnection(knexs);
  }
}

function compiled({ connection, statements }: Reader, sql: string): Compiled {
  let made = statements.get(sql);
  if (!made) {
    if (statements.size >= MOST_KEPT) statements.clear();
    made = connection.prepare(sql);
    statements.set(sql, made);
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
