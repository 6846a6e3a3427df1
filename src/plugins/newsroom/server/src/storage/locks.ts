/**
 * Who waits for whom. Every change takes its locks in one order: named locks, discussions by their
 * article, the rows of the document itself. So nobody waits in a circle, and nobody writes over a
 * row that another has just deleted: Strapi would announce a change of nothing, and stop.
 */
import { lockDiscussionOf } from '../discussion/discussions';
import { ITEM_UID, UID, type ItemType } from '../names';
import type { ItemRow } from '../rows';
import type { Held } from './scope';
import { inTransaction } from './transactions';
import { rows, table, type Data, type Strapi } from '../strapi';

/** Waits for a named lock, and holds it until the transaction ends. */
export async function takeLock(strapi: Strapi, name: string): Promise<void> {
  await table(strapi, UID.lock).insert({ name }).onConflict(['name']).ignore().execute();
  await table(strapi, UID.lock).select('id').where({ name }).forUpdate().execute();
}

export async function lockDiscussions(strapi: Strapi, articleIds: string[]): Promise<void> {
  if (articleIds.length === 0) return;
  await table(strapi, UID.discussion)
    .select('id')
    .where({ articleId: { $in: [...new Set(articleIds)] } })
    .orderBy({ articleId: 'asc' })
    .forUpdate()
    .execute();
}

/** The stories that credit an author: a new name goes into all their bylines. */
export async function lockStoriesOf(strapi: Strapi, author: Data): Promise<void> {
  const credited = await rows(strapi, UID.article).findMany({
    where: { credits: { author } },
    select: ['documentId'],
  });
  await lockDiscussions(
    strapi,
    credited.map(({ documentId }) => documentId),
  );
}

/** The discussions that some comments or replies stand in. */
export async function lockDiscussionsOf(strapi: Strapi, uid: string, where: Data): Promise<void> {
  const items = await rows<ItemRow>(strapi, uid).findMany({ where, select: ['articleId'] });
  await lockDiscussions(
    strapi,
    items.map(({ articleId }) => articleId),
  );
}

/** What the hooks of an item read of it. */
export const READ_WITH: Record<ItemType, Record<string, boolean>> = {
  comment: { commenter: true },
  reply: { commenter: true, inReplyTo: true, comment: true },
};

/** Locks the discussion that a comment or reply stands in, and reads both; null where there is none. */
export async function holdItem(
  strapi: Strapi,
  type: ItemType,
  where: { id: number } | { documentId: string },
): Promise<Required<Pick<Held, 'discussion' | 'item'>> | null> {
  const discussion = await lockDiscussionOf(strapi, ITEM_UID[type], where);
  if (!discussion) return null;
  const row = await rows<ItemRow>(strapi, ITEM_UID[type]).findOne({
    where,
    populate: READ_WITH[type],
  });
  return row && { discussion, item: { type, row } };
}

export const SECTIONS_LOCK = 'sections';

interface DocumentContext {
  uid: string;
  action: string;
  params: { documentId?: string; data?: Data };
}

const OWN = new Set<string>([
  ...[UID.article, UID.author, UID.section, UID.topic, UID.comment, UID.reply],
]);
const LOCKING = new Set(['update', 'delete', 'publish', 'unpublish', 'discardDraft']);
const ITEMS = new Set(Object.values(ITEM_UID));

/** Registered before the plugin's other document middlewares, which run inside its transaction. */
export function registerDocumentLocks(strapi: Strapi): void {
  strapi.documents.use((given, next) => {
    const { uid, action, params } = given as unknown as DocumentContext;
    const { documentId } = params;
    if (!OWN.has(uid) || !LOCKING.has(action) || !documentId) return next();
    return inTransaction(strapi, async () => {
      await lockDocument(strapi, { uid, action, params }, documentId);
      return (await next()) as never;
    });
  });
}

async function lockDocument(
  strapi: Strapi,
  { uid, action, params: { data } }: DocumentContext,
  documentId: string,
): Promise<void> {
  const where = { documentId };
  if (uid === UID.article) await lockDiscussions(strapi, [documentId]);
  if (ITEMS.has(uid)) await lockDiscussionsOf(strapi, uid, where);
  if (uid === UID.author && (action === 'delete' || (data && 'name' in data))) {
    await lockStoriesOf(strapi, where);
  }
  if (uid === UID.section && data && 'parent' in data) await takeLock(strapi, SECTIONS_LOCK);
  await table<{ id: number }>(strapi, uid)
    .select('id')
    .where(where)
    .orderBy({ id: 'asc' })
    .forUpdate()
    .execute();
}
