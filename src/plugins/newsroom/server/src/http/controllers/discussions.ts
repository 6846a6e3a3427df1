/** The conversation under an article: reading it, counting it, switching it. */
import type { Context } from 'koa';
import { authorize } from '../../api/caller';
import {
  commentCounts,
  configure,
  repliesPage,
  repliesQuery,
  threadsPage,
  threadsQuery,
} from '../../api/conversation';
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
import { actionFor, readPageKey, type PageKey, type Wanted } from '../../discussion/key';
import { acceptsComments, isLive, isShown } from '../../discussion/visibility';
import { newsroomError } from '../../errors';
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

  async function repliesOf(ctx: Context, documentId: string, replyCount: number): Promise<string> {
    const page = await repliesPage(strapi, { documentId, replyCount }, ctx.query);
    const { replies, ...pagination } = page;
    return JSON.stringify({ data: replies.map(presentReply), meta: { pagination } });
  }

  /** The discussion, for whoever may read comments. Anonymous readers cost no read of their own. */
  async function readable(ctx: Context, wanted: Wanted): Promise<PageKey | null> {
    const isAnonymous = !ctx.get('authorization');
    const action = actionFor(wanted);
    if (!isAnonymous) await authorize(strapi, ctx, action);
    const key = await readPageKey(strapi, wanted);
    if (isAnonymous && !key?.isPublic) await authorize(strapi, ctx, action);
    return key;
  }

  /** @param list what it is a page of, and how a query for it is read */
  async function answer(
    ctx: Context,
    found: DiscussionRow,
    list: { name: string; read: (query: unknown) => object },
    make: () => Promise<string>,
  ): Promise<void> {
    const asked = cache().spell(list.name, ctx.querystring, () => list.read(ctx.query));
    const key = cache().keyOf(found, acceptsComments(found), asked);
    const { etag, body } = await cache().take(key, make);
    sayHowToKeep(ctx, found, etag, newsroomOf(strapi).config.discussion);
    if (hasIt(ctx, etag)) {
      ctx.status = 304;
      return;
    }
    ctx.type = 'json';
    ctx.body = body;
  }

  function answerThreads(ctx: Context, found: DiscussionRow): Promise<void> {
    if (!isLive(found)) throw newsroomError('article_not_found');
    return answer(ctx, found, { name: 'threads', read: threadsQuery }, () => pageOf(ctx, found));
  }

  return {
    async find(ctx: Context) {
      const articleId = documentIdOf(param(ctx, 'documentId'), 'article_not_found');
      const key = await readable(ctx, { articleId });
      if (!key) throw newsroomError('article_not_found');
      await answerThreads(ctx, key.discussion);
    },

    async findBySlug(ctx: Context) {
      const slug = param(ctx, 'slug') ?? '';
      const key = await readable(ctx, { slug });
      // What cannot be found that way is gone, or held back, or was never there.
      const found = key && isLive(key.discussion) ? key.discussion : null;
      await answerThreads(ctx, found ?? (await storyBySlug(strapi, slug)).discussion!);
    },

    async findReplies(ctx: Context) {
      const commentId = documentIdOf(param(ctx, 'documentId'), 'comment_not_found');
      const key = await readable(ctx, { commentId });
      if (!key || !isShown(key.discussion)) throw newsroomError('comment_not_found');
      const { discussion, replyCount } = key;
      const list = { name: `replies of ${commentId}`, read: repliesQuery };
      await answer(ctx, discussion, list, () => repliesOf(ctx, commentId, replyCount!));
    },

    findCounts: async (ctx: Context) => ({ data: await commentCounts(strapi, ctx.query) }),

    async configure(ctx: Context) {
      refuseQuery(ctx.query);
      const changed = await configure(strapi, param(ctx, 'documentId'), ctx.request.body);
      return { data: presentDiscussionSettings(changed) };
    },
  };
};
