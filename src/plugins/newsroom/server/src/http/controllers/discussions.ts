/** The conversation under an article: reading it, counting it, switching it. */
import Joi from 'joi';
import type { Context } from 'koa';
import { newsroomError } from '../../errors';
import { DISCUSSION_STATES, MODERATION_MODES, UID } from '../../names';
import {
  configureDiscussion,
  findDiscussion,
  type DiscussionSettings,
} from '../../discussion/discussions';
import { readReplies, readThreads, type ThreadSort } from '../../discussion/page';
import { isLive, isShown } from '../../discussion/visibility';
import { findStory } from '../../publishing/story';
import type { DiscussionRow } from '../../rows';
import { rows, type Strapi } from '../../strapi';
import { newsroomOf } from '../context';
import { bodyData, idParam } from '../guard';
import {
  presentDiscussion,
  presentDiscussionMeta,
  presentReply,
  presentThread,
} from '../presenters';
import { instant, integer, text, validate } from '../validate';

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

interface Page {
  sort: ThreadSort;
  limit: number;
  replies: number;
}

export const discussion = ({ strapi }: { strapi: Strapi }) => {
  async function page(ctx: Context, articleId: string, found?: DiscussionRow | null) {
    const query = validate<Page>(pageSchema, ctx.query, 'invalid_query', pageCodes);
    const discussion = found ?? (await findDiscussion(strapi, articleId));
    if (!discussion || !isLive(discussion)) throw newsroomError('article_not_found');
    const { threads, total } = isShown(discussion)
      ? await readThreads(strapi, discussion, query)
      : { threads: [], total: 0 };
    return {
      data: threads.map(presentThread),
      meta: {
        discussion: presentDiscussionMeta(discussion, newsroomOf(strapi).config),
        pagination: { limit: query.limit, total, nextCursor: null, prevCursor: null },
      },
    };
  }

  return {
    find: (ctx: Context) => page(ctx, idParam(ctx, 'article_not_found')),

    async findBySlug(ctx: Context) {
      const { slug } = ctx['params'] as { slug: string };
      const story = await findStory(
        strapi,
        validate<string>(text(255).required(), slug, 'article_not_found'),
      );
      return page(ctx, story.article.documentId, story.discussion);
    },

    async findReplies(ctx: Context) {
      const { limit } = validate<{ limit: number }>(
        repliesSchema,
        ctx.query,
        'invalid_query',
        pageCodes,
      );
      const documentId = idParam(ctx, 'comment_not_found');
      const comment = await rows(strapi, UID.comment).findOne({
        where: { documentId, listed: true },
      });
      const discussion = comment && (await findDiscussion(strapi, comment.articleId));
      if (!comment || !discussion || !isShown(discussion)) throw newsroomError('comment_not_found');
      const replies = await readReplies(strapi, comment, limit);
      return {
        data: replies.map(presentReply),
        meta: {
          pagination: { limit, total: comment.replyCount, nextCursor: null, prevCursor: null },
        },
      };
    },

    /** `{<articleId>: n}` for up to 200 articles in one statement; what cannot be seen counts 0. */
    async findCounts(ctx: Context) {
      const { articles } = validate<{ articles: string }>(countsSchema, ctx.query, 'invalid_query');
      const ids = [
        ...new Set(
          articles
            .split(',')
            .map((id) => id.trim())
            .filter(Boolean),
        ),
      ];
      if (ids.length > MOST_COUNTS) {
        throw newsroomError({
          code: 'too_many_ids',
          path: ['articles'],
          params: { max: MOST_COUNTS },
        });
      }
      const found = await rows(strapi, UID.discussion).findMany({
        where: { articleId: { $in: ids } },
      });
      const byArticle = new Map(
        found.map((row) => [row.articleId, presentDiscussion(row).commentCount]),
      );
      return { data: Object.fromEntries(ids.map((id) => [id, byArticle.get(id) ?? 0])) };
    },

    async configure(ctx: Context) {
      const articleId = idParam(ctx, 'article_not_found');
      const settings = bodyData<DiscussionSettings>(settingsSchema, ctx.request.body);
      const changed = await configureDiscussion(strapi, articleId, settings);
      if (!changed) throw newsroomError('article_not_found');
      return {
        data: {
          state: changed.state,
          moderationMode: changed.moderationMode,
          closesAt: changed.closesAt ? new Date(changed.closesAt).toISOString() : null,
          commentCount: changed.commentCount,
          revision: changed.revision,
        },
      };
    },
  };
};
