/** The conversation under articles, as readers page through it. */
import type { Knex } from 'knex';
import { UID } from '../names';
import type { ItemRow, ReplyRow } from '../rows';
import { rows, tableName, type Strapi } from '../strapi';

export type ThreadSort = 'newest' | 'oldest' | 'most-replied';

/** Where in a list a page ended: what its last row was sorted by. */
export interface Place {
  /** Epoch milliseconds, or a number of replies. */
  value: number;
  id: number;
}

/** A list to read: all threads of an article, or all replies of a thread. */
export interface ListRead {
  /** documentId of the article or of the comment. */
  of: string;
  after?: Place | null;
}

export interface Page<Row> {
  rows: Row[];
  hasMore: boolean;
}

interface Order {
  field: 'postedAt' | 'replyCount';
  column: 'posted_at' | 'reply_count';
  direction: 'asc' | 'desc';
}

const OLDEST: Order = { field: 'postedAt', column: 'posted_at', direction: 'asc' };
const ORDER: Record<ThreadSort, Order> = {
  oldest: OLDEST,
  newest: { ...OLDEST, direction: 'desc' },
  'most-replied': { field: 'replyCount', column: 'reply_count', direction: 'desc' },
};

const THREAD = [
  'id',
  'documentId',
  'articleId',
  'body',
  'authorName',
  'moderationStatus',
  'postedAt',
  'editedAt',
  'moderatedAt',
  'featured',
  'replyCount',
  'revision',
];
const REPLY = [...THREAD, 'threadId'];
const ANSWERED = { inReplyTo: { select: [...REPLY, 'listed'] } };

/**
 * A page of threads of each article, tombstones among them; one statement for all articles.
 * Each page walks its index from where it starts, so a page costs the same wherever it is.
 */
export async function readThreads(
  strapi: Strapi,
  lists: readonly ListRead[],
  { sort, limit }: { sort: ThreadSort; limit: number },
): Promise<Map<string, Page<ItemRow>>> {
  const { field, direction } = ORDER[sort];
  return readPages(lists, limit, async (some) => {
    const comments = await rows(strapi, UID.comment).findMany({
      where: { id: { $in: idsOf(strapi, UID.comment, some, ORDER[sort], limit) } },
      select: THREAD,
      orderBy: [{ [field]: direction }, { id: direction }],
    });
    return comments.map((comment) => [comment.articleId, comment]);
  });
}

/** A page of replies of each thread, oldest first; two statements for all threads. */
export async function readReplies(
  strapi: Strapi,
  lists: readonly ListRead[],
  limit: number,
): Promise<Map<string, Page<ReplyRow>>> {
  return readPages(lists, limit, async (some) => {
    const replies = await rows<ReplyRow>(strapi, UID.reply).findMany({
      where: { id: { $in: idsOf(strapi, UID.reply, some, OLDEST, limit) } },
      select: REPLY,
      orderBy: [{ postedAt: 'asc' }, { id: 'asc' }],
      populate: ANSWERED,
    });
    return replies.map((reply) => [reply.threadId, reply]);
  });
}

/** How many threads readers find under each article, tombstones included. */
export async function countThreads(
  strapi: Strapi,
  articleIds: readonly string[],
): Promise<Map<string, number>> {
  const counted = await strapi.db
    .getConnection(tableName(strapi, UID.comment))
    .select('article_id')
    .count<{ article_id: string; threads: number | string }[]>({ threads: '*' })
    .where({ listed: true })
    .whereIn('article_id', [...articleIds])
    .groupBy('article_id');
  return new Map(counted.map(({ article_id, threads }) => [article_id, Number(threads)]));
}

/** Where a page of threads ended. */
export const placeOfThread = (comment: ItemRow, sort: ThreadSort): Place => ({
  value: ORDER[sort].field === 'replyCount' ? comment.replyCount : +new Date(comment.postedAt),
  id: comment.id,
});

export const placeOfReply = (reply: ReplyRow): Place => ({
  value: +new Date(reply.postedAt),
  id: reply.id,
});

/** SQLite takes at most 500 selects in one statement. */
const LISTS_AT_ONCE = 400;

async function readPages<Row>(
  lists: readonly ListRead[],
  limit: number,
  read: (lists: readonly ListRead[]) => Promise<[of: string, row: Row][]>,
): Promise<Map<string, Page<Row>>> {
  const pages = new Map(lists.map(({ of }) => [of, { rows: [] as Row[], hasMore: false }]));
  if (limit === 0) return pages;
  for (let first = 0; first < lists.length; first += LISTS_AT_ONCE) {
    for (const [of, row] of await read(lists.slice(first, first + LISTS_AT_ONCE))) {
      const page = pages.get(of)!;
      if (page.rows.length < limit) page.rows.push(row);
      else page.hasMore = true;
    }
  }
  return pages;
}

/** The ids on each list's page and one more, which tells whether the list goes on. */
function idsOf(
  strapi: Strapi,
  uid: string,
  lists: readonly ListRead[],
  order: Order,
  limit: number,
): Knex.QueryBuilder {
  const owner = uid === UID.comment ? 'article_id' : 'thread_id';
  const [first, ...others] = lists.map(({ of, after }) => {
    const page = strapi.db
      .getConnection(tableName(strapi, uid))
      .select('id')
      .where({ [owner]: of, listed: true })
      .orderBy(order.column, order.direction)
      .orderBy('id', order.direction)
      .limit(limit + 1);
    if (after) goOnAfter(page, after, order);
    return strapi.db.getConnection().select('id').from(page.as('page'));
  });
  return others.length > 0 ? first!.unionAll(others) : first!;
}

function goOnAfter(page: Knex.QueryBuilder, { value, id }: Place, { column, direction }: Order) {
  const further = direction === 'asc' ? '>' : '<';
  const bound = column === 'posted_at' ? new Date(value) : value;
  // The first condition alone lets the index start at the place, on every database.
  page.where(column, `${further}=`, bound).where((rest) => {
    void rest.where(column, further, bound).orWhere('id', further, id);
  });
}
