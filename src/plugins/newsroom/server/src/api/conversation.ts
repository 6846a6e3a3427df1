/** What may be asked of the conversation under an article: reading it, counting it, switching it. */
import Joi from 'joi';
import { newsroomError } from '../errors';
import { DISCUSSION_STATES, MODERATION_MODES, UID } from '../names';
import {
  configureDiscussion,
  findDiscussion,
  type DiscussionSettings,
} from '../discussion/discussions';
import { countThreads, readReplies, readThreads, type ThreadSort } from '../discussion/page';
import { isLive, isShown } from '../discussion/visibility';
import type { DiscussionRow, ItemRow, ReplyRow } from '../rows';
import { rows, type Strapi } from '../strapi';
import { discussionsOf } from './articles';
import { bodyData, documentIdOf } from './guard';
import { presentDiscussion } from './presenters';
import { instant, integer, text, validate } from './validate';

export interface Thread {
  comment: ItemRow;
  replies: ReplyRow[];
}

const pageSchema = Joi.object({
  sort: Joi.string().valid('newest', 'oldest', 'most-replied').default('newest'),
  limit: integer(1, 100).default(20),
  replies: integer(0, 10).default(3),
});
const pageCodes = {
  sort: { '*': 'invalid_sort' },
  limit: { '*': 'invalid_limit' },
  replies: { '*': 'invalid_limit' },
} as const;

const repliesSchema = Joi.object({ limit: integer(1, 100).default(20) });

const settingsSchema = Joi.object({
  data: Joi.object({
    state: Joi.string().valid(...DISCUSSION_STATES),
    moderationMode: Joi.string().valid(...MODERATION_MODES),
    closesAt: instant().allow(null),
  })
    .min(1)
    .required(),
});

const MOST_COUNTS = 200;
const countsSchema = Joi.object({ articles: text(255 * MOST_COUNTS).required() });

interface PageQuery {
  sort: ThreadSort;
  limit: number;
  replies: number;
}

/**
 * A page of the threads under an article, each with its first replies.
 * @param found the article's discussion, if it is known already
 * @throws article_not_found, invalid_query, invalid_sort, invalid_limit
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
  const { limit } = query;
  if (!isShown(discussion)) return { discussion, threads: [], total: 0, limit };
  const [pages, totals] = await Promise.all([
    readThreads(strapi, [{ of: id }], query),
    countThreads(strapi, [id]),
  ]);
  const comments = pages.get(id)!.rows;
  const replies = await firstReplies(strapi, comments, query.replies);
  const threads = comments.map((comment): Thread => ({
    comment,
    replies: replies.get(comment.documentId)?.rows ?? [],
  }));
  return { discussion, threads, total: totals.get(id) ?? 0, limit };
}

const firstReplies = (strapi: Strapi, comments: ItemRow[], limit: number) => {
  const answered = comments.filter(({ replyCount }) => replyCount > 0);
  return readReplies(
    strapi,
    answered.map(({ documentId }) => ({ of: documentId })),
    limit,
  );
};

/** A page of the replies to a comment, oldest first. @throws comment_not_found, invalid_limit */
export async function repliesPage(strapi: Strapi, commentId: unknown, given: unknown) {
  const { limit } = validate<{ limit: number }>(repliesSchema, given, 'invalid_query', pageCodes);
  const documentId = documentIdOf(commentId, 'comment_not_found');
  const comment = await rows(strapi, UID.comment).findOne({ where: { documentId, listed: true } });
  const discussion = comment && (await findDiscussion(strapi, comment.articleId));
  if (!comment || !discussion || !isShown(discussion)) throw newsroomError('comment_not_found');
  const pages = await readReplies(strapi, [{ of: documentId }], limit);
  return { replies: pages.get(documentId)!.rows, total: comment.replyCount, limit };
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
