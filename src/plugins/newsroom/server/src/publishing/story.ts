import { newsroomError } from '../errors';
import { UID } from '../names';
import { findDiscussion } from '../discussion/discussions';
import { isLive, pastEmbargo } from '../discussion/visibility';
import type { ArticleRow, DiscussionRow } from '../rows';
import { rows, type Strapi } from '../strapi';
import { findAlias } from './slugs';

const WHOLE_PAGE = {
  credits: { populate: { author: { populate: { photo: true } } } },
  leadImage: { populate: { media: true } },
  section: { populate: { parent: true } },
  topics: true,
  print: true,
  corrections: true,
  updates: true,
  seo: { populate: { image: true } },
};

export interface Story {
  article: ArticleRow;
  discussion: DiscussionRow | undefined;
}

/**
 * The story that a slug leads to, also a former slug of it.
 * @throws article_gone for one that readers could read and no longer can; article_not_found
 */
export async function findStory(strapi: Strapi, slug: string): Promise<Story> {
  const alias = await findAlias(strapi, 'article', slug);
  // Also asked for what is not there, so that an answer's time does not tell of a draft.
  const article = await rows(strapi, UID.article).findOne({
    where: {
      documentId: alias?.ownerId ?? '',
      publishedAt: { $notNull: true },
      ...pastEmbargo(),
    },
    populate: WHOLE_PAGE,
  });
  if (!alias) throw newsroomError('article_not_found');
  const wasPublic = isLive({ liveFrom: alias.publicFrom });
  if (!article || (article.slug !== slug && !wasPublic)) {
    throw newsroomError(
      wasPublic && !article ? await goneOrHeldBack(strapi, alias.ownerId) : 'article_not_found',
    );
  }
  const discussion = await findDiscussion(strapi, article.documentId);
  return { article, discussion: discussion ?? undefined };
}

/**
 * The draft of the story that a slug leads to, for those who may preview.
 * @throws article_not_found
 */
export async function findDraftStory(strapi: Strapi, slug: string): Promise<Story> {
  const alias = await findAlias(strapi, 'article', slug);
  const article =
    alias &&
    (await rows(strapi, UID.article).findOne({
      where: { documentId: alias.ownerId, publishedAt: { $null: true } },
      populate: WHOLE_PAGE,
    }));
  if (!article) throw newsroomError('article_not_found');
  const discussion = await findDiscussion(strapi, article.documentId);
  return { article, discussion: discussion ?? undefined };
}

/** A story that is published again under an embargo will come back; it is not gone. */
async function goneOrHeldBack(
  strapi: Strapi,
  documentId: string,
): Promise<'article_gone' | 'article_not_found'> {
  const published = await rows(strapi, UID.article).findOne({
    where: { documentId, publishedAt: { $notNull: true } },
    select: ['id'],
  });
  return published ? 'article_not_found' : 'article_gone';
}
