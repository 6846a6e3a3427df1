/**
 * What publishing means: dates, corrections and the editor's mark are settled on the draft, which
 * Strapi then copies into the published version. Also inside `create` and `update` with
 * `status: 'published'`, where Strapi publishes without telling its middlewares.
 */
import { newsroomError } from '../errors';
import { UID } from '../names';
import type { ArticleRow } from '../rows';
import { currentScope, withScope, type WriteScope } from '../storage/scope';
import { inTransaction } from '../storage/transactions';
import { documents, rows, table, type Data, type Strapi } from '../strapi';
import { isTooDeep, type Block } from './blocks';
import { datesOfPublish, issueCorrections } from './dates';

interface DocumentContext {
  uid: string;
  action: string;
  params: Data & { documentId?: string; data?: Data; status?: string };
}

type Next = () => Promise<unknown>;

const OPERATIONS: Record<string, WriteScope['operation']> = {
  publish: 'publish',
  unpublish: 'unpublish',
  discardDraft: 'discardDraft',
  clone: 'clone',
  delete: 'delete',
};

/** Registers the plugin's document middleware for articles. */
export function registerPublishing(strapi: Strapi): void {
  strapi.documents.use((context, next) => {
    const article = context as unknown as DocumentContext;
    return (article.uid === UID.article ? handle(strapi, article, next) : next()) as ReturnType<
      typeof next
    >;
  });
}

function handle(strapi: Strapi, context: DocumentContext, next: Next): Promise<unknown> {
  const { action, params } = context;
  refuseUpdates(params.data);
  refuseDepth(params.data);
  if ((action === 'create' || action === 'update') && params.status === 'published') {
    return saveThenPublish(strapi, context, next);
  }
  if (action === 'clone') {
    params.data = { ...params.data, ...NEW_DUPLICATE };
  }
  const operation = OPERATIONS[action];
  if (!operation) return next();
  const scope: WriteScope = { ...currentScope(), operation };
  return inTransaction(strapi, () =>
    withScope(scope, async () => {
      if (operation === 'discardDraft') await refuseNothingToGoBackTo(strapi, params.documentId);
      if (operation === 'publish') await settle(strapi, String(params.documentId));
      if (operation === 'unpublish') await forgetUnreachedDate(strapi, String(params.documentId));
      return next();
    }),
  );
}

/** Strapi deletes the draft before it looks for the version to go back to. */
async function refuseNothingToGoBackTo(strapi: Strapi, documentId = ''): Promise<void> {
  const published = await rows(strapi, UID.article).findOne({
    where: { documentId, publishedAt: { $notNull: true } },
    select: ['id'],
  });
  if (!published) throw newsroomError('article_not_found');
}

/** A duplicate is a new story: it has not been published, and nothing of it has been updated. */
const NEW_DUPLICATE = {
  datePublished: null,
  dateModified: null,
  displayDate: null,
  updateType: 'minor',
  changeNote: null,
};

function refuseUpdates(data: Data | undefined): void {
  if (!data || currentScope() || !Array.isArray(data['updates'])) return;
  if (data['updates'].length > 0) throw newsroomError({ code: 'unknown_field', path: ['updates'] });
  delete data['updates'];
}

/** Before Strapi's own check of blocks, which takes no depth. */
function refuseDepth(data: Data | undefined): void {
  if (!Array.isArray(data?.['body']) || !isTooDeep(data['body'] as Block[])) return;
  throw newsroomError({ code: 'invalid_field', path: ['body'] });
}

function saveThenPublish(strapi: Strapi, context: DocumentContext, next: Next): Promise<unknown> {
  const { data: _data, ...rest } = context.params;
  context.params.status = 'draft';
  return inTransaction(strapi, async () => {
    const draft = (await next()) as ArticleRow | null;
    if (!draft) return null;
    const published = await documents(strapi, UID.article).publish({
      ...rest,
      status: undefined,
      documentId: draft.documentId,
    });
    return published.entries[0];
  });
}

const WITH_HISTORY = { corrections: true, updates: true };

/** Writes on the draft what this publish decides. */
async function settle(strapi: Strapi, documentId: string): Promise<void> {
  const [draft, published] = await Promise.all(
    [true, false].map((isDraft) =>
      rows(strapi, UID.article).findOne({
        where: { documentId, publishedAt: { $null: isDraft } },
        populate: WITH_HISTORY,
      }),
    ),
  );
  if (!draft) return;

  const now = new Date();
  const corrected = issueCorrections(draft.corrections ?? [], published?.corrections ?? [], now);
  const dates = datesOfPublish(draft, now, { hasNewCorrection: corrected.hasNew });

  const history: Data = {};
  if (dates.update) history['updates'] = [...(draft.updates ?? []), dates.update];
  if (corrected.changed) history['corrections'] = corrected.corrections;
  if (dates.consumesMark) Object.assign(history, { updateType: 'minor', changeNote: null });
  if (Object.keys(history).length > 0) {
    await documents(strapi, UID.article).update({ documentId, data: history });
  }
  // Past the hooks and without touching updatedAt: this is no edit of the story.
  await table(strapi, UID.article)
    .where({ id: draft.id })
    .update({
      datePublished: dates.datePublished,
      dateModified: dates.dateModified,
      displayDate: dates.displayDate,
    })
    .execute();
}

/** A story taken back before its embargo ended has not been published. */
async function forgetUnreachedDate(strapi: Strapi, documentId: string): Promise<void> {
  const [draft] = await table(strapi, UID.article)
    .select(['id', 'createdAt', 'datePublished', 'displayDate'])
    .where({ documentId, publishedAt: { $null: true }, datePublished: { $gt: new Date() } })
    .limit(1)
    .execute();
  if (!draft) return;
  const followed = +new Date(draft.displayDate!) === +new Date(draft.datePublished!);
  await table(strapi, UID.article)
    .where({ id: draft.id })
    .update({ datePublished: null, ...(followed && { displayDate: draft.createdAt }) })
    .execute();
}
