/** Counts everything anew from what is stored, and mends what differs. */
import { PLUGIN_ID, UID } from '../names';
import type { NewsroomConfig } from '../config';
import type { DiscussionRow } from '../rows';
import { inTransaction, linkOf, rows, statement, table, type Strapi } from '../strapi';
import { changeDiscussion, ensureDiscussion, lockDiscussion, setLiveFrom } from './discussions';
import { liveFrom } from '../publishing/dates';

export interface RecountReport {
  discussions: number;
  /** How many rows said something else than what is stored. */
  drift: number;
}

const BATCH = 200;

/**
 * Recounts every discussion, one transaction each, so readers and writers hardly notice.
 * @param onProgress told after each batch how many discussions are done
 */
export async function recount(
  strapi: Strapi,
  { keepReplies }: Pick<NewsroomConfig, 'keepReplies'>,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<RecountReport> {
  const report: RecountReport = { discussions: 0, drift: 0 };
  report.drift += await ensureAll(strapi);
  const total = await rows(strapi, UID.discussion).count({});
  let lastId = 0;
  for (;;) {
    const batch = await table(strapi, UID.discussion)
      .select(['id', 'articleId'])
      .where({ id: { $gt: lastId } })
      .orderBy({ id: 'asc' })
      .limit(BATCH)
      .execute();
    if (batch.length === 0) return report;
    for (const { id, articleId } of batch) {
      report.drift += await recountOne(strapi, articleId, keepReplies);
      report.discussions += 1;
      lastId = id;
    }
    onProgress(report.discussions, total);
  }
}

/** Discussions that an import with lifecycles off left out. */
async function ensureAll(strapi: Strapi): Promise<number> {
  let drift = 0;
  let lastId = 0;
  for (;;) {
    const articles = await table(strapi, UID.article)
      .select(['id', 'documentId'])
      .where({ id: { $gt: lastId } })
      .orderBy({ id: 'asc' })
      .limit(BATCH)
      .execute();
    if (articles.length === 0) return drift;
    for (const article of articles) {
      lastId = article.id;
      const { documentId } = article;
      const found = await rows(strapi, UID.discussion).findOne({
        where: { articleId: documentId },
      });
      if (found) continue;
      drift += 1;
      await ensureDiscussion(strapi, documentId);
    }
  }
}

function recountOne(strapi: Strapi, articleId: string, keepReplies: boolean): Promise<number> {
  return inTransaction(strapi, async () => {
    const discussion = await lockDiscussion(strapi, articleId);
    if (!discussion) return 0;
    let drift = await relive(strapi, discussion);
    drift += await relistReplies(strapi, articleId, keepReplies);
    drift += await recountThreads(strapi, articleId);
    const mended = (await lockDiscussion(strapi, articleId))!;
    drift += await recountDiscussion(strapi, mended, drift > 0);
    return drift;
  });
}

/** When readers may see it hangs on the published version, as it is with the discussion locked. */
async function relive(
  strapi: Strapi,
  { articleId, liveFrom: was }: DiscussionRow,
): Promise<number> {
  const [published] = await table(strapi, UID.article)
    .select(['publishedAt', 'datePublished', 'embargoUntil'])
    .where({ documentId: articleId, publishedAt: { $notNull: true } })
    .limit(1)
    .execute();
  const from = published
    ? liveFrom(published.datePublished ?? published.publishedAt!, published.embargoUntil)
    : null;
  if ((from ? +from : null) === (was ? +new Date(was) : null)) return 0;
  await setLiveFrom(strapi, articleId, from);
  return 1;
}

interface Tally {
  n: number | string | null;
  threads?: number | string;
  latest: string | number | Date | null;
}

const names = (strapi: Strapi) => ({
  comments: strapi.db.metadata.get(UID.comment).tableName,
  replies: strapi.db.metadata.get(UID.reply).tableName,
});

async function relistReplies(
  strapi: Strapi,
  articleId: string,
  keepReplies: boolean,
): Promise<number> {
  const { comments, replies } = names(strapi);
  const wrong = await statement<{ id: number; listed: boolean | number | null; should: number }>(
    strapi,
    `select * from (
       select r.id, r.listed,
         case when r.moderation_status = 'approved' and c.id is not null and (:keep = 1 or c.moderation_status = 'approved') then 1 else 0 end as should
       from ${replies} r left join ${comments} c on c.document_id = r.thread_id
       where r.article_id = :articleId
     ) as judged
     where should <> case when listed then 1 else 0 end`,
    { articleId, keep: Number(keepReplies) },
  );
  for (const { id, should } of wrong) {
    await table(strapi, UID.reply)
      .where({ id })
      .update({ listed: Number(should) === 1 })
      .execute();
  }
  const {
    table: answersTable,
    from: answer,
    to: answered,
  } = linkOf(strapi, UID.reply, 'inReplyTo');
  const answers = await statement<{ id: number; n: number | string }>(
    strapi,
    `select * from (
       select r.id, r.reply_count, (
         select count(*) from ${answersTable} l join ${replies} a on a.id = l.${answer}
         where l.${answered} = r.id and a.moderation_status = 'approved'
       ) as n
       from ${replies} r where r.article_id = :articleId
     ) as counted
     where n <> coalesce(reply_count, -1)`,
    { articleId },
  );
  for (const { id, n } of answers) {
    await table(strapi, UID.reply)
      .where({ id })
      .update({ replyCount: Number(n) })
      .execute();
  }
  return wrong.length + answers.length;
}

async function recountThreads(strapi: Strapi, articleId: string): Promise<number> {
  const { comments, replies } = names(strapi);
  const wrong = await statement<{ id: number; n: number | string; approved: number }>(
    strapi,
    `select * from (
       select c.id, c.listed, c.reply_count, coalesce(t.n, 0) as n,
         case when c.moderation_status = 'approved' then 1 else 0 end as approved
       from ${comments} c left join (
         select thread_id, count(*) as n from ${replies}
         where article_id = :articleId and listed = :yes group by thread_id
       ) t on t.thread_id = c.document_id
       where c.article_id = :articleId
     ) as counted
     where n <> coalesce(reply_count, -1)
        or case when listed then 1 else 0 end <> case when approved = 1 or n > 0 then 1 else 0 end`,
    { articleId, yes: true },
  );
  for (const { id, n, approved } of wrong) {
    const replyCount = Number(n);
    const listed = Number(approved) === 1 || replyCount > 0;
    await table(strapi, UID.comment).where({ id }).update({ replyCount, listed }).execute();
  }
  return wrong.length;
}

/** @param isMended whether rows under it have changed: then readers' copies of it are old */
async function recountDiscussion(
  strapi: Strapi,
  discussion: DiscussionRow,
  isMended: boolean,
): Promise<number> {
  const { comments, replies } = names(strapi);
  const { articleId } = discussion;
  const [tally] = await statement<Tally>(
    strapi,
    `select count(*) as threads, sum(spoken) as n, max(case when spoken = 1 then posted_at end) as latest from (
       select posted_at, case when moderation_status = 'approved' then 1 else 0 end as spoken
       from ${comments} where article_id = :articleId and listed = :yes
     ) as found`,
    { articleId, yes: true },
  );
  const [answers] = await statement<Tally>(
    strapi,
    `select count(*) as n, max(posted_at) as latest from ${replies} where article_id = :articleId and listed = :yes`,
    { articleId, yes: true },
  );
  const commentCount = Number(tally?.n ?? 0) + Number(answers?.n ?? 0);
  const threadCount = Number(tally?.threads ?? 0);
  const voices = [tally, answers].flatMap((one) => (one?.latest ? [+new Date(one.latest)] : []));
  const lastCommentAt = voices.length > 0 ? new Date(Math.max(...voices)) : null;
  const isRight =
    commentCount === discussion.commentCount &&
    threadCount === discussion.threadCount &&
    (lastCommentAt ? +lastCommentAt : null) ===
      (discussion.lastCommentAt ? +new Date(discussion.lastCommentAt) : null);
  if (!isRight || isMended) {
    await changeDiscussion(strapi, discussion, { commentCount, threadCount, lastCommentAt });
  }
  return Number(!isRight);
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
