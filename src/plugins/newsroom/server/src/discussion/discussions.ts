import { UID, type DiscussionState, type ModerationMode } from '../names';
import type { DiscussionRow } from '../rows';
import { inTransaction } from '../storage/transactions';
import { updateRow } from '../storage/write-row';
import { rowDefaults, rows, table, tableName, type Data, type Strapi, type Where } from '../strapi';

/** A discussion exists as soon as its article does. */
export async function ensureDiscussion(strapi: Strapi, articleId: string): Promise<void> {
  await table(strapi, UID.discussion)
    .insert({
      ...rowDefaults(strapi, UID.discussion),
      articleId,
      state: 'open',
      moderationMode: 'inherit',
      commentCount: 0,
      threadCount: 0,
      revision: 1,
    })
    .onConflict(['article_id'])
    .ignore()
    .execute();
}

export const findDiscussion = (strapi: Strapi, articleId: string): Promise<DiscussionRow | null> =>
  rows(strapi, UID.discussion).findOne({ where: { articleId } });

/**
 * Locks a discussion until the transaction ends. Whoever changes what readers can see in it takes
 * this lock first, so counts are right however many moderators decide at once, and nobody waits in
 * a circle.
 */
export const lockDiscussion = (strapi: Strapi, articleId: string): Promise<DiscussionRow | null> =>
  lockOne(strapi, { articleId });

/** The same of the discussion that a comment or reply stands in, which never moves to another. */
export const lockDiscussionOf = (
  strapi: Strapi,
  uid: string,
  where: { id: number } | { documentId: string },
): Promise<DiscussionRow | null> =>
  lockOne(strapi, {
    articleId: {
      $in: strapi.db
        .connection(tableName(strapi, uid))
        .select('article_id')
        .where('id' in where ? where : { document_id: where.documentId }),
    },
  });

async function lockOne(strapi: Strapi, where: Where): Promise<DiscussionRow | null> {
  const [discussion] = await table(strapi, UID.discussion)
    .select('*')
    .where(where)
    .limit(1)
    .forUpdate()
    .execute();
  return discussion ?? null;
}

/** Writes fields of a discussion; every change that readers can notice makes a new revision. */
export async function changeDiscussion(
  strapi: Strapi,
  discussion: DiscussionRow,
  changes: Data,
): Promise<void> {
  const fields = { ...changes, revision: discussion.revision + 1, updatedAt: new Date() };
  await updateRow(strapi, UID.discussion, discussion.id, fields);
}

/** From when readers may see a discussion: one row, whatever the number of comments. */
export async function setLiveFrom(
  strapi: Strapi,
  articleId: string,
  liveFrom: Date | null,
): Promise<void> {
  const discussion = await lockDiscussion(strapi, articleId);
  if (discussion) await changeDiscussion(strapi, discussion, { liveFrom });
}

export interface DiscussionSettings {
  state?: DiscussionState;
  moderationMode?: ModerationMode;
  closesAt?: Date | null;
}

/** Changes the switch of a discussion, at once and without publishing its article. */
export const configureDiscussion = (
  strapi: Strapi,
  articleId: string,
  settings: DiscussionSettings,
): Promise<DiscussionRow | null> =>
  inTransaction(strapi, async () => {
    const discussion = await lockDiscussion(strapi, articleId);
    if (!discussion) return null;
    await changeDiscussion(strapi, discussion, { ...settings });
    return findDiscussion(strapi, articleId);
  });
