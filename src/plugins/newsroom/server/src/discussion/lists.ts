/**
 * The lists of a conversation in SQL: the threads of an article, the replies of a thread. Each is one
 * walk along an index, from a place in it and in either direction.
 */
import { UID, type ModerationStatus } from '../names';
import type { ReadComment, ReadReply } from '../rows';
import { read, readValues } from '../storage/read';
import { isPostgres, linkOf, momentOf, tableName, type Strapi } from '../strapi';

export type ThreadSort = 'newest' | 'oldest' | 'most-replied';

/** Where in a list a row stands: what it is sorted by, and its id, as no two have the same. */
export interface Place {
  /** Epoch milliseconds, or a number of replies. */
  value: number;
  id: number;
}

interface Order {
  column: 'posted_at' | 'reply_count';
  direction: 'asc' | 'desc';
}

const OLDEST: Order = { column: 'posted_at', direction: 'asc' };
const ORDER: Record<ThreadSort, Order> = {
  oldest: OLDEST,
  newest: { column: 'posted_at', direction: 'desc' },
  'most-replied': { column: 'reply_count', direction: 'desc' },
};

/** Where a thread stands in a list so sorted. */
export const placeOfThread = (comment: ReadComment, sort: ThreadSort): Place => ({
  value: ORDER[sort].column === 'reply_count' ? comment.replyCount : +new Date(comment.postedAt),
  id: comment.id,
});

export const placeOfReply = (reply: ReadReply): Place => ({
  value: +new Date(reply.postedAt),
  id: reply.id,
});

/** A kind of list, and how its rows are read. */
export interface List<Row> {
  /** Rows of one list from a place on, `limit` at the most; `reversed` against its order. */
  walk(of: string, limit: number, from: Place | null, reversed: boolean): Promise<Row[]>;
  /** The first rows of many lists in one statement, by list. */
  first(of: readonly string[], limit: number): Promise<Map<string, Row[]>>;
  /** The row at a place with those before and behind it, `limit` of each at the most. */
  around(of: string, limit: number, place: Place): Promise<Row[]>;
  placeOf: (row: Row) => Place;
}

/** What a page shows of each row, in this order. */
const SHOWN = [
  ...['id', 'document_id', 'body', 'author_name', 'moderation_status', 'posted_at'],
  ...['edited_at', 'featured', 'reply_count'],
];
/** What can be asked for beside it, over GraphQL. */
const MORE = [
  ...['article_id', 'moderated_at', 'revision', 'created_at', 'updated_at', 'published_at'],
];
const ANSWERED = ['document_id', 'author_name', 'listed'];

type Stored = Record<string, unknown>;
type Values = readonly unknown[];

/** How much of each row: what is shown, or all that can be asked for. */
export type Extent = 'shown' | 'whole';

export const threadList = (
  strapi: Strapi,
  sort: ThreadSort,
  extent: Extent = 'shown',
): List<ReadComment> =>
  sqlList(strapi, {
    table: tableName(strapi, UID.comment),
    owner: 'article_id',
    extent,
    more: [],
    join: '',
    order: ORDER[sort],
    toRow: toComment,
    placeOf: (comment) => placeOfThread(comment, sort),
  });

export function replyList(strapi: Strapi, extent: Extent = 'shown'): List<ReadReply> {
  const table = tableName(strapi, UID.reply);
  const link = linkOf(strapi, UID.reply, 'inReplyTo');
  return sqlList(strapi, {
    table,
    owner: 'thread_id',
    extent,
    more: ANSWERED.map((column) => [`a.${column}`, `answered_${column}`] as const),
    join: `left join ${link.table} as l on l.${link.from} = t.id left join ${table} as a on a.id = l.${link.to}`,
    order: OLDEST,
    toRow: toReply,
    placeOf: placeOfReply,
  });
}

/** What `around` may be asked for: the thread, and the place of the reply in it if it is one. */
export interface Listed {
  articleId: string;
  threadId: string;
  thread: Place;
  reply: Place | null;
}

/**
 * A comment or reply that readers find in its list, by its documentId. Null for what is not listed.
 * @param sort how the threads are sorted in which it is looked for
 */
export async function findListed(
  strapi: Strapi,
  documentId: string,
  sort: ThreadSort,
): Promise<Listed | null> {
  const comments = tableName(strapi, UID.comment);
  const replies = tableName(strapi, UID.reply);
  const reply = (column: string): string =>
    `(select ${column} from ${replies} where document_id = :documentId and listed = :yes limit 1)`;
  const [stored] = await read<Stored>(
    strapi,
    `select t.id, t.article_id, t.document_id, t.posted_at, t.reply_count, r.id as reply_id, r.posted_at as replied_at from ${comments} as t left join ${replies} as r on r.document_id = :documentId and r.listed = :yes where t.document_id = coalesce(${reply('thread_id')}, :documentId) and t.listed = :yes limit 1`,
    { documentId, yes: true },
  );
  if (!stored) return null;
  const replyCount = Number(stored['reply_count']);
  const isByReplies = ORDER[sort].column === 'reply_count';
  return {
    articleId: stored['article_id'] as string,
    threadId: stored['document_id'] as string,
    thread: {
      value: isByReplies ? replyCount : +new Date(momentOf(stored['posted_at'])!),
      id: Number(stored['id']),
    },
    reply: stored['reply_id']
      ? { value: +new Date(momentOf(stored['replied_at'])!), id: Number(stored['reply_id']) }
      : null,
  };
}

interface SqlList<Row> {
  table: string;
  /** The column that says to which list a row belongs. */
  owner: string;
  extent: Extent;
  /** Columns beside the shown ones and the owner: what is selected, and its name. */
  more: readonly (readonly [selected: string, name: string])[];
  join: string;
  order: Order;
  toRow: (values: Values) => Row;
  placeOf: (row: Row) => Place;
}

function sqlList<Row>(
  strapi: Strapi,
  { table, owner, extent, more, join, order, toRow, placeOf }: SqlList<Row>,
): List<Row> {
  const { column } = order;
  const own = [...SHOWN, owner].map((name) => [`t.${name}`, name] as const);
  const whole = (extent === 'whole' ? MORE : []).map((name) => [`t.${name}`, name] as const);
  const selected = [...own, ...more, ...whole];
  const names = selected.map(([, name]) => name);
  const columns = selected.map(([column, name]) => `${column} as ${name}`).join(', ');
  const sorted = (alias: string, direction: string): string =>
    `order by ${alias}.${column} ${direction}, ${alias}.id ${direction}`;
  /**
   * Two ranges, as most threads may have the same number of replies: first those of the place's own
   * value behind it, then the others. Each walks the index from where it starts; one condition over
   * both would look through all that are equal.
   */
  const behind = (isRising: boolean): string => {
    const further = isRising ? '>' : '<';
    const equal = range(`and x.${column} = :value and x.id ${further} :id`, isRising);
    const others = range(`and x.${column} ${further} :value`, isRising);
    return `select id from (${equal}) as equals union all select id from (${others}) as others`;
  };
  const range = (condition: string, isRising: boolean): string =>
    `select x.id from ${table} as x where x.${owner} = :of and x.listed = :yes ${condition} ${sorted('x', isRising ? 'asc' : 'desc')} limit :limit`;
  const bound = ({ value, id }: Place) => ({
    value: column === 'posted_at' ? new Date(value) : value,
    id,
  });

  return {
    placeOf,

    async walk(of, limit, from, reversed) {
      const isRising = (order.direction === 'asc') !== reversed;
      const direction = isRising ? 'asc' : 'desc';
      const listed = from
        ? `(${behind(isRising)}) as p join ${table} as t on t.id = p.id ${join}`
        : `${table} as t ${join} where t.${owner} = :of and t.listed = :yes`;
      const found = await readValues(
        strapi,
        `select ${columns} from ${listed} ${sorted('t', direction)} limit :limit`,
        { of, yes: true, limit, ...(from && bound(from)) },
        names,
      );
      return found.map(toRow);
    },

    async around(of, limit, place) {
      const found = await readValues(
        strapi,
        `select ${columns} from (${behind(true)} union all ${behind(false)} union all select :id as id) as p join ${table} as t on t.id = p.id ${join} ${sorted('t', order.direction)}`,
        { of, yes: true, limit, ...bound(place) },
        names,
      );
      const at = found.findIndex(([id]) => Number(id) === place.id);
      return found.slice(Math.max(0, at - limit), at + 1 + limit).map(toRow);
    },

    async first(of, limit) {
      const { direction } = order;
      const page = `from ${table} as x where x.${owner} = wanted.value and x.listed = :yes ${sorted('x', direction)} limit :limit`;
      const lists = isPostgres(strapi)
        ? `json_array_elements_text(cast(:of as json)) as wanted(value) cross join lateral (select x.* ${page}) as t`
        : `json_each(:of) as wanted cross join ${table} as t on t.id in (select x.id ${page})`;
      const found = await readValues(
        strapi,
        `select ${columns} from ${lists} ${join} ${sorted('t', direction)}`,
        { of: JSON.stringify(of), yes: true, limit },
        names,
      );
      const byList = new Map<string, Row[]>();
      for (const values of found) {
        const list = values[SHOWN.length] as string;
        const rows = byList.get(list);
        if (rows) rows.push(toRow(values));
        else byList.set(list, [toRow(values)]);
      }
      return byList;
    },
  };
}

const toComment = (values: Values): ReadComment => ({
  ...shownOf(values),
  articleId: values[SHOWN.length] as string,
  ...wholeOf(values, SHOWN.length + 1),
});

function toReply(values: Values): ReadReply {
  const [threadId, documentId, authorName, listed] = values.slice(SHOWN.length);
  return {
    ...shownOf(values),
    threadId: threadId as string,
    inReplyTo: documentId
      ? {
          documentId: documentId as string,
          authorName: authorName as string,
          listed: Boolean(listed),
        }
      : null,
    ...wholeOf(values, SHOWN.length + 1 + ANSWERED.length),
  };
}

function shownOf(values: Values) {
  const [id, documentId, body, authorName, status, postedAt, editedAt, featured, replyCount] =
    values;
  return {
    id: Number(id),
    documentId: documentId as string,
    body: body as string,
    authorName: authorName as string,
    moderationStatus: status as ModerationStatus,
    postedAt: momentOf(postedAt)!,
    editedAt: momentOf(editedAt),
    featured: Boolean(featured),
    replyCount: Number(replyCount),
  };
}

/** @param at where what is not shown begins, if it was read */
function wholeOf(values: Values, at: number): Partial<ReadComment> | null {
  if (values.length === at) return null;
  const [articleId, moderatedAt, revision, createdAt, updatedAt, publishedAt] = values.slice(at);
  return {
    articleId: articleId as string,
    moderatedAt: momentOf(moderatedAt),
    revision: Number(revision),
    createdAt: momentOf(createdAt)!,
    updatedAt: momentOf(updatedAt)!,
    publishedAt: momentOf(publishedAt),
  };
}
