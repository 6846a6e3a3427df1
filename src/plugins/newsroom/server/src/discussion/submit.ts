/** A reader's comment or reply, from what they sent to a stored row and a receipt. */
import type { NewsroomConfig } from '../config';
import { newsroomError, type Problem } from '../errors';
import { UID, type ItemType } from '../names';
import { commenterFor, type Identity } from '../moderation/commenters';
import type { DiscussionRow, ItemRow, ReplyRow } from '../rows';
import { withScope, type Actor, type Held } from '../storage/scope';
import { inTransaction } from '../storage/transactions';
import { createItem } from '../storage/write-item';
import { rows, type Data, type Strapi } from '../strapi';
import { holdItem } from '../storage/locks';
import { findDiscussion, lockDiscussion } from './discussions';
import { modeAbove, type Mode } from './mode';
import { hashReceipt, newReceipt } from './receipts';
import { addressProblem, bodyProblem, nameProblem, normaliseName, normaliseText } from './text';
import { acceptsComments, isLive, isShown } from './visibility';

export interface Submission {
  body: string;
  authorName: string;
  authorEmail?: string | null;
  /** Proven by an account of this site, or vouched for by a front end that may. */
  identity?: Identity | null;
  actor: Actor;
  userAgent?: string | null;
}

export type NewComment = Submission & { article: string };
export type NewReply = Submission & { comment: string; inReplyTo?: string | null };

export interface Submitted {
  item: ItemRow;
  type: ItemType;
  /** The secret that lets its author see and withdraw it; only its hash is stored. */
  receipt: string;
}

export interface SubmitContext {
  strapi: Strapi;
  config: NewsroomConfig;
  /** Keys the hashes of addresses. */
  secret: string;
}

/** @throws article_not_found, discussion_closed, discussion_hidden, or what is wrong with the text */
export async function submitComment(
  context: SubmitContext,
  comment: NewComment,
): Promise<Submitted> {
  const { strapi } = context;
  const { article: articleId } = comment;
  // Asked before the lock, which should be short.
  const above = await modeAbove(strapi, articleId);
  return inTransaction(strapi, async () => {
    // Locked before it is asked, so nothing arrives after the answer to «close it».
    const discussion = await lockDiscussion(strapi, articleId);
    refuseUnlessOpen(discussion, 'article_not_found', 'article');
    return store(context, 'comment', comment, { articleId }, { discussion }, above);
  });
}

/**
 * @throws comment_not_found (also for one that is not visible), reply_not_in_thread,
 *   discussion_closed, discussion_hidden, or what is wrong with the text
 */
export function submitReply(context: SubmitContext, reply: NewReply): Promise<Submitted> {
  const { strapi } = context;
  return inTransaction(strapi, async () => {
    const held = await openThread(strapi, reply);
    const { comment } = held;
    const answered = reply.inReplyTo ? await answeredReply(strapi, comment, reply.inReplyTo) : null;
    return store(
      context,
      'reply',
      reply,
      {
        comment: comment.id,
        ...(answered && { inReplyTo: answered.id }),
      },
      held,
    );
  });
}

/** Under a tombstone one may still answer a reply that can be read, but not the tombstone. */
async function openThread(
  strapi: Strapi,
  { comment: documentId, inReplyTo }: NewReply,
): Promise<Required<Pick<Held, 'discussion' | 'comment'>>> {
  const held = await holdItem(strapi, 'comment', { documentId });
  const comment = held?.item.row;
  const isOpen = comment?.listed && (inReplyTo || comment.moderationStatus === 'approved');
  if (!isOpen || !isShown(held!.discussion)) {
    throw newsroomError({ code: 'comment_not_found', path: ['comment'] });
  }
  const { discussion } = held!;
  refuseUnlessOpen(discussion, 'comment_not_found', 'comment');
  return { discussion, comment };
}

async function answeredReply(
  strapi: Strapi,
  comment: ItemRow,
  documentId: string,
): Promise<ReplyRow> {
  const answered = await rows<ReplyRow>(strapi, UID.reply).findOne({
    where: { documentId, listed: true },
  });
  const path = ['inReplyTo'];
  const discussion = answered && (await findDiscussion(strapi, answered.articleId));
  if (!answered || !discussion || !isShown(discussion)) {
    throw newsroomError({ code: 'reply_not_found', path });
  }
  if (answered.threadId !== comment.documentId) {
    throw newsroomError({ code: 'reply_not_in_thread', path });
  }
  return answered;
}

function refuseUnlessOpen(
  discussion: DiscussionRow | null,
  notFound: 'article_not_found' | 'comment_not_found',
  field: string,
): asserts discussion is DiscussionRow {
  if (!discussion || !isLive(discussion)) throw newsroomError({ code: notFound, path: [field] });
  if (discussion.state === 'hidden') throw newsroomError('discussion_hidden');
  if (!acceptsComments(discussion)) throw newsroomError('discussion_closed');
}

async function store(
  { strapi, config, secret }: SubmitContext,
  type: ItemType,
  submission: Submission,
  place: Data,
  held: Held,
  above?: Mode | null,
): Promise<Submitted> {
  const body = normaliseText(submission.body);
  const authorName = normaliseName(submission.authorName);
  const authorEmail = submission.authorEmail?.trim() || null;
  refuseProblems([
    bodyProblem(body, config.discussion),
    nameProblem(authorName, config.discussion),
    emailProblem(submission, authorEmail, config),
  ]);
  const identity =
    submission.identity ?? (authorEmail ? { kind: 'guest' as const, email: authorEmail } : null);
  const commenter = identity && (await commenterFor(strapi, identity, authorName, secret));
  const receipt = newReceipt();
  const { actor } = submission;
  const item = await withScope({ operation: 'submit', actor, held, modeAbove: above }, () =>
    createItem(strapi, type, {
      ...place,
      body,
      authorName,
      authorEmail,
      commenter: commenter?.id ?? null,
      userAgent: submission.userAgent?.slice(0, 255) ?? null,
      receiptHash: hashReceipt(receipt),
    }),
  );
  return { item, type, receipt };
}

function emailProblem(
  { identity }: Submission,
  authorEmail: string | null,
  { discussion: { email } }: NewsroomConfig,
): Problem | null {
  const path = ['authorEmail'];
  const problem = authorEmail ? addressProblem(authorEmail) : null;
  if (problem || identity) return problem;
  if (email === 'off' && authorEmail) return { code: 'unknown_field', path };
  if (email === 'required' && !authorEmail) return { code: 'email_required', path };
  return null;
}

function refuseProblems(found: (Problem | null)[]): void {
  const [first, ...others] = found.filter((problem) => problem !== null);
  if (first) throw newsroomError(first, ...others);
}
