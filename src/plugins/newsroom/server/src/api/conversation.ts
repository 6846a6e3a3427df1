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
  countThreads,
  placeOfReply,
  placeOfThread,
  readReplies,
  readThreads,
  type Page,
  type Place,
  type ThreadSort,
} from '../discussion/page';
import { isLive, isShown } from '../discussion/visibility';
import type { DiscussionRow, ItemRow, ReplyRow } from '../rows';
import { rows, type Strapi } from '../strapi';
import { discussionsOf } from './articles';
import { newsroomOf } from './context';
import { decodeCursor, encodeCursor } from './cursor';
import { bodyData, documentIdOf } from './guard';
import { presentDiscussion } from './presenters';
import { instant, integer, text, validate } from './validate';

export interface Thread {
  comment: ItemRow;
  replies: ReplyRow[];
}

export const pageSchema = Joi.object({
  sort: Joi.string().valid('newest', 'oldest', 'most-replied').default('newest'),
  limit: integer(1, 100).default(20),
  replies: integer(0, 10).default(3),
  cursor: text(500),
});
const pageCodes = {
  sort: { '*': 'invalid_sort' },
  limit: { '*': 'invalid_limit' },
  replies: { '*': 'invalid_limit' },
  cursor: { '*': 'invalid_cursor' },
} as const;

export const repliesSchema = Joi.object({ limit: integer(1, 100).default(20), cursor: text(500) });

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
}

/** Names a list in its cursors: one of a list is no cursor of another. GraphQL's are the same. */
export const threadsKind = (articleId: string, sort: ThreadSort): string =>
  `threads:${articleId}:${sort}`;
export const repliesKind = (commentId: string): string => `replies:${commentId}`;

/** Where a page starts. @throws invalid_cursor */
export const placeFrom = (
  strapi: Strapi,
  kind: string,
  cursor: string | null | undefined,
  argument?: string,
): Place | null =>
  cursor === null || cursor === undefined
    ? null
    : decodeCursor<Place>(kind, cursor, newsroomOf(strapi).cursorSecret, argument);

/** Where the next page starts; null when there is none. */
export function cursorAfter<Row>(
  strapi: Strapi,
  kind: string,
  page: Page<Row>,
  place: (row: Row) => Place,
): string | null {
  const last = page.hasMore ? page.rows.at(-1) : undefined;
  return last ? encodeCursor(kind, place(last), newsroomOf(strapi).cursorSecret) : null;
}

/**
 * A page of the threads under an article, each with its first replies.
 * @param found the article's discussion, if it is known already
 * @throws article_not_found, invalid_query, invalid_sort, invalid_limit, invalid_cursor
 */
export async function threadsPage(
  strapi: Strapi,
  articleId: unknown,
  given: unknown,
  found?: DiscussionRow,
) {
  const id = documentIdOf(articleId, 'article_not_found');
  const query = validate<PageQuery>(pageSchema, given, 'invalid_query', pageCodes);
  const discussion = found ?? (await findDiscussion(strapi, id));
  if (!discussion || !isLive(discussion)) throw newsroomError('article_not_found');
  const { limit, sort, cursor } = query;
  if (!isShown(discussion)) {
    return { discussion, threads: [], total: 0, limit, nextCursor: null };
  }
  const kind = threadsKind(id, sort);
  const after = placeFrom(strapi, kind, cursor);
  const [pages, totals] = await Promise.all([
    readThreads(strapi, [{ of: id, after }], query),
    countThreads(strapi, [id]),
  ]);
  const page = pages.get(id)!;
  const comments = page.rows;
  const replies = await firstReplies(strapi, comments, query.replies);
  const threads = comments.map((comment): Thread => ({
    comment,
    replies: replies.get(comment.documentId)?.rows ?? [],
  }));
  const nextCursor = cursorAfter(strapi, kind, page, (comment) => placeOfThread(comment, sort));
  return { discussion, threads, total: totals.get(id) ?? 0, limit, nextCursor };
}

const firstReplies = (strapi: Strapi, comments: ItemRow[], limit: number) => {
  const answered = comments.filter(({ replyCount }) => replyCount > 0);
  return readReplies(
    strapi,
    answered.map(({ documentId }) => ({ of: documentId })),
    limit,
  );
};

/** A page of the replies to a comment, oldest first. @throws comment_not_found, invalid_limit, invalid_cursor */
export async function repliesPage(strapi: Strapi, commentId: unknown, given: unknown) {
  const { limit, cursor } = validate<{ limit: number; cursor?: string }>(
    repliesSchema,
    given,
    'invalid_query',
    pageCodes,
  );
  const documentId = documentIdOf(commentId, 'comment_not_found');
  const comment = await rows(strapi, UID.comment).findOne({ where: { documentId, listed: true } });
  const discussion = comment && (await findDiscussion(strapi, comment.articleId));
  if (!comment || !discussion || !isShown(discussion)) throw newsroomError('comment_not_found');
  const kind = repliesKind(documentId);
  const after = placeFrom(strapi, kind, cursor);
  const page = (await readReplies(strapi, [{ of: documentId, after }], limit)).get(documentId)!;
  const nextCursor = cursorAfter(strapi, kind, page, placeOfReply);
  return { replies: page.rows, total: comment.replyCount, limit, nextCursor };
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
