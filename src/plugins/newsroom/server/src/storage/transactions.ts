/** Writers and readers share one thread and one pool of connections. Writers give way. */
import { setImmediate } from 'node:timers/promises';
import { isPostgres, type Strapi } from '../strapi';

/** Runs work in one transaction, or in the one that is running. */
export async function inTransaction<T>(strapi: Strapi, work: () => Promise<T>): Promise<T> {
  if (strapi.db.inTransaction()) return work();
  await giveWay(strapi);
  const leave = await enter(strapi);
  try {
    return await strapi.db.transaction(() => work());
  } finally {
    leave();
    await giveWay(strapi);
  }
}

/**
 * Lets the requests in that have arrived meanwhile. SQLite answers within the call, so that a write
 * would otherwise keep every reader waiting for all of its statements.
 */
export async function giveWay(strapi: Strapi): Promise<void> {
  if (!isPostgres(strapi)) await setImmediate();
}

interface Doorway {
  /** How many transactions may run at a time. */
  room: number;
  waiting: (() => void)[];
}

const doorways = new WeakMap<Strapi, Doorway>();

/**
 * At most half of the pool's connections are in transactions of ours. Writers of one popular discussion
 * wait for its lock; if each did so with a connection in hand, readers would soon get none.
 */
async function enter(strapi: Strapi): Promise<() => void> {
  let doorway = doorways.get(strapi);
  if (!doorway) {
    doorway = { room: Math.max(1, Math.floor(poolSize(strapi) / 2)), waiting: [] };
    doorways.set(strapi, doorway);
  }
  const { waiting } = doorway;
  if (doorway.room > 0) doorway.room -= 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  return () => {
    // Whoever has waited longest takes the place of who leaves.
    const next = waiting.shift();
    if (next) next();
    else doorway.room += 1;
  };
}

const poolSize = (strapi: Strapi): number =>
  (strapi.db.connection.client as { pool: { max: number } }).pool.max;
