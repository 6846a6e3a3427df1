import Joi from 'joi';
import { newsroomError } from '../errors';
import { GRANT } from '../names';
import { findDraftStory, findStory, type Story } from '../publishing/story';
import type { Strapi } from '../strapi';
import { isGranted, type Caller } from './caller';
import { text, validate } from './validate';

const slugSchema = text(255).required();

export const storySchema = Joi.object({
  status: Joi.string()
    .valid('draft', 'published')
    .description('The draft is for those who may preview.'),
});

export type StoryBySlug = Story & { redirect: { status: 301; slug: string } | null };

/**
 * A story by its slug or a former one, which says where it is now.
 * @throws article_not_found, article_gone
 */
export async function storyBySlug(strapi: Strapi, given: unknown): Promise<StoryBySlug> {
  const slug = validate<string>(slugSchema, given, 'article_not_found');
  return withRedirect(slug, await findStory(strapi, slug));
}

/**
 * The same, or with `status: 'draft'` its draft, also of what was never published.
 * @throws article_not_found, article_gone, invalid_query, preview_not_allowed
 */
export async function storyFor(
  strapi: Strapi,
  caller: Caller,
  given: unknown,
  query: unknown,
): Promise<StoryBySlug> {
  const { status } = validate<{ status?: string }>(storySchema, query, 'invalid_query');
  if (status !== 'draft') return storyBySlug(strapi, given);
  if (!(await isGranted(strapi, caller, GRANT.preview))) throw newsroomError('preview_not_allowed');
  const slug = validate<string>(slugSchema, given, 'article_not_found');
  return withRedirect(slug, await findDraftStory(strapi, slug));
}

function withRedirect(slug: string, story: Story): StoryBySlug {
  const { slug: current } = story.article;
  const redirect = current && current !== slug ? { status: 301 as const, slug: current } : null;
  return { ...story, redirect };
}
