/** What may be asked of the conversation under an article: reading it, counting it, switching it. */
import Joi from 'joi';
import { newsroomError } from '../errors';
import { DISCUSSION_STATES, MODERATION_MODES, UID } from '../names';
import {
  configureDiscussion,
  findDiscussion,
  type DiscussionSettings,
} from '../discussion/discussions';
import {
  findListed,
  placeOfReply,
  placeOfThread,
  type Listed,
  type Place,
  type ThreadSort,
} from '../discussion/lists';
import {
  readFirstReplies,
  readReplies,
  readRepliesAround,
  readThreads,
  readThreadsAround,
  type Page,
  type Start,
} from '../discussion/page';
import { isLive, isShown } from '../discussion/visibility';
import type { DiscussionRow, ItemRow, ReadComment, ReadReply } from '../rows';
import { rows, type Strapi } from '../strapi';
import { discussionsOf } from './articles';
import { newsroomOf } from './context';
import { decodeCursor, encodeCursor } from './cursor';
import { bodyData, documentIdOf } from './guard';
import { presentDiscussion } from './presenters';
import { documentId, instant, integer, text, validate } from './validate';

export interface Thread {
  comment: ReadComment;
  replies: ReadReply[];
}

export const pageSchema = Joi.object({
  sort: Joi.string().valid('newest', 'oldest', 'most-replied').default('newest'),
  limit: integer(1, 100).default(20),
  replies: integer(0, 10).default(3),
  cursor: text(500),
  around: documentId().description(
    'A comment or reply: the page that holds it. Not with `cursor`.',
  ),
}).without('around', 'cursor');
const pageCodes = {
  sort: { '*': 'invalid_sort' },
  limit: { '*': 'invalid_limit' },
  replies: { '*': 'invalid_limit' },
  cursor: { '*': 'invalid_cursor' },
  around: { 'string.pattern.base': 'comment_not_found' },
} as const;

export const repliesSchema = Joi.object({
  limit: integer(1, 100).default(20),
  cursor: text(500),
  around: documentId().description('A reply: the page that holds it. Not with `cursor`.'),
}).without('around', 'cursor');

export const settingsSchema = Joi.object({
  data: Joi.object({
    state: Joi.string().valid(...DISCUSSION_STATES),
    moderationMode: Joi.string().valid(...MODERATION_MODES),
    closesAt: instant().allow(null),
  })
    .min(1)
    .required(),
});

const MOST_COUNTS = 200;
export const countsSchema = Joi.object({ articles: text(255 * MOST_COUNTS).required() });

interface PageQuery {
  sort: ThreadSort;
  limit: number;
  replies: number;
  cursor?: string;
  around?: string;
}

type RepliesQuery = Pick<PageQuery, 'limit' | 'cursor' | 'around'>;

/**
 * What is asked of a page, in one spelling: two queries that ask for the same say the same.
 * @throws invalid_query, invalid_sort, invalid_limit, invalid_cursor
 */
export const threadsQuery = (given: unknown): PageQuery =>
  validate<PageQuery>(pageSchema, given, 'invalid_query', pageCodes);
export const repliesQuery = (given: unknown): RepliesQuery =>
  validate<RepliesQuery>(repliesSchema, given, 'invalid_query', pageCodes);

/** Names a list in its cursors: one of a list is no cursor of another. GraphQL's are the same. */
export const threadsKind = (articleId: string, sort: ThreadSort): string =>
  `threads:${articleId}:${sort}`;
export const repliesKind = (commentId: string): string => `replies:${commentId}`;

/** Where a page starts. @throws invalid_cursor */
export const startFrom = (
  strapi: Strapi,
  kind: string,
  cursor: string | null | undefined,
  argument?: string,
): Start | null => {
  if (cursor === null || cursor === undefined) return null;
  const { cursorSecret } = newsroomOf(strapi);
  const [direction, value, id] = decodeCursor<[Start['direction'], number, number]>(
    kind,
    cursor,
    cursorSecret,
    argument,
  );
  return { direction, place: { value, id } };
};

export const cursorOf = (
  strapi: Strapi,
  kind: string,
  direction: Start['direction'],
  { value, id }: Place,
): string => encodeCursor(kind, [direction, value, id], newsroomOf(strapi).cursorSecret);

/** Where a list goes on, in either direction; null where it does not. */
export function cursorsOf<Row>(
  strapi: Strapi,
  kind: string,
  { rows, hasNext, hasPrevious }: Page<Row>,
  placeOf: (row: Row) => Place,
): { nextCursor: string | null; prevCursor: string | null } {
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    nextCursor: hasNext && last ? cursorOf(strapi, kind, 'after', placeOf(last)) : null,
    prevCursor: hasPrevious && first ? cursorOf(strapi, kind, 'before', placeOf(first)) : null,
  };
}

/**
 * A page of the threads under an article, each with its first replies.
 * @param found the article's discussion, if it is known already
 * @throws article_not_found, comment_not_found, invalid_query, invalid_sort, invalid_limit, invalid_cursor
 */
export async function threadsPage(
  strapi: Strapi,
  articleId: unknown,
  given: unknown,
  found?: DiscussionRow,
) {
  const id = documentIdOf(articleId, 'article_not_found');
  const query = threadsQuery(given);
  const discussion = found ?? (await findDiscussion(strapi, id));
  if (!discussion || !isLive(discussion)) throw newsroomError('article_not_found');
  const { limit, sort, cursor, around } = query;
  const kind = threadsKind(id, sort);
  const start = startFrom(strapi, kind, cursor);
  if (!isShown(discussion)) {
    if (around) throw newsroomError({ code: 'comment_not_found', path: ['around'] });
    return { discussion, threads: [], total: 0, limit, nextCursor: null, prevCursor: null };
  }
  const target = around ? await findTarget(strapi, id, around, sort) : null;
  const page = target
    ? await readThreadsAround(strapi, id, target.thread, query)
    : (await readThreads(strapi, [{ of: id, start }], query))[0]!;
  return {
    discussion,
    threads: await withReplies(strapi, page.rows, query.replies, target),
    total: discussion.threadCount,
    limit,
    ...cursorsOf(strapi, kind, page, (comment) => placeOfThread(comment, sort)),
  };
}

/** @throws comment_not_found, also for what is not visible, or stands under another article */
export async function findTarget(
  strapi: Strapi,
  articleId: string,
  documentId: string,
  sort: ThreadSort,
): Promise<Listed> {
  const target = await findListed(strapi, documentId, sort);
  if (target?.articleId !== articleId) {
    throw newsroomError({ code: 'comment_not_found', path: ['around'] });
  }
  return target;
}

/** Each thread with its first replies; that of a reply which is looked for with those around it. */
async function withReplies(
  strapi: Strapi,
  comments: ReadComment[],
  limit: number,
  target: Listed | null,
): Promise<Thread[]> {
  const isTargets = ({ documentId }: ReadComment): boolean =>
    target?.reply !== null && documentId === target?.threadId;
  const answered = comments.filter((one) => one.replyCount > 0 && !isTargets(one));
  const [first, around] = await Promise.all([
    readFirstReplies(
      strapi,
      answered.map(({ documentId }) => documentId),
      limit,
    ),
    target?.reply && readRepliesAround(strapi, target.threadId, target.reply, Math.max(limit, 1)),
  ]);
  return comments.map((comment) => ({
    comment,
    replies: (isTargets(comment) ? around?.rows : first.get(comment.documentId)) ?? [],
  }));
}

/**
 * The comment that opens a thread which readers find under its article, also a tombstone.
 * @throws comment_not_found
 */
export async function findThread(strapi: Strapi, commentId: unknown): Promise<ItemRow> {
  const documentId = documentIdOf(commentId, 'comment_not_found');
  const comment = await rows(strapi, UID.comment).findOne({ where: { documentId, listed: true } });
  const discussion = comment && (await findDiscussion(strapi, comment.articleId));
  if (!comment || !discussion || !isShown(discussion)) throw newsroomError('comment_not_found');
  return comment;
}

/**
 * A page of the replies to a comment, oldest first.
 * @param thread the comment, which readers find under its article
 * @throws reply_not_found, invalid_query, invalid_limit, invalid_cursor
 */
export async function repliesPage(
  strapi: Strapi,
  thread: Pick<ItemRow, 'documentId' | 'replyCount'>,
  given: unknown,
) {
  const { limit, cursor, around } = repliesQuery(given);
  const { documentId, replyCount } = thread;
  const kind = repliesKind(documentId);
  const target = around ? await findListed(strapi, around, 'oldest') : null;
  if (around && !(target?.reply && target.threadId === documentId)) {
    throw newsroomError({ code: 'reply_not_found', path: ['around'] });
  }
  const page = target?.reply
    ? await readRepliesAround(strapi, documentId, target.reply, limit)
    : (
        await readReplies(
          strapi,
          [{ of: documentId, start: startFrom(strapi, kind, cursor) }],
          limit,
        )
      )[0]!;
  return {
    replies: page.rows,
    total: replyCount,
    limit,
    ...cursorsOf(strapi, kind, page, placeOfReply),
  };
}

/**
 * `{<articleId>: n}` for up to 200 articles in one statement; what cannot be seen counts 0.
 * @throws invalid_query, too_many_ids
 */
export async function commentCounts(
  strapi: Strapi,
  given: unknown,
): Promise<Record<string, number>> {
  const { articles } = validate<{ articles: string }>(countsSchema, given, 'invalid_query');
  const asked = articles.split(',').map((id) => id.trim());
  const ids = [...new Set(asked.filter(Boolean))];
  if (ids.length > MOST_COUNTS) {
    throw newsroomError({
      code: 'too_many_ids',
      path: ['articles'],
      params: { max: MOST_COUNTS },
    });
  }
  const discussions = await discussionsOf(strapi, ids);
  return Object.fromEntries(
    ids.map((id) => [id, presentDiscussion(discussions.get(id)).commentCount]),
  );
}

/**
 * Changes the switch of a discussion, at once and without publishing.
 * @throws article_not_found, invalid_body, unknown_field, invalid_field
 */
export async function configure(
  strapi: Strapi,
  articleId: unknown,
  body: unknown,
): Promise<DiscussionRow> {
  const id = documentIdOf(articleId, 'article_not_found');
  const settings = bodyData<DiscussionSettings>(settingsSchema, body);
  const changed = await configureDiscussion(strapi, id, settings);
  if (!changed) throw newsroomError('article_not_found');
  return changed;
}
