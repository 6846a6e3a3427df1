/** The conversation under an article, as readers page through it. */
import { UID } from '../names';
import type { DiscussionRow, ItemRow, ReplyRow } from '../rows';
import { rows, tableName, type Strapi, type Where } from '../strapi';

export type ThreadSort = 'newest' | 'oldest' | 'most-replied';

export interface Thread {
  comment: ItemRow;
  replies: ReplyRow[];
}

const ORDER: Record<ThreadSort, object[]> = {
  newest: [{ postedAt: 'desc' }, { id: 'desc' }],
  oldest: [{ postedAt: 'asc' }, { id: 'asc' }],
  'most-replied': [{ replyCount: 'desc' }, { id: 'desc' }],
};

const THREAD = [
  'id',
  'documentId',
  'body',
  'authorName',
  'moderationStatus',
  'postedAt',
  'editedAt',
  'featured',
  'replyCount',
];
const REPLY = [...THREAD, 'threadId'];
const ANSWERED = { inReplyTo: { select: ['documentId', 'authorName', 'listed'] } };

/** The first page of a discussion: threads, each with its first replies, and how many threads there are. */
export async function readThreads(
  strapi: Strapi,
  { articleId }: DiscussionRow,
  { sort, limit, replies }: { sort: ThreadSort; limit: number; replies: number },
): Promise<{ threads: Thread[]; total: number }> {
  const where: Where = { articleId, listed: true };
  const repository = rows(strapi, UID.comment);
  const [comments, total] = await Promise.all([
    repository.findMany({ where, select: THREAD, orderBy: ORDER[sort], limit }),
    repository.count({ where }),
  ]);
  const byThread = await firstReplies(strapi, comments, replies);
  return {
    threads: comments.map((comment) => ({
      comment,
      replies: byThread.get(comment.documentId) ?? [],
    })),
    total,
  };
}

/** The first replies of many threads, in two statements however many threads there are. */
async function firstReplies(
  strapi: Strapi,
  comments: ItemRow[],
  count: number,
): Promise<Map<string, ReplyRow[]>> {
  const threadIds = comments
    .filter(({ replyCount }) => replyCount > 0)
    .map(({ documentId }) => documentId);
  const byThread = new Map<string, ReplyRow[]>();
  if (count === 0 || threadIds.length === 0) return byThread;
  const knex = strapi.db.connection;
  const numbered = strapi.db
    .getConnection(tableName(strapi, UID.reply))
    .select(
      'id',
      knex.raw('row_number() over (partition by thread_id order by posted_at, id) as place'),
    )
    .whereIn('thread_id', threadIds)
    .where('listed', true)
    .as('numbered');
  const first = strapi.db.getConnection().select('id').from(numbered).where('place', '<=', count);
  const replies = await rows<ReplyRow>(strapi, UID.reply).findMany({
    where: { id: { $in: first } },
    select: REPLY,
    orderBy: [{ postedAt: 'asc' }, { id: 'asc' }],
    populate: ANSWERED,
  });
  for (const reply of replies) {
    byThread.set(reply.threadId, [...(byThread.get(reply.threadId) ?? []), reply]);
  }
  return byThread;
}

/** The replies of a thread from its beginning. */
export async function readReplies(
  strapi: Strapi,
  comment: ItemRow,
  limit: number,
): Promise<ReplyRow[]> {
  return rows<ReplyRow>(strapi, UID.reply).findMany({
    where: { threadId: comment.documentId, listed: true },
    select: REPLY,
    orderBy: [{ postedAt: 'asc' }, { id: 'asc' }],
    limit,
    populate: ANSWERED,
  });
}
