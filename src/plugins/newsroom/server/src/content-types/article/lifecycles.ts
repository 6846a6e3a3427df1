/**
 * What holds for every stored version of an article, whichever way it is written: its slug, its
 * byline, its length, its display date, its discussion. What a publish means stands in
 * publishing/publish.ts.
 */
import { newsroomError } from '../../errors';
import { COMPONENT, UID } from '../../names';
import { ensureDiscussion, setLiveFrom } from '../../discussion/discussions';
import { bylineOf, type Credit } from '../../publishing/byline';
import { hasTopLevelHeading, isTooDeep, textOf, type Block } from '../../publishing/blocks';
import { firstReadableAt, liveFrom } from '../../publishing/dates';
import {
  claimChosenSlug,
  claimDerivedSlug,
  forgetUnreached,
  isDerived,
  markPublic,
  releaseUnusedSlugs,
} from '../../publishing/slugs';
import { countWords, readingMinutes } from '../../publishing/words';
import type { ArticleRow, CreditRow, Instant } from '../../rows';
import type { NewsroomConfig } from '../../config';
import type { Hooks } from '../../storage/hooks';
import { refuseMachineKept } from '../../storage/machine-kept';
import { currentScope } from '../../storage/scope';
import { lockDiscussions } from '../../storage/locks';
import { newDocumentId, rows, table, type Data, type Strapi } from '../../strapi';

const MACHINE_KEPT = ['byline', 'datePublished', 'dateModified', 'wordCount', 'readingTime'];

export function articleLifecycles(strapi: Strapi, config: NewsroomConfig): Hooks {
  return {
    async beforeCreate({ params }) {
      const { data } = params;
      refuseMachineKept(MACHINE_KEPT, data);
      refuseForgedUpdates(data);
      if (currentScope()?.operation === 'clone') await leaveHistory(strapi, data);
      data['documentId'] ??= newDocumentId(strapi, UID.article);
      data['createdAt'] ??= new Date();
      trimDateline(data);
      fillDates(data, null);
      measure(data, null, config);
      await fillByline(strapi, data, null, config);
      await fillSlug(strapi, data, null);
    },

    async afterCreate({ result }) {
      const article = result as ArticleRow;
      await ensureDiscussion(strapi, article.documentId);
      await releaseSlugs(strapi, article.documentId);
      if (article.publishedAt) await goLive(strapi, article);
    },

    async beforeUpdate({ params, state }) {
      const found = await rows(strapi, UID.article).findOne({ where: params.where });
      if (!found) return;
      await lockDiscussions(strapi, [found.documentId]);
      const stored = await rows(strapi, UID.article).findOne({ where: { id: found.id } });
      if (!stored) return;
      const { data } = params;
      refuseMachineKept(MACHINE_KEPT, data, stored as unknown as Data);
      refuseForgedUpdates(data);
      trimDateline(data);
      fillDates(data, stored);
      measure(data, stored, config);
      await fillByline(strapi, data, stored, config);
      await fillSlug(strapi, data, stored);
      state['stored'] = stored;
    },

    async afterUpdate({ result, state }) {
      const article = result as ArticleRow | null;
      const stored = state['stored'] as ArticleRow | undefined;
      if (!article || !stored) return;
      if (article.slug !== stored.slug) await releaseSlugs(strapi, article.documentId);
      if (article.publishedAt) await goLive(strapi, article);
      else if (stored.publishedAt) await goDark(strapi, article.documentId);
    },

    async beforeDelete({ params: { where } }) {
      const article = await rows(strapi, UID.article).findOne({ where, select: ['documentId'] });
      if (article) await lockDiscussions(strapi, [article.documentId]);
    },

    async afterDelete({ result }) {
      const article = result as ArticleRow | null;
      if (!article) return;
      // A new publish deletes the old published row first, and makes the story live again itself.
      if (article.publishedAt && currentScope()?.operation !== 'publish') {
        await goDark(strapi, article.documentId);
      }
      await releaseSlugs(strapi, article.documentId);
    },
  };
}

async function goDark(strapi: Strapi, documentId: string): Promise<void> {
  await setLiveFrom(strapi, documentId, null);
  await forgetUnreached(strapi, documentId);
}

/** A publish notes what was updated; a site that hands over a note of its own has not published. */
function refuseForgedUpdates(data: Data): void {
  if (currentScope() || !Array.isArray(data['updates']) || data['updates'].length === 0) return;
  throw newsroomError({ code: 'unknown_field', path: ['updates'] });
}

/** A duplicate has no past. Strapi has copied that of the original by now, and hands over its ids. */
async function leaveHistory(strapi: Strapi, data: Data): Promise<void> {
  const history = { corrections: COMPONENT.correction, updates: COMPONENT.update };
  for (const [field, uid] of Object.entries(history)) {
    const copies = (data[field] ?? []) as { id: number }[];
    data[field] = [];
    if (copies.length === 0) continue;
    const ids = copies.map(({ id }) => id);
    await table<{ id: number }>(strapi, uid)
      .where({ id: { $in: ids } })
      .delete()
      .execute();
  }
}

async function goLive(strapi: Strapi, article: ArticleRow): Promise<void> {
  const from = liveFrom(article.datePublished ?? article.publishedAt!, article.embargoUntil);
  await setLiveFrom(strapi, article.documentId, from);
  if (article.slug) await markPublic(strapi, article.slug, from);
}

/** The page sets the dash or colon behind a dateline; one that is typed would be a second. */
function trimDateline(data: Data): void {
  const { dateline } = data;
  if (typeof dateline === 'string') data['dateline'] = dateline.replace(/[\s:—–-]+$/, '').trim();
}

function fillDates(data: Data, stored: ArticleRow | null): void {
  const { backdatedTo } = currentScope() ?? {};
  if (backdatedTo) {
    data['datePublished'] = backdatedTo;
    const followed =
      stored && sameTime(stored.displayDate, stored.datePublished ?? stored.createdAt);
    if (followed && !('displayDate' in data)) data['displayDate'] = backdatedTo;
  }
  const published = (data['datePublished'] ?? stored?.datePublished ?? null) as Instant | null;
  if (data['publishedAt'] && !published) {
    const embargo = (data['embargoUntil'] ?? stored?.embargoUntil ?? null) as Instant | null;
    data['datePublished'] = firstReadableAt(new Date(data['publishedAt'] as Instant), embargo);
    if (sameTime(data['displayDate'], data['createdAt'])) data['displayDate'] = null;
  }
  const isCleared = 'displayDate' in data && !data['displayDate'];
  if (isCleared || (!stored && !data['displayDate'])) {
    data['displayDate'] =
      data['datePublished'] ?? stored?.datePublished ?? stored?.createdAt ?? data['createdAt'];
  }
}

const sameTime = (one: unknown, other: unknown): boolean =>
  Boolean(one && other) && +new Date(one as Instant) === +new Date(other as Instant);

function measure(data: Data, stored: ArticleRow | null, config: NewsroomConfig): void {
  if (stored && !('body' in data)) return;
  const body = (data['body'] ?? null) as Block[] | null;
  if (isTooDeep(body)) throw newsroomError({ code: 'invalid_field', path: ['body'] });
  if (hasTopLevelHeading(body)) {
    throw newsroomError({ code: 'heading_level_invalid', path: ['body'] });
  }
  const language = (data['language'] ?? stored?.language ?? null) as string | null;
  const words = countWords(textOf(body), language);
  data['wordCount'] = words;
  data['readingTime'] = readingMinutes(words, config.wordsPerMinute);
}

const BYLINE_SOURCES = ['credits', 'bylineOverride', 'source', 'language'];

async function fillByline(
  strapi: Strapi,
  data: Data,
  stored: ArticleRow | null,
  config: NewsroomConfig,
): Promise<void> {
  if (stored && !BYLINE_SOURCES.some((field) => field in data)) return;
  const credits = 'credits' in data ? await givenCredits(strapi, data['credits']) : null;
  const value = (field: 'bylineOverride' | 'source' | 'language') =>
    (field in data ? data[field] : (stored?.[field] ?? null)) as string | null;
  data['byline'] = bylineOf(
    {
      credits: credits ?? (stored ? await storedCredits(strapi, stored.id) : []),
      bylineOverride: value('bylineOverride'),
      source: value('source'),
      language: value('language'),
    },
    config.siteName,
  );
}

const WITH_AUTHOR = { author: { select: ['name'] } };

/** The document service has stored the components by now, and hands over their ids, in order. */
async function givenCredits(strapi: Strapi, given: unknown): Promise<Credit[]> {
  const ids = (Array.isArray(given) ? (given as { id?: number }[]) : [])
    .map(({ id }) => id)
    .filter((id): id is number => typeof id === 'number');
  if (ids.length === 0) return [];
  const found = await rows<CreditRow>(strapi, COMPONENT.credit).findMany({
    where: { id: { $in: ids } },
    populate: WITH_AUTHOR,
  });
  const byId = new Map(found.map((credit) => [credit.id, credit]));
  return toCredits(ids.map((id) => byId.get(id)));
}

export async function storedCredits(strapi: Strapi, rowId: number): Promise<Credit[]> {
  const article = await rows(strapi, UID.article).findOne({
    where: { id: rowId },
    select: ['id'],
    populate: { credits: { populate: WITH_AUTHOR } },
  });
  return toCredits(article?.credits ?? []);
}

const toCredits = (credits: (CreditRow | undefined)[]): Credit[] =>
  credits.flatMap((credit) => {
    const name = credit?.author?.name ?? credit?.name?.trim();
    return credit && name ? [{ name, role: credit.role }] : [];
  });

/**
 * The slug follows the headline until the first publication; after that, or once somebody has
 * chosen one, it changes only by hand.
 */
async function fillSlug(strapi: Strapi, data: Data, stored: ArticleRow | null): Promise<void> {
  const ownerId = (stored?.documentId ?? data['documentId']) as string;
  const headline = (data['headline'] ?? stored?.headline ?? '') as string;
  const given = data['slug'] as string | null | undefined;
  const kept = stored?.slug ?? null;

  const isChosen = Boolean(given) && given !== kept;
  if (isChosen) {
    if (currentScope()?.operation === 'clone') {
      data['slug'] = await claimDerivedSlug(strapi, 'article', ownerId, headline);
    } else {
      await claimChosenSlug(strapi, 'article', ownerId, given!);
    }
    return;
  }
  const isMissing = given === null || given === '' || (given === undefined && !kept);
  const follows =
    kept !== null &&
    stored !== null &&
    !stored.datePublished &&
    headline !== stored.headline &&
    isDerived(kept, stored.headline ?? '', 'article', ownerId);
  if (!isMissing && !follows) return;
  if (!headline) return;
  data['slug'] = await claimDerivedSlug(strapi, 'article', ownerId, headline);
}

async function releaseSlugs(strapi: Strapi, documentId: string): Promise<void> {
  const versions = await rows(strapi, UID.article).findMany({
    where: { documentId },
    select: ['slug'],
  });
  const inUse = versions.flatMap(({ slug }) => (slug ? [slug] : []));
  await releaseUnusedSlugs(strapi, 'article', documentId, inUse);
}
