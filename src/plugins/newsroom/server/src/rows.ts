/** What the database gives back: one interface a content type, as the domain code reads it. */
import type { DiscussionState, ItemType, ModerationMode, ModerationStatus, Reason } from './names';
import type { CreditRole } from './components';
import type { Block } from './publishing/blocks';

/** Dates come back as ISO 8601 strings in UTC, or as Date objects from inside a hook. */
export type Instant = string | Date;

interface Row {
  id: number;
  documentId: string;
  createdAt: Instant;
  updatedAt: Instant;
}

export interface CreditRow {
  id: number;
  name: string | null;
  role: CreditRole | null;
  label: string | null;
  author?: { id: number; name: string; slug: string | null; documentId: string } | null;
}

export interface CorrectionRow {
  id: number;
  kind: string | null;
  text: string;
  issuedAt: Instant | null;
}

export interface UpdateRow {
  id: number;
  at: Instant;
  note: string | null;
}

export interface ArticleRow extends Row {
  headline: string | null;
  slug: string | null;
  body: Block[] | null;
  credits?: CreditRow[];
  bylineOverride: string | null;
  byline: string | null;
  source: string | null;
  language: string | null;
  corrections?: CorrectionRow[];
  updates?: UpdateRow[];
  updateType: 'minor' | 'major' | null;
  changeNote: string | null;
  datePublished: Instant | null;
  dateModified: Instant | null;
  displayDate: Instant | null;
  embargoUntil: Instant | null;
  publishedAt: Instant | null;
  wordCount: number;
  readingTime: number;
  section?: SectionRow | null;
}

export interface AuthorRow extends Row {
  name: string;
  slug: string | null;
}

export interface SectionRow extends Row {
  name: string;
  slug: string | null;
  moderationMode: ModerationMode | null;
  parent?: SectionRow | null;
}

export interface ItemRow extends Row {
  articleId: string;
  body: string;
  authorName: string;
  moderationStatus: ModerationStatus;
  postedAt: Instant;
  editedAt: Instant | null;
  moderatedAt: Instant | null;
  replyCount: number;
  featured: boolean;
  revision: number;
  listed: boolean;
  authorEmail: string | null;
  commenter?: CommenterRow | null;
  signals: unknown;
  rejectionReason: Reason | null;
  receiptHash: string | null;
  label: string | null;
}

export interface ReplyRow extends ItemRow {
  threadId: string;
  comment?: ItemRow | null;
  inReplyTo?: ReplyRow | null;
}

/** What a page of the conversation shows of a comment, and what can be asked for beside it. */
export type ReadComment = Pick<
  ItemRow,
  | 'id'
  | 'documentId'
  | 'body'
  | 'authorName'
  | 'moderationStatus'
  | 'postedAt'
  | 'editedAt'
  | 'featured'
  | 'replyCount'
> &
  Partial<
    Pick<ItemRow, 'articleId' | 'moderatedAt' | 'revision' | 'createdAt' | 'updatedAt'> & {
      publishedAt: Instant | null;
    }
  >;

/** The same of a reply, with what it answers. */
export type ReadReply = ReadComment & {
  threadId: string;
  inReplyTo?: Pick<ItemRow, 'documentId' | 'authorName' | 'listed'> | null;
};

export interface CommenterRow extends Row {
  identityKey: string;
  kind: 'account' | 'reader' | 'guest';
  displayName: string | null;
  approvedCount: number;
  rejectedCount: number;
  bannedUntil: Instant | null;
}

export interface DiscussionRow extends Row {
  articleId: string;
  state: DiscussionState;
  moderationMode: ModerationMode;
  closesAt: Instant | null;
  liveFrom: Instant | null;
  commentCount: number;
  /** Threads that a reader finds, tombstones included. */
  threadCount: number;
  lastCommentAt: Instant | null;
  revision: number;
}

export interface DecisionRow extends Row {
  itemType: ItemType;
  itemId: string;
  articleId: string;
  action: string;
  fromStatus: ModerationStatus;
  toStatus: ModerationStatus;
  reason: Reason | null;
  previousReason: Reason | null;
  note: string | null;
  evidence: unknown;
  revision: number;
  actorType: string;
  actorId: string | null;
  actorName: string | null;
  policyVersion: number | null;
  decidedAt: Instant;
  restores: string | null;
  position: string | number | null;
}

export interface SlugAliasRow extends Row {
  kind: string;
  slug: string;
  ownerId: string;
  publicFrom: Instant | null;
}
