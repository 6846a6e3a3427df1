import type { Context } from 'koa';
import Joi from 'joi';
import { newsroomError } from '../../errors';
import { GRANT, UID } from '../../names';
import { pastEmbargo } from '../../discussion/visibility';
import { currentScope, withScope } from '../../storage/scope';
import { rows, type Strapi, type Where } from '../../strapi';
import { generatedController } from '../generated';
import { isGranted } from '../grants';
import { presentDiscussion } from '../presenters';
import { instant } from '../validate';

export const article = generatedController(UID.article, (strapi) => ({
  notFound: 'article_not_found',
  guard: { drafts: true, extraData: { datePublished: instant() } },
  defaultSort: ['displayDate:desc', 'documentId:asc'],
  restrict: (ctx, query) => restrictToReaders(strapi, ctx, query),
  complete: (answers) => withDiscussions(strapi, answers),
  write: (ctx, data, store) => backdated(strapi, ctx, data, store),
}));

/** Readers get what is published and past its embargo; drafts are for those who may preview. */
async function restrictToReaders(
  strapi: Strapi,
  ctx: Context,
  query: Record<string, unknown>,
): Promise<Where | null> {
  const asksForDrafts =
    query['status'] === 'draft' || 'publicationFilter' in query || 'hasPublishedVersion' in query;
  if (!asksForDrafts) return pastEmbargo();
  if (!(await isGranted(strapi, ctx, GRANT.preview))) throw newsroomError('preview_not_allowed');
  return null;
}

/** Adds to every article what it says of its discussion: one statement for the whole page. */
export async function withDiscussions(
  strapi: Strapi,
  answers: Record<string, unknown>[],
): Promise<Record<string, unknown>[]> {
  const articleIds = answers.map(({ documentId }) => documentId as string);
  if (articleIds.length === 0) return answers;
  const discussions = await rows(strapi, UID.discussion).findMany({
    where: { articleId: { $in: articleIds } },
  });
  const byArticle = new Map(discussions.map((discussion) => [discussion.articleId, discussion]));
  return answers.map((answer) => ({
    ...answer,
    discussion: presentDiscussion(byArticle.get(answer['documentId'] as string)),
  }));
}

/** `datePublished` is kept by the hooks; who may backdate a story says it beside the fields. */
async function backdated<T>(
  strapi: Strapi,
  ctx: Context,
  data: Record<string, unknown>,
  store: (data: Record<string, unknown>) => Promise<T>,
): Promise<T> {
  const { datePublished, ...fields } = data;
  if (datePublished === undefined) return store(fields);
  if (!(await isGranted(strapi, ctx, GRANT.backdate))) throw newsroomError('backdate_not_allowed');
  const backdatedTo = Joi.attempt<Joi.Schema<Date>>(datePublished, instant());
  return withScope({ operation: 'maintain', ...currentScope(), backdatedTo }, () => store(fields));
}
