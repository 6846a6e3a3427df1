import type { Context } from 'koa';
import { callerOf } from '../../api/caller';
import { presentStory } from '../../api/present-story';
import { storyFor } from '../../api/story';
import type { Strapi } from '../../strapi';

/** `GET /articles/by-slug/:slug`: the whole story page in one answer. */
export const story = ({ strapi }: { strapi: Strapi }) => ({
  async findOne(ctx: Context) {
    const { slug } = ctx['params'] as { slug: string };
    const found = await storyFor(strapi, callerOf(ctx), slug, ctx.query);
    const { article, discussion, redirect } = found;
    return { data: presentStory(article, discussion), meta: { ...(redirect && { redirect }) } };
  },
});
