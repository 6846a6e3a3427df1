/** What may be asked of articles beyond what is asked of every type. */
import Joi from 'joi';
import { newsroomError } from '../errors';
import { GRANT, UID } from '../names';
import { pastEmbargo } from '../discussion/visibility';
import type { ArticleRow, DiscussionRow } from '../rows';
import { currentScope, withScope } from '../storage/scope';
import { rows, type Strapi, type Where } from '../strapi';
import { isGranted, type Caller } from './caller';
import type { Entry, Rules } from './generated';
import { instant } from './validate';

export const articleRules = (strapi: Strapi): Rules => ({
  notFound: 'article_not_found',
  guard: { drafts: true, extraData: { datePublished: instant() } },
  defaultSort: ['displayDate:desc', 'documentId:asc'],
  restrict: (caller, query) => restrictToReaders(strapi, caller, query),
  mayAnswer: (caller, entry) => mayRead(strapi, caller, entry),
  write: (caller, data, store) => backdated(strapi, caller, data, store),
});

/** Readers get what is published and past its embargo; drafts are for those who may preview. */
async function restrictToReaders(
  strapi: Strapi,
  caller: Caller,
  query: Record<string, unknown>,
): Promise<Where | null> {
  const asksForDrafts =
    query['status'] === 'draft' || 'publicationFilter' in query || 'hasPublishedVersion' in query;
  if (!asksForDrafts) return pastEmbargo();
  if (!(await isGranted(strapi, caller, GRANT.preview))) throw newsroomError('preview_not_allowed');
  return null;
}

/** Whoever may write a story without being a previewer is not shown what they did not write. */
async function mayRead(strapi: Strapi, caller: Caller, entry: Entry): Promise<boolean> {
  const { publishedAt, embargoUntil } = entry as Pick<ArticleRow, 'publishedAt' | 'embargoUntil'>;
  // Of an entry that was asked for without its embargo nobody knows.
  const isPublic =
    publishedAt &&
    embargoUntil !== undefined &&
    (embargoUntil === null || +new Date(embargoUntil) <= Date.now());
  return Boolean(isPublic) || isGranted(strapi, caller, GRANT.preview);
}

/** The discussions of many articles in one statement. */
export async function discussionsOf(
  strapi: Strapi,
  articleIds: readonly string[],
): Promise<Map<string, DiscussionRow>> {
  if (articleIds.length === 0) return new Map();
  const discussions = await rows(strapi, UID.discussion).findMany({
    where: { articleId: { $in: [...articleIds] } },
  });
  return new Map(discussions.map((discussion) => [discussion.articleId, discussion]));
}

/** `datePublished` is kept by the hooks; who may backdate a story says it beside the fields. */
async function backdated<T>(
  strapi: Strapi,
  caller: Caller,
  data: Record<string, unknown>,
  store: (data: Record<string, unknown>) => Promise<T>,
): Promise<T> {
  const { datePublished, ...fields } = data;
  if (datePublished === undefined) return store(fields);
  if (!(await isGranted(strapi, caller, GRANT.backdate))) {
    throw newsroomError({ code: 'backdate_not_allowed', path: ['datePublished'] });
  }
  const backdatedTo = Joi.attempt<Joi.Schema<Date>>(datePublished, instant());
  // A story that is yet to come has an embargo; a date of publication has been.
  if (+backdatedTo > Date.now()) {
    throw newsroomError({ code: 'invalid_field', path: ['datePublished'] });
  }
  return withScope({ operation: 'maintain', ...currentScope(), backdatedTo }, () => store(fields));
}
