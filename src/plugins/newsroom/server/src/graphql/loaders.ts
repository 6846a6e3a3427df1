/**
 * Loaders of one request (DataLoader): what many objects of an answer ask for at the same time is
 * read together, so the number of statements does not grow with the lists.
 */
import DataLoader from 'dataloader';
import { discussionsOf } from '../api/articles';
import { type ThreadSort } from '../discussion/lists';
import { readReplies, readThreads, type ListRead, type Page } from '../discussion/page';
import { pastEmbargo, visibleItems } from '../discussion/visibility';
import { UID } from '../names';
import type { ArticleRow, DiscussionRow, ItemRow, ReadComment, ReadReply, ReplyRow } from '../rows';
import { rows, type Strapi } from '../strapi';

/** A relation, component or media field of one row, with what a query asks of it. */
export interface RelatedKey {
  id: number;
  field: string;
  /** In the terms of Strapi's query engine; null asks for everything in its own order. */
  params: Record<string, unknown> | null;
}

export interface Loaders {
  related: (uid: string) => DataLoader<RelatedKey, unknown, string>;
  discussion: DataLoader<string, DiscussionRow | undefined>;
  /** Published and past its embargo. */
  article: DataLoader<string, ArticleRow | undefined>;
  /** Visible ones, by documentId. */
  comment: DataLoader<string, ItemRow | undefined>;
  reply: DataLoader<string, ReplyRow | undefined>;
  threads: (sort: ThreadSort, limit: number) => DataLoader<ListRead, Page<ReadComment>, string>;
  replies: (limit: number) => DataLoader<ListRead, Page<ReadReply>, string>;
}

export function createLoaders(strapi: Strapi): Loaders {
  return {
    related: oncePer((uid: string) => relatedLoader(strapi, uid)),
    discussion: new DataLoader(async (ids) => inOrder(ids, await discussionsOf(strapi, ids))),
    article: new DataLoader(async (ids) => inOrder(ids, await publishedArticles(strapi, ids))),
    comment: new DataLoader(async (ids) => inOrder(ids, await visible(strapi, UID.comment, ids))),
    reply: new DataLoader(async (ids) =>
      inOrder(ids, await visible<ReplyRow>(strapi, UID.reply, ids)),
    ),
    threads: oncePer((sort: ThreadSort, limit: number) =>
      listLoader((lists) => readThreads(strapi, lists, { sort, limit }, 'whole')),
    ),
    replies: oncePer((limit: number) =>
      listLoader((lists) => readReplies(strapi, lists, limit, 'whole')),
    ),
  };
}

/** Makes one for each combination of arguments, and the same one again. */
function oncePer<Args extends (string | number)[], T>(make: (...args: Args) => T) {
  const made = new Map<string, T>();
  return (...args: Args): T => {
    const key = args.join(' ');
    const known = made.get(key) ?? make(...args);
    made.set(key, known);
    return known;
  };
}

const inOrder = <T>(ids: readonly string[], found: Map<string, T>): (T | undefined)[] =>
  ids.map((id) => found.get(id));

const byDocumentId = <Row extends { documentId: string }>(found: Row[]): Map<string, Row> =>
  new Map(found.map((row) => [row.documentId, row]));

const publishedArticles = async (strapi: Strapi, ids: readonly string[]) =>
  byDocumentId(
    await rows(strapi, UID.article).findMany({
      where: { documentId: { $in: [...ids] }, publishedAt: { $notNull: true }, ...pastEmbargo() },
    }),
  );

const visible = async <Row extends ItemRow>(strapi: Strapi, uid: string, ids: readonly string[]) =>
  byDocumentId(
    await rows<Row>(strapi, uid).findMany({
      where: { $and: [{ documentId: { $in: [...ids] } }, visibleItems(strapi)] },
      ...(uid === UID.reply && { populate: { inReplyTo: true } }),
    }),
  );

const listLoader = <Row>(read: (lists: readonly ListRead[]) => Promise<Page<Row>[]>) =>
  new DataLoader<ListRead, Page<Row>, string>(read, {
    cacheKeyFn: ({ of, start }) =>
      start ? `${of} ${start.direction} ${start.place.value} ${start.place.id}` : of,
  });

const relatedLoader = (strapi: Strapi, uid: string) =>
  new DataLoader<RelatedKey, unknown, string>((keys) => readRelated(strapi, uid, keys), {
    cacheKeyFn: ({ id, field, params }) => `${id} ${field} ${params ? JSON.stringify(params) : ''}`,
  });

/** Fields that are asked for as they are come in one read; one with arguments takes its own. */
async function readRelated(
  strapi: Strapi,
  uid: string,
  keys: readonly RelatedKey[],
): Promise<unknown[]> {
  const groups = new Map<string, RelatedKey[]>();
  for (const key of keys) {
    const name = key.params ? `${key.field} ${JSON.stringify(key.params)}` : '';
    groups.set(name, [...(groups.get(name) ?? []), key]);
  }
  const found = new Map<RelatedKey, unknown>();
  for (const group of groups.values()) {
    const owners = await rows<{ id: number } & Record<string, unknown>>(strapi, uid).findMany({
      where: { id: { $in: [...new Set(group.map(({ id }) => id))] } },
      select: ['id'],
      populate: Object.fromEntries(group.map(({ field, params }) => [field, params ?? true])),
    });
    const byId = new Map(owners.map((owner) => [owner.id, owner]));
    for (const key of group) found.set(key, byId.get(key.id)?.[key.field] ?? null);
  }
  return keys.map((key) => found.get(key));
}
