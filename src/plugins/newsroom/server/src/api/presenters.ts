/** What leaves the plugin, field by field. Numeric ids never do. */
import type { NewsroomConfig } from '../config';
import type { OwnItem } from '../discussion/receipts';
import type { Submitted } from '../discussion/submit';
import { acceptsComments, isShown, shownRevision } from '../discussion/visibility';
import type { QueuedItem } from '../moderation/queue';
import type { Thread } from './conversation';
import type {
  ArticleRow,
  DecisionRow,
  DiscussionRow,
  Instant,
  ItemRow,
  ReadReply,
  ReplyRow,
} from '../rows';
import type * as Api from '../../../api';

const iso = (instant: Instant): Api.Instant => new Date(instant).toISOString();
export const isoOrNull = (instant: Instant | null | undefined): Api.Instant | null =>
  instant ? iso(instant) : null;

/** The article of a comment, as far as a list needs it. */
export type ArticleStub = Pick<ArticleRow, 'documentId' | 'headline' | 'slug'>;

export const presentArticleStub = (article: ArticleStub | undefined): Api.ArticleStub | null =>
  article
    ? { documentId: article.documentId, slug: article.slug, headline: article.headline }
    : null;

/** What every article says of its discussion. */
export function presentDiscussion(discussion: DiscussionRow | undefined): Api.DiscussionSummary {
  if (!discussion) return { state: 'open', commentCount: 0, closesAt: null, lastCommentAt: null };
  const shown = isShown(discussion);
  return {
    state: discussion.state,
    commentCount: shown ? discussion.commentCount : 0,
    closesAt: isoOrNull(discussion.closesAt),
    lastCommentAt: shown ? isoOrNull(discussion.lastCommentAt) : null,
  };
}

/** What a page of comments says of its discussion: what a form needs to know before it is sent. */
export function presentDiscussionMeta(
  discussion: DiscussionRow,
  config: NewsroomConfig,
): Api.Discussion {
  const { notice, guidelinesUrl, bodyMin, bodyMax, nameMax, email } = config.discussion;
  const { state, commentCount, closesAt } = presentDiscussion(discussion);
  return {
    state,
    acceptsComments: acceptsComments(discussion),
    commentCount,
    closesAt,
    notice,
    guidelinesUrl,
    rules: { bodyMin, bodyMax, nameMax, email },
    revision: shownRevision(discussion),
  };
}

/** The switch of a discussion, as whoever may set it sees it. */
export const presentDiscussionSettings = (
  discussion: DiscussionRow,
): Api.DiscussionSettingsAnswer['data'] => ({
  state: discussion.state,
  moderationMode: discussion.moderationMode,
  closesAt: isoOrNull(discussion.closesAt),
  commentCount: discussion.commentCount,
  revision: discussion.revision,
});

export function presentThread({ comment, replies }: Thread): Api.Thread {
  const tombstone = comment.moderationStatus !== 'approved';
  return {
    documentId: comment.documentId,
    body: tombstone ? null : comment.body,
    authorName: tombstone ? null : comment.authorName,
    postedAt: iso(comment.postedAt),
    editedAt: tombstone ? null : isoOrNull(comment.editedAt),
    featured: !tombstone && Boolean(comment.featured),
    replyCount: comment.replyCount,
    tombstone,
    replies: replies.map(presentReply),
  };
}

export function presentReply(reply: ReadReply): Api.ThreadReply {
  const { inReplyTo } = reply;
  return {
    documentId: reply.documentId,
    body: reply.body,
    authorName: reply.authorName,
    postedAt: iso(reply.postedAt),
    editedAt: isoOrNull(reply.editedAt),
    featured: Boolean(reply.featured),
    replyCount: reply.replyCount,
    tombstone: false,
    inReplyTo: inReplyTo?.listed
      ? { documentId: inReplyTo.documentId, authorName: inReplyTo.authorName }
      : null,
  };
}

export const presentSubmitted = ({ item, receipt }: Submitted): Api.SubmittedAnswer => ({
  data: {
    documentId: item.documentId,
    body: item.body,
    authorName: item.authorName,
    postedAt: iso(item.postedAt),
    moderationStatus: item.moderationStatus === 'approved' ? 'approved' : 'pending',
  },
  meta: { receipt },
});

/**
 * A reader's own text. What a rule called spam or rejected looks pending: nobody learns from a
 * receipt how the rules judge.
 */
export function presentSubmission(
  { type, item, decisions }: OwnItem,
  article: ArticleStub | undefined,
): Api.SubmissionAnswer['data'] {
  const { moderationStatus: status } = item;
  const decided = decisions.find(({ action }) => action !== 'feature' && action !== 'unfeature');
  const isByRule = ['rejected', 'spam'].includes(status) && decided?.actorType === 'policy';
  const shown = isByRule ? 'pending' : status;
  return {
    type,
    documentId: item.documentId,
    body: item.body,
    authorName: item.authorName,
    postedAt: iso(item.postedAt),
    editedAt: isoOrNull(item.editedAt),
    moderationStatus: shown,
    reason: shown === 'rejected' ? item.rejectionReason : null,
    article: presentArticleStub(article),
  };
}

export function presentQueued(
  { type, item }: QueuedItem,
  article: ArticleStub | undefined,
): Api.QueuedItem {
  const { commenter } = item;
  const reply = type === 'reply' ? (item as ReplyRow) : null;
  return {
    type,
    documentId: item.documentId,
    revision: item.revision,
    body: item.body,
    authorName: item.authorName,
    moderationStatus: item.moderationStatus,
    rejectionReason: item.rejectionReason ?? null,
    featured: Boolean(item.featured),
    postedAt: iso(item.postedAt),
    editedAt: isoOrNull(item.editedAt),
    moderatedAt: isoOrNull(item.moderatedAt),
    article: presentArticleStub(article) ?? {
      documentId: item.articleId,
      slug: null,
      headline: null,
    },
    comment: reply?.comment ? presentWords(reply.comment) : null,
    inReplyTo: reply?.inReplyTo ? presentWords(reply.inReplyTo) : null,
    signals: (item.signals ?? []) as Api.Signal[],
    commenter: commenter
      ? {
          approvedCount: commenter.approvedCount,
          rejectedCount: commenter.rejectedCount,
          bannedUntil: isoOrNull(commenter.bannedUntil),
        }
      : null,
  };
}

const presentWords = (item: ItemRow): Api.QuotedItem => ({
  documentId: item.documentId,
  authorName: item.authorName,
  body: item.body,
  moderationStatus: item.moderationStatus,
});

export const presentDecision = (decision: DecisionRow): Api.Decision => ({
  documentId: decision.documentId,
  item: { type: decision.itemType, documentId: decision.itemId },
  articleId: decision.articleId,
  action: decision.action,
  from: decision.fromStatus,
  to: decision.toStatus,
  reason: decision.reason ?? null,
  note: decision.note ?? null,
  evidence: decision.evidence ?? null,
  revision: decision.revision,
  actor: {
    type: decision.actorType as Api.Decision['actor']['type'],
    id: decision.actorId ?? null,
    name: decision.actorName ?? null,
  },
  policyVersion: decision.policyVersion ?? null,
  restores: decision.restores ?? null,
  decidedAt: iso(decision.decidedAt),
});

/** Takes the numeric ids out of what Strapi's own serialiser answers. */
export function withoutIds<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutIds) as T;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => (key === 'id' ? [] : [[key, withoutIds(part)]])),
  ) as T;
}
