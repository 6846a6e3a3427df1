/**
 * Strapi runs a type's hooks around its statements, but not in one transaction with them when a
 * site calls `strapi.db.query()` itself, and its writes of many rows tell hooks neither which rows
 * nor their relations. The rules of a newsroom hold for those calls too. So for the plugin's
 * types each write is one transaction, and many rows are written one by one.
 *
 * Reached through `db.entityManager`, which every other way in (Content Manager, REST, document
 * service, `db.query`) ends in. Raw SQL does not; `recount` mends what it leaves. Strapi's own import
 * and transfer switch hooks off to restore rows as they were, and are left alone here too.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { ITEM_UID, UID } from '../names';
import { lockDiscussions, lockDiscussionsOf } from './locks';
import type { ItemRow, ReplyRow } from '../rows';
import { rows, type Data, type Strapi, type Where } from '../strapi';
import { currentScope, withScope } from './scope';
import { giveWay } from './transactions';

interface Params {
  where?: Where;
  filters?: Where;
  data?: Data | Data[];
  _q?: string;
}

type Method = (uid: string, params: Params) => Promise<unknown>;

interface EntityManager {
  create: Method;
  createMany: Method;
  update: Method;
  updateMany: Method;
  delete: Method;
  deleteMany: Method;
}

const GUARDED = new Set<string>([
  UID.article,
  UID.author,
  UID.section,
  UID.topic,
  UID.comment,
  UID.reply,
  UID.discussion,
]);

const ITEMS = new Set(Object.values(ITEM_UID));

/** Whether hooks run; Strapi can switch them off, but not say that it did. */
function watchHooks(strapi: Strapi): () => boolean {
  const { lifecycles } = strapi.db;
  const disable = lifecycles.disable.bind(lifecycles);
  const enable = lifecycles.enable.bind(lifecycles);
  let areOn = true;
  lifecycles.disable = () => {
    areOn = false;
    disable();
  };
  lifecycles.enable = () => {
    areOn = true;
    enable();
  };
  return () => areOn;
}

export function guardEveryWrite(strapi: Strapi): void {
  const areHooksOn = watchHooks(strapi);
  const isGuarded = (uid: string): boolean => GUARDED.has(uid) && areHooksOn();
  const manager = strapi.db.entityManager as unknown as EntityManager;
  const original: EntityManager = { ...manager };
  const call = (name: keyof EntityManager, uid: string, params: Params) =>
    original[name].call(manager, uid, params);

  for (const name of ['create', 'update'] as const) {
    manager[name] = (uid, params) =>
      isGuarded(uid) ? inTurn(strapi, () => call(name, uid, params)) : call(name, uid, params);
  }

  manager.delete = (uid, params) => {
    if (!isGuarded(uid)) return call('delete', uid, params);
    return inTurn(strapi, async () =>
      ITEMS.has(uid)
        ? removeItem(strapi, uid, params, () => call('delete', uid, params))
        : call('delete', uid, params),
    );
  };

  manager.createMany = (uid, params) => {
    if (!isGuarded(uid)) return call('createMany', uid, params);
    return inTurn(strapi, async () => {
      const ids: unknown[] = [];
      for (const data of (params.data ?? []) as Data[]) {
        ids.push(((await manager.create(uid, { data })) as { id: unknown }).id);
      }
      return { count: ids.length, ids };
    });
  };

  manager.updateMany = (uid, params) => {
    if (!isGuarded(uid)) return call('updateMany', uid, params);
    return inTurn(strapi, async () => {
      const ids = await lockedIdsOf(strapi, uid, params);
      for (const id of ids) {
        await manager.update(uid, { where: { id }, data: { ...(params.data as Data) } });
      }
      return { count: ids.length };
    });
  };

  manager.deleteMany = (uid, params) => {
    if (!isGuarded(uid)) return call('deleteMany', uid, params);
    return inTurn(strapi, async () => {
      const ids = await lockedIdsOf(strapi, uid, params);
      for (const id of ids) await manager.delete(uid, { where: { id } });
      return { count: ids.length };
    });
  };
}

const turns = new WeakMap<object, Promise<unknown>>();
const insideTurn = new AsyncLocalStorage<object>();

/**
 * One write after the other within a transaction. Locks keep transactions apart, not what runs
 * side by side in one, as the Content Manager's bulk actions do.
 */
const inTurn = <T>(strapi: Strapi, work: () => Promise<T>): Promise<T> =>
  strapi.db.transaction(({ trx }: { trx: object }) => {
    // A write that a hook makes belongs to the write it runs for.
    if (insideTurn.getStore() === trx) return work();
    const before = turns.get(trx) ?? Promise.resolve();
    const mine = before
      .catch(() => undefined)
      .then(() => giveWay(strapi))
      .then(() => insideTurn.run(trx, work));
    turns.set(trx, mine);
    return mine;
  }) as unknown as Promise<T>;

/** What is about to be written one by one, all discussions locked before the first. */
async function lockedIdsOf(strapi: Strapi, uid: string, params: Params): Promise<number[]> {
  const ids = await idsOf(strapi, uid, params);
  const where = { id: { $in: ids } };
  if (ITEMS.has(uid)) await lockDiscussionsOf(strapi, uid, where);
  if (uid === UID.article) {
    const articles = await rows(strapi, UID.article).findMany({ where, select: ['documentId'] });
    await lockDiscussions(
      strapi,
      articles.map(({ documentId }) => documentId),
    );
  }
  return ids;
}

const idsOf = async (strapi: Strapi, uid: string, params: Params): Promise<number[]> => {
  const { where, filters, _q } = params;
  const found = await rows<{ id: number }>(strapi, uid).findMany({
    select: ['id'],
    orderBy: [{ id: 'asc' }],
    ...(where && { where }),
    ...(filters && { filters }),
    ...(_q && { _q }),
  });
  return found.map(({ id }) => id);
};

/** Deleting what has replies takes away its words, not its place in the thread. */
async function removeItem(
  strapi: Strapi,
  uid: string,
  { where }: Params,
  deleteRow: () => Promise<unknown>,
): Promise<unknown> {
  // With the discussion locked no reply arrives between the question and the deletion.
  await lockDiscussionsOf(strapi, uid, where ?? {});
  const item = await rows<ItemRow | ReplyRow>(strapi, uid).findOne({ where: where ?? {} });
  if (!item || !(await hasReplies(strapi, item))) return deleteRow();
  return withScope({ operation: 'decide', ...currentScope(), action: 'remove' }, () =>
    rows<ItemRow>(strapi, uid).update({
      where: { id: item.id },
      data: { moderationStatus: 'removed' },
    }),
  );
}

async function hasReplies(strapi: Strapi, item: ItemRow | ReplyRow): Promise<boolean> {
  const where = 'threadId' in item ? { inReplyTo: { id: item.id } } : { threadId: item.documentId };
  return (await rows(strapi, UID.reply).findOne({ where, select: ['id'] })) !== null;
}
