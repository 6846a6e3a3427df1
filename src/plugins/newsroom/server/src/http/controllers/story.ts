import type { Context } from 'koa';
import { storyBySlug } from '../../api/story';
import { presentStory } from '../../api/present-story';
import { refuseQuery } from '../../api/validate';
import type { Strapi } from '../../strapi';

/** `GET /articles/by-slug/:slug`: the whole story page in one answer. */
export const story = ({ strapi }: { strapi: Strapi }) => ({
  async findOne(ctx: Context) {
    refuseQuery(ctx.query);
    const { slug } = ctx['params'] as { slug: string };
    const { article, discussion, redirect } = await storyBySlug(strapi, slug);
    return { data: presentStory(article, discussion), meta: { ...(redirect && { redirect }) } };
  },
});
