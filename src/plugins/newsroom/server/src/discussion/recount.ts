/**
 * Counts everything anew from what is stored, and mends what differs. It walks the tables in small
 * steps without a lock; only what differs is looked at again with its discussion locked, a few rows
 * at a time. So readers and writers do not notice it, however much there is.
 */
import { setImmediate as othersTurn } from 'node:timers/promises';
import { PLUGIN_ID, UID } from '../names';
import type { NewsroomConfig } from '../config';
import type { DiscussionRow } from '../rows';
import { read } from '../storage/read';
import { inTransaction } from '../storage/transactions';
import { rows, table, tableName, type Strapi } from '../strapi';
import { changeDiscussion, ensureDiscussion, lockDiscussion, setLiveFrom } from './discussions';
import { liveFrom } from '../publishing/dates';
import { commentCheck, replyCheck, type RowCheck, type Wrong } from './row-checks';

export interface RecountReport {
  discussions: number;
  /** How many rows said something else than what is stored. */
  drift: number;
}

/** Rows looked at in one step: some milliseconds. */
const STEP = 2000;
/** Rows mended with one lock. */
const MENDED_AT_ONCE = 50;

type Tell = (done: number, total: number) => void;

/** @param onProgress told after each step how many rows are done */
export async function recount(
  strapi: Strapi,
  { keepReplies }: Pick<NewsroomConfig, 'keepReplies'>,
  onProgress: Tell = () => undefined,
): Promise<RecountReport> {
  const discussions = rows(strapi, UID.discussion);
  const report: RecountReport = { discussions: 0, drift: await ensureAll(strapi) };
  const sizes = await Promise.all(
    [UID.reply, UID.comment, UID.discussion].map((uid) => rows(strapi, uid).count({})),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let done = 0;
  const tell = (more: number): void => {
    done += more;
    onProgress(Math.min(done, total), total);
  };
  // Replies first: a comment counts those that are listed.
  report.drift += await checkRows(strapi, replyCheck(strapi, keepReplies), tell);
  report.drift += await checkRows(strapi, commentCheck(strapi), tell);
  for (let lastId = 0; ;) {
    const batch = await discussions.findMany({
      where: { id: { $gt: lastId } },
      orderBy: [{ id: 'asc' }],
      limit: 200,
    });
    if (batch.length === 0) return report;
    for (const discussion of batch) {
      report.drift += await recountDiscussion(strapi, discussion);
      report.discussions += 1;
      lastId = discussion.id;
    }
    tell(batch.length);
  }
}

/** Discussions that an import with lifecycles off left out. */
async function ensureAll(strapi: Strapi): Promise<number> {
  let drift = 0;
  for (let lastId = 0; ;) {
    const articles = await table(strapi, UID.article)
      .select(['id', 'documentId'])
      .where({ id: { $gt: lastId } })
      .orderBy({ id: 'asc' })
      .limit(200)
      .execute();
    if (articles.length === 0) return drift;
    for (const { id, documentId } of articles) {
      lastId = id;
      const where = { articleId: documentId };
      if (await rows(strapi, UID.discussion).findOne({ where })) continue;
      drift += 1;
      await ensureDiscussion(strapi, documentId);
    }
  }
}

/** Walks a table by id, and mends what is wrong in it. */
async function checkRows(
  strapi: Strapi,
  check: RowCheck,
  tell: (more: number) => void,
): Promise<number> {
  let drift = 0;
  for (let after = 0; ;) {
    const [step] = await read<{ last: number | null; n: number | string }>(
      strapi,
      `select max(id) as last, count(*) as n from (select id from ${check.table} where id > :after order by id limit :step) as ids`,
      { after, step: STEP },
    );
    if (!step?.last) return drift;
    const last = Number(step.last);
    drift += await mend(strapi, check, await check.wrongBetween(after, last));
    tell(Number(step.n));
    // SQLite answers at once, and would leave nobody else a turn.
    await othersTurn();
    after = last;
  }
}

/** Looks again with the discussion locked: what was only half written then is right by now. */
async function mend(strapi: Strapi, check: RowCheck, wrong: Wrong[]): Promise<number> {
  let drift = 0;
  for (const articleId of new Set(wrong.map((one) => one.articleId))) {
    const found = wrong.filter((one) => one.articleId === articleId).map(({ id }) => id);
    for (let first = 0; first < found.length; first += MENDED_AT_ONCE) {
      const ids = found.slice(first, first + MENDED_AT_ONCE);
      drift += await inTransaction(strapi, async () => {
        const discussion = await lockDiscussion(strapi, articleId);
        const still = await check.wrongAmong(ids);
        for (const one of still) await check.mend(one);
        // What readers have kept of it is old.
        if (discussion && still.length > 0) await changeDiscussion(strapi, discussion, {});
        return still.length;
      });
    }
  }
  return drift;
}

interface Totals {
  commentCount: number;
  threadCount: number;
  lastCommentAt: Date | null;
}

/** How often totals are counted without a lock before one is taken for it. */
const TRIES = 3;

/** Counts without a lock, and takes the counts if nothing has changed meanwhile. */
async function recountDiscussion(strapi: Strapi, { articleId }: DiscussionRow): Promise<number> {
  let drift = await relive(strapi, articleId);
  for (let tries = 1; ; tries += 1) {
    const [before] = await table(strapi, UID.discussion)
      .select('*')
      .where({ articleId })
      .limit(1)
      .execute();
    if (!before) return drift;
    const totals = tries <= TRIES ? await totalsOf(strapi, articleId) : null;
    const settled = await inTransaction(strapi, async () => {
      const discussion = await lockDiscussion(strapi, articleId);
      if (!discussion) return 0;
      if (totals && discussion.revision !== before.revision) return null;
      return writeTotals(strapi, discussion, totals ?? (await totalsOf(strapi, articleId)));
    });
    if (settled === null) continue;
    drift += settled;
    return drift;
  }
}

async function writeTotals(
  strapi: Strapi,
  discussion: DiscussionRow,
  totals: Totals,
): Promise<number> {
  const { commentCount, threadCount, lastCommentAt } = discussion;
  const isRight =
    totals.commentCount === commentCount &&
    totals.threadCount === threadCount &&
    +(totals.lastCommentAt ?? 0) === (lastCommentAt ? +new Date(lastCommentAt) : 0);
  if (isRight) return 0;
  await changeDiscussion(strapi, discussion, { ...totals });
  return 1;
}

interface Tally {
  n: number | string;
  spoken: number | string | null;
  latest: string | number | Date | null;
  at: string | number | Date | null;
  id: number | null;
}

/** Walks what is listed along the index of its pages, a step at a time. */
async function totalsOf(strapi: Strapi, articleId: string): Promise<Totals> {
  const totals: Totals = { commentCount: 0, threadCount: 0, lastCommentAt: null };
  for (const uid of [UID.comment, UID.reply]) {
    const name = tableName(strapi, uid);
    let place: { at: Date; id: number } | null = null;
    for (;;) {
      const range: string = place ? 'and posted_at >= :at and (posted_at > :at or id > :id)' : '';
      const [tally]: Tally[] = await read<Tally>(
        strapi,
        `select count(*) as n, sum(spoken) as spoken, max(case when spoken = 1 then posted_at end) as latest, max(posted_at) as at, max(case when is_last = 1 then id end) as id from (
           select id, posted_at, case when moderation_status = 'approved' then 1 else 0 end as spoken, case when row_number() over (order by posted_at desc, id desc) = 1 then 1 else 0 end as is_last
           from (select id, posted_at, moderation_status from ${name} where article_id = :articleId and listed = :yes ${range} order by posted_at, id limit :step) as walked
         ) as step`,
        { articleId, yes: true, step: STEP, ...(place ?? {}) },
      );
      const n = Number(tally?.n ?? 0);
      if (!tally || n === 0) break;
      totals.commentCount += Number(tally.spoken);
      if (uid === UID.comment) totals.threadCount += n;
      const latest = tally.latest ? new Date(tally.latest) : null;
      if (latest && +latest > +(totals.lastCommentAt ?? 0)) totals.lastCommentAt = latest;
      if (n < STEP) break;
      place = { at: new Date(tally.at!), id: Number(tally.id) };
      await othersTurn();
    }
  }
  return totals;
}

/** When readers may see it hangs on the published version, as it is with the discussion locked. */
function relive(strapi: Strapi, articleId: string): Promise<number> {
  return inTransaction(strapi, async () => {
    const discussion = await lockDiscussion(strapi, articleId);
    if (!discussion) return 0;
    const [published] = await table(strapi, UID.article)
      .select(['publishedAt', 'datePublished', 'embargoUntil'])
      .where({ documentId: articleId, publishedAt: { $notNull: true } })
      .limit(1)
      .execute();
    const from = published
      ? liveFrom(published.datePublished ?? published.publishedAt!, published.embargoUntil)
      : null;
    const was = discussion.liveFrom;
    if ((from ? +from : null) === (was ? +new Date(was) : null)) return 0;
    await setLiveFrom(strapi, articleId, from);
    return 1;
  });
}

const KEY = { type: 'plugin', name: PLUGIN_ID, key: 'counting-rules' } as const;

/** What is counted, in this version of the plugin. */
const VERSION = 2;

/**
 * `keepReplies` decides what is listed, and a version may count what none before it did: that is
 * counted in before anybody reads.
 */
export async function recountIfRulesChanged(
  strapi: Strapi,
  config: Pick<NewsroomConfig, 'keepReplies'>,
): Promise<void> {
  const rules = { version: VERSION, keepReplies: config.keepReplies };
  const known = (await strapi.store.get(KEY)) as typeof rules | null;
  if (known?.version === rules.version && known.keepReplies === rules.keepReplies) return;
  if ((await rows(strapi, UID.discussion).count({})) > 0) {
    strapi.log.info('newsroom: the rules of counting have changed; counting the discussions anew.');
    await recount(strapi, config);
  }
  await strapi.store.set({ ...KEY, value: rules });
}
