/** The conversation under an article: reading it, counting it, switching it. */
import type { Context } from 'koa';
import { commentCounts, configure, repliesPage, threadsPage } from '../../api/conversation';
import { newsroomOf } from '../../api/context';
import {
  presentDiscussionMeta,
  presentDiscussionSettings,
  presentReply,
  presentThread,
} from '../../api/presenters';
import { storyBySlug } from '../../api/story';
import { refuseQuery } from '../../api/validate';
import type { DiscussionRow } from '../../rows';
import type { Strapi } from '../../strapi';

export const discussion = ({ strapi }: { strapi: Strapi }) => {
  const param = (ctx: Context, name: string) => (ctx['params'] as Record<string, string>)[name];

  async function page(ctx: Context, articleId: unknown, found?: DiscussionRow) {
    const { discussion, threads, ...pagination } = await threadsPage(
      strapi,
      articleId,
      ctx.query,
      found,
    );
    return {
      data: threads.map(presentThread),
      meta: {
        discussion: presentDiscussionMeta(discussion, newsroomOf(strapi).config),
        pagination,
      },
    };
  }

  return {
    find: (ctx: Context) => page(ctx, param(ctx, 'documentId')),

    async findBySlug(ctx: Context) {
      const story = await storyBySlug(strapi, param(ctx, 'slug'));
      return page(ctx, story.article.documentId, story.discussion);
    },

    async findReplies(ctx: Context) {
      const commentId = param(ctx, 'documentId');
      const { replies, ...pagination } = await repliesPage(strapi, commentId, ctx.query);
      return { data: replies.map(presentReply), meta: { pagination } };
    },

    findCounts: async (ctx: Context) => ({ data: await commentCounts(strapi, ctx.query) }),

    async configure(ctx: Context) {
      refuseQuery(ctx.query);
      const changed = await configure(strapi, param(ctx, 'documentId'), ctx.request.body);
      return { data: presentDiscussionSettings(changed) };
    },
  };
};
