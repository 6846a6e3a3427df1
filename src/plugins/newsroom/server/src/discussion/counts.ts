/**
 * What a change of status means for what readers see: `listed`, `replyCount` and the discussion's
 * count. Runs in the transaction of the change, with the discussion locked.
 *
 * A comment is listed if it is approved, or if it has replies to show (then as a tombstone).
 * A reply is listed if it is approved and its thread is shown.
 * What readers can see neither before nor after leaves the discussion's revision alone: it would
 * tell them that there is something.
 */
import { UID, type ModerationStatus } from '../names';
import type { DiscussionRow, Instant, ItemRow, ReplyRow } from '../rows';
import { table, type Strapi } from '../strapi';
import { changeDiscussion } from './discussions';

/** The part of a row that readers' view depends on; null: no such row. */
type Seen = Pick<ItemRow, 'moderationStatus'> | null;

const isApproved = (seen: Seen): boolean => seen?.moderationStatus === 'approved';

/** Whether readers find a comment, as itself or as a tombstone. */
export const isCommentListed = (status: ModerationStatus, replyCount: number): boolean =>
  status === 'approved' || replyCount > 0;

/** Settles a comment's change from `before` to `after`. `after` is null when its row is gone. */
export async function settleComment(
  strapi: Strapi,
  discussion: DiscussionRow,
  before: ItemRow | null,
  after: ItemRow | null,
  keepReplies: boolean,
): Promise<void> {
  const was = isApproved(before);
  const is = isApproved(after);
  let change = Number(is) - Number(was);
  let isListed = false;
  let isAnybodys = hasMoved(before, after);
  if (after) {
    let { replyCount } = after;
    if (!keepReplies && was !== is && before) {
      const moved = await showThread(strapi, after.documentId, is);
      replyCount = is ? moved : 0;
      change += is ? moved : -moved;
      isAnybodys ||= moved > 0;
    }
    isListed = isCommentListed(after.moderationStatus, replyCount);
    if (after.listed !== isListed || after.replyCount !== replyCount) {
      await table(strapi, UID.comment)
        .where({ id: after.id })
        .update({ replyCount, listed: isListed })
        .execute();
    }
  }
  const threads = Number(isListed) - Number(before?.listed ?? false);
  if (was || is || threads !== 0) {
    const newVoiceAt = is && !was ? after!.postedAt : null;
    await settleDiscussion(strapi, discussion, { change, threads, newVoiceAt, isAnybodys });
  }
}

/** Settles a reply's change, in its thread and in the discussion. */
export async function settleReply(
  strapi: Strapi,
  discussion: DiscussionRow,
  before: ReplyRow | null,
  after: ReplyRow | null,
  keepReplies: boolean,
): Promise<void> {
  const reply = (after ?? before)!;
  const comment = reply.comment ?? (await commentOf(strapi, reply));
  const isThreadShown = keepReplies || isApproved(comment);
  const was = before?.listed ?? false;
  const is = isApproved(after) && isThreadShown;
  const change = Number(is) - Number(was);

  if (after && after.listed !== is) {
    await table(strapi, UID.reply).where({ id: after.id }).update({ listed: is }).execute();
  }
  await countAnswer(strapi, reply, Number(isApproved(after)) - Number(isApproved(before)));
  let threads = 0;
  if (comment && change !== 0) {
    const replyCount = comment.replyCount + change;
    const listed = isCommentListed(comment.moderationStatus, replyCount);
    threads = Number(listed) - Number(comment.listed);
    await table(strapi, UID.comment)
      .where({ id: comment.id })
      .update({ replyCount, listed })
      .execute();
  }
  if (was || is) {
    const newVoiceAt = is && !was ? after!.postedAt : null;
    const isAnybodys = hasMoved(before, after);
    await settleDiscussion(strapi, discussion, { change, threads, newVoiceAt, isAnybodys });
  }
}

async function commentOf(strapi: Strapi, { threadId }: ReplyRow): Promise<ItemRow | null> {
  const where = { documentId: threadId };
  const [comment] = await table(strapi, UID.comment).select('*').where(where).limit(1).execute();
  return comment ?? null;
}

/** Whether it was posted at another time than was known: only an import says so. */
const hasMoved = (before: ItemRow | null, after: ItemRow | null): boolean =>
  before !== null && after !== null && +new Date(before.postedAt) !== +new Date(after.postedAt);

/** `replyCount` of the reply that was answered: the approved answers to it. */
async function countAnswer(strapi: Strapi, reply: ReplyRow, change: number): Promise<void> {
  if (change === 0 || !reply.inReplyTo) return;
  await table(strapi, UID.reply)
    .where({ id: reply.inReplyTo.id })
    .increment('reply_count', change)
    .execute();
}

/** Shows or hides the approved replies of a thread; how many that were. */
async function showThread(strapi: Strapi, threadId: string, listed: boolean): Promise<number> {
  return table(strapi, UID.reply)
    .where({ threadId, moderationStatus: 'approved', listed: !listed })
    .update({ listed })
    .execute<number>();
}

interface Settled {
  /** Of what can be opened, and of the threads that are found. */
  change: number;
  threads: number;
  newVoiceAt: Instant | null;
  /** Whether the last voice may be another than the one that changed. */
  isAnybodys: boolean;
}

async function settleDiscussion(
  strapi: Strapi,
  discussion: DiscussionRow,
  { change, threads, newVoiceAt, isAnybodys }: Settled,
): Promise<void> {
  const { articleId, lastCommentAt } = discussion;
  const isLater =
    newVoiceAt && (!lastCommentAt || +new Date(newVoiceAt) > +new Date(lastCommentAt));
  await changeDiscussion(strapi, discussion, {
    commentCount: discussion.commentCount + change,
    threadCount: discussion.threadCount + threads,
    ...(isLater && { lastCommentAt: new Date(newVoiceAt) }),
    ...((change < 0 || isAnybodys) && { lastCommentAt: await latestVoice(strapi, articleId) }),
  });
}

async function latestVoice(strapi: Strapi, articleId: string): Promise<Date | null> {
  const times: number[] = [];
  for (const uid of [UID.comment, UID.reply] as const) {
    const latest = await table(strapi, uid)
      .select('postedAt')
      .where({ articleId, listed: true, moderationStatus: 'approved' })
      .orderBy({ postedAt: 'desc' })
      .limit(1)
      .execute();
    times.push(...latest.map(({ postedAt }) => +new Date(postedAt)));
  }
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}
