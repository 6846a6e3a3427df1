import { findStory, type Story } from '../publishing/story';
import type { Strapi } from '../strapi';
import { text, validate } from './validate';

const slugSchema = text(255).required();

export type StoryBySlug = Story & { redirect: { status: 301; slug: string } | null };

/**
 * A story by its slug or a former one, which says where it is now.
 * @throws article_not_found, article_gone
 */
export async function storyBySlug(strapi: Strapi, given: unknown): Promise<StoryBySlug> {
  const slug = validate<string>(slugSchema, given, 'article_not_found');
  const story = await findStory(strapi, slug);
  const { slug: current } = story.article;
  const redirect = current && current !== slug ? { status: 301 as const, slug: current } : null;
  return { ...story, redirect };
}
