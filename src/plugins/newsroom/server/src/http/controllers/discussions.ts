/** The conversation under an article: reading it, counting it, switching it. */
import type { Context } from 'koa';
import { authorize } from '../../api/caller';
import { commentCounts, configure, repliesPage, threadsPage } from '../../api/conversation';
import { newsroomOf } from '../../api/context';
import { documentIdOf } from '../../api/guard';
import {
  presentDiscussionMeta,
  presentDiscussionSettings,
  presentReply,
  presentThread,
} from '../../api/presenters';
import { storyBySlug } from '../../api/story';
import { refuseQuery } from '../../api/validate';
import { readPageKey, type PageKey, type Wanted } from '../../discussion/key';
import { acceptsComments, isLive } from '../../discussion/visibility';
import { newsroomError } from '../../errors';
import { UID } from '../../names';
import type { DiscussionRow } from '../../rows';
import type { Strapi } from '../../strapi';
import { hasIt, sayHowToKeep } from '../caching';
import { createPageCache, type PageCache } from '../page-cache';

export const discussion = ({ strapi }: { strapi: Strapi }) => {
  const param = (ctx: Context, name: string) => (ctx['params'] as Record<string, string>)[name];
  let made: PageCache | undefined;
  const cache = () => (made ??= createPageCache(newsroomOf(strapi).config));

  async function pageOf(ctx: Context, found: DiscussionRow): Promise<string> {
    const { articleId } = found;
    const page = await threadsPage(strapi, articleId, ctx.query, found);
    const { discussion, threads, ...pagination } = page;
    return JSON.stringify({
      data: threads.map(presentThread),
      meta: {
        discussion: presentDiscussionMeta(discussion, newsroomOf(strapi).config),
        pagination,
      },
    });
  }

  /** The discussion, for whoever may read comments. Anonymous readers cost no read of their own. */
  async function readable(ctx: Context, wanted: Wanted): Promise<PageKey | null> {
    const isAnonymous = !ctx.get('authorization');
    if (!isAnonymous) await authorize(strapi, ctx, `${UID.comment}.find`);
    const key = await readPageKey(strapi, wanted);
    if (isAnonymous && !key?.isPublic) await authorize(strapi, ctx, `${UID.comment}.find`);
    return key;
  }

  async function answer(ctx: Context, found: DiscussionRow): Promise<void> {
    if (!isLive(found)) throw newsroomError('article_not_found');
    const key = cache().keyOf(found, acceptsComments(found), ctx.querystring);
    const { etag, body } = await cache().take(key, () => pageOf(ctx, found));
    sayHowToKeep(ctx, found, etag, newsroomOf(strapi).config.discussion);
    if (hasIt(ctx, etag)) {
      ctx.status = 304;
      return;
    }
    ctx.type = 'json';
    ctx.body = body;
  }

  return {
    async find(ctx: Context) {
      const articleId = documentIdOf(param(ctx, 'documentId'), 'article_not_found');
      const key = await readable(ctx, { articleId });
      if (!key) throw newsroomError('article_not_found');
      await answer(ctx, key.discussion);
    },

    async findBySlug(ctx: Context) {
      const slug = param(ctx, 'slug') ?? '';
      const key = await readable(ctx, { slug });
      // What cannot be found that way is gone, or held back, or was never there.
      const found = key && isLive(key.discussion) ? key.discussion : null;
      await answer(ctx, found ?? (await storyBySlug(strapi, slug)).discussion!);
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
