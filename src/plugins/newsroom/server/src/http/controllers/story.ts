import type { Context } from 'koa';
import Joi from 'joi';
import { findStory } from '../../publishing/story';
import type { Strapi } from '../../strapi';
import { presentStory } from '../present-story';
import { text, validate } from '../validate';

const noQuery = Joi.object({});
const slugSchema = text(255).required();

/** `GET /articles/by-slug/:slug`: the whole story page in one answer. */
export const story = ({ strapi }: { strapi: Strapi }) => ({
  async findOne(ctx: Context) {
    validate(noQuery, ctx.query, 'invalid_query');
    const { slug } = ctx['params'] as { slug: string };
    const found = await findStory(strapi, validate<string>(slugSchema, slug, 'article_not_found'));
    return {
      data: presentStory(found.article, found.discussion),
      meta: {
        ...(found.article.slug !== slug && {
          redirect: { status: 301, slug: found.article.slug },
        }),
      },
    };
  },
});
