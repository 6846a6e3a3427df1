/**
 * The conversation under articles, as readers page through it: the threads of an article, the replies
 * of a thread. A page is one walk along an index from where it starts, in either direction, so it
 * costs the same wherever it is and however long the list.
 */
import type { ReadComment, ReadReply } from '../rows';
import type { Strapi } from '../strapi';
import {
  replyList,
  threadList,
  type Extent,
  type List,
  type Place,
  type ThreadSort,
} from './lists';

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
  extent?: Extent,
): Promise<Page<ReadComment>[]> {
  return readPages(lists, limit, threadList(strapi, sort, extent));
}

/** A page of replies of each thread, oldest first, each with what it answers. */
export function readReplies(
  strapi: Strapi,
  lists: readonly ListRead[],
  limit: number,
  extent?: Extent,
): Promise<Page<ReadReply>[]> {
  return readPages(lists, limit, replyList(strapi, extent));
}

/** The first replies of each thread, by its documentId; not whether there are more. */
export const readFirstReplies = (
  strapi: Strapi,
  threadIds: readonly string[],
  limit: number,
): Promise<Map<string, ReadReply[]>> =>
  limit === 0 || threadIds.length === 0
    ? Promise.resolve(new Map<string, ReadReply[]>())
    : replyList(strapi).first(threadIds, limit);

/** The page of threads that holds one of them, with about as many before it as behind it. */
export function readThreadsAround(
  strapi: Strapi,
  articleId: string,
  thread: Place,
  { sort, limit }: { sort: ThreadSort; limit: number },
  extent?: Extent,
): Promise<Page<ReadComment>> {
  return readAround(threadList(strapi, sort, extent), articleId, thread, limit);
}

/** The page of replies that holds one of them. */
export function readRepliesAround(
  strapi: Strapi,
  threadId: string,
  reply: Place,
  limit: number,
  extent?: Extent,
): Promise<Page<ReadReply>> {
  return readAround(replyList(strapi, extent), threadId, reply, limit);
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

async function readAround<Row extends { id: number }>(
  list: List<Row>,
  of: string,
  place: Place,
  limit: number,
): Promise<Page<Row>> {
  const found = await list.around(of, limit, place);
  const before = found.findIndex(({ id }) => id === place.id);
  const behind = found.length - 1 - before;
  const half = Math.floor((limit - 1) / 2);
  const taken = Math.min(before, Math.max(half, limit - 1 - behind));
  const start = before - taken;
  return {
    rows: found.slice(start, start + limit),
    hasNext: found.length > start + limit,
    hasPrevious: start > 0,
  };
}
