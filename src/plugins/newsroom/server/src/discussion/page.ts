/**
 * The conversation under articles, as readers page through it: the threads of an article, the replies
 * of a thread. A page is one walk along an index from where it starts, in either direction, so it
 * costs the same wherever it is and however long the list.
 */
import type { ReadComment, ReadReply } from '../rows';
import type { Strapi } from '../strapi';
import { replyList, threadList, type List, type Place, type ThreadSort } from './lists';

/** Where a page starts: behind a row or before it. */
export interface Start {
  place: Place;
  direction: 'after' | 'before';
}

/** A list to read: all threads of an article, or all replies of a thread. */
export interface ListRead {
  /** documentId of the article or of the comment. */
  of: string;
  /** Null: where the list begins. */
  start?: Start | null;
}

export interface Page<Row> {
  rows: Row[];
  /** Whether the list goes on behind its last row, and before its first. */
  hasNext: boolean;
  hasPrevious: boolean;
}

/** A page of threads of each article, tombstones among them; by article. */
export function readThreads(
  strapi: Strapi,
  lists: readonly ListRead[],
  { sort, limit }: { sort: ThreadSort; limit: number },
): Promise<Page<ReadComment>[]> {
  return readPages(lists, limit, threadList(strapi, sort));
}

/** A page of replies of each thread, oldest first, each with what it answers. */
export function readReplies(
  strapi: Strapi,
  lists: readonly ListRead[],
  limit: number,
): Promise<Page<ReadReply>[]> {
  return readPages(lists, limit, replyList(strapi));
}

/** The page of threads that holds one of them, with about as many before it as behind it. */
export function readThreadsAround(
  strapi: Strapi,
  articleId: string,
  thread: ReadComment,
  { sort, limit }: { sort: ThreadSort; limit: number },
): Promise<Page<ReadComment>> {
  const list = threadList(strapi, sort);
  return readAround(list, articleId, thread, limit);
}

/** The page of replies that holds one of them. */
export function readRepliesAround(
  strapi: Strapi,
  threadId: string,
  reply: ReadReply,
  limit: number,
): Promise<Page<ReadReply>> {
  return readAround(replyList(strapi), threadId, reply, limit);
}

/**
 * A comment or reply that readers find in its list, by its documentId: the thread that it opens or
 * stands in, and the reply if it is one. Null for what is not listed.
 */
export async function findListed(
  strapi: Strapi,
  documentId: string,
): Promise<{ thread: ReadComment; reply: ReadReply | null } | null> {
  const [comments, replies] = [threadList(strapi, 'oldest'), replyList(strapi)];
  const thread = await comments.one(documentId);
  if (thread) return { thread, reply: null };
  const reply = await replies.one(documentId);
  const above = reply && (await comments.one(reply.threadId));
  return reply && above ? { thread: above, reply } : null;
}

async function readPages<Row>(
  lists: readonly ListRead[],
  limit: number,
  list: List<Row>,
): Promise<Page<Row>[]> {
  const atStart = lists.filter(({ start }) => !start).map(({ of }) => of);
  const firsts =
    atStart.length > 1
      ? await list.first([...new Set(atStart)], limit + 1)
      : new Map<string, Row[]>();
  return Promise.all(
    lists.map(async ({ of, start }) => {
      if (limit === 0) return NOTHING;
      if (!start) {
        const rows =
          atStart.length > 1 ? (firsts.get(of) ?? []) : await list.walk(of, limit + 1, null, false);
        return pageOf(rows, limit, false);
      }
      const isBack = start.direction === 'before';
      const rows = await list.walk(of, limit + 1, start.place, isBack);
      const page = pageOf(rows, limit, true);
      if (!isBack) return page;
      return { rows: page.rows.reverse(), hasNext: true, hasPrevious: page.hasNext };
    }),
  );
}

const NOTHING = { rows: [], hasNext: false, hasPrevious: false };

const pageOf = <Row>(rows: Row[], limit: number, hasPrevious: boolean): Page<Row> => ({
  rows: rows.slice(0, limit),
  hasNext: rows.length > limit,
  hasPrevious,
});

async function readAround<Row>(
  list: List<Row>,
  of: string,
  target: Row,
  limit: number,
): Promise<Page<Row>> {
  const place = list.placeOf(target);
  const [before, behind] = await Promise.all([
    list.walk(of, limit, place, true),
    list.walk(of, limit, place, false),
  ]);
  const half = Math.floor((limit - 1) / 2);
  const taken = Math.min(before.length, Math.max(half, limit - 1 - behind.length));
  const following = limit - 1 - taken;
  return {
    rows: [...before.slice(0, taken).reverse(), target, ...behind.slice(0, following)],
    hasNext: behind.length > following,
    hasPrevious: before.length > taken,
  };
}
