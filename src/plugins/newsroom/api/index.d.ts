/**
 * What the newsroom's REST API takes and answers, for front ends in TypeScript. Types only: nothing of
 * this is there at run time.
 *
 * @example
 * import type { StoryAnswer, ThreadsAnswer } from 'strapi-plugin-newsroom/api';
 *
 * const { data: story } = (await (await fetch(`${api}/articles/by-slug/${slug}`)).json()) as StoryAnswer;
 */

/** The stable id of a document: it outlives publishing, exports and imports. */
export type DocumentId = string;
/** A moment in UTC, as ISO 8601: `2026-03-04T05:06:07.000Z`. */
export type Instant = string;
/** A day of the calendar: `2026-03-04`. */
export type Day = string;

export type DiscussionState = 'open' | 'closed' | 'hidden';
export type ModerationMode = 'inherit' | 'premoderate' | 'trusted' | 'postmoderate';
export type ModerationStatus = 'pending' | 'approved' | 'rejected' | 'spam' | 'removed';
export type Reason =
  | 'off_topic'
  | 'abusive'
  | 'harassment'
  | 'hate'
  | 'spam'
  | 'illegal'
  | 'misinformation'
  | 'personal_data'
  | 'duplicate'
  | 'other';
export type ItemType = 'comment' | 'reply';

// ── A story ──────────────────────────────────────────────────────────────────────────────────

/** `GET /articles/by-slug/:slug` */
export interface StoryAnswer {
  data: Story;
  meta: {
    /** The slug is a former one: send readers to this. */
    redirect?: { status: 301; slug: string };
  };
}

/** `GET /articles/by-slug/:slug?status=draft`, with a token that has `article.preview` */
export interface StoryPreviewAnswer {
  data: StoryPreview;
  meta: StoryAnswer['meta'];
}

type NotYet = 'headline' | 'slug' | 'byline' | 'datePublished' | 'publishedAt';

/** The whole page of a draft, with what it may be without. */
export type StoryPreview = Omit<Story, NotYet> & {
  headline: string | null;
  slug: string | null;
  byline: string | null;
  datePublished: Instant | null;
  publishedAt: null;
};

/** The whole story page. */
export interface Story {
  documentId: DocumentId;
  headline: string;
  shortHeadline: string | null;
  kicker: string | null;
  slug: string;
  standfirst: string | null;
  /** Always filled: the writers, or whom the story comes from. */
  byline: string;
  /** The place, without a colon. */
  dateline: string | null;
  source: string | null;
  /** BCP 47. */
  language: string | null;
  wordCount: number;
  /** Minutes. */
  readingTime: number;
  isAccessibleForFree: boolean | null;
  /** The date to show and to sort by. */
  displayDate: Instant;
  /** When readers first could read it. */
  datePublished: Instant;
  /** The last change that readers should know of. */
  dateModified: Instant | null;
  /** The last publish, Strapi's own. */
  publishedAt: Instant;
  /** In the order of the byline. */
  credits: Credit[];
  leadImage: LeadImage | null;
  section: (Named & { parent: Named | null }) | null;
  topics: Named[];
  print: PrintCredit | null;
  body: Block[];
  /** The same as semantic HTML, escaped. */
  bodyHtml: string;
  /** The standfirst, or the beginning of the body. */
  excerpt: string;
  corrections: Correction[];
  updates: { at: Instant | null; note: string | null }[];
  seo: Seo | null;
  discussion: DiscussionSummary;
}

export interface Named {
  documentId: DocumentId;
  name: string;
  slug: string | null;
}

export interface Credit {
  name: string | null;
  role: string | null;
  label: string | null;
  author:
    | (Named & {
        kind: 'person' | 'organization' | null;
        jobTitle: string | null;
        photo: Media | null;
      })
    | null;
}

export interface LeadImage {
  media: Media;
  caption: string | null;
  credit: string | null;
  altText: string | null;
}

export interface Media {
  documentId: DocumentId;
  url: string;
  mime: string | null;
  width: number | null;
  height: number | null;
  formats: Record<string, unknown> | null;
  alternativeText: string | null;
}

/** "Published in …" */
export interface PrintCredit {
  publication: string | null;
  edition: string | null;
  publishedOn: Day | null;
  section: string | null;
  page: string | null;
}

export interface Correction {
  kind: 'correction' | 'clarification' | null;
  text: string;
  issuedAt: Instant | null;
}

export interface Seo {
  title: string | null;
  description: string | null;
  canonicalUrl: string | null;
  noIndex: boolean | null;
  image: Media | null;
}

/** One of Strapi's blocks; a cross-head is a heading of level 2. */
export interface Block {
  type: string;
  children?: Block[];
  text?: string;
  level?: number;
  [key: string]: unknown;
}

// ── The conversation ─────────────────────────────────────────────────────────────────────────

/** What every article says of its discussion. */
export interface DiscussionSummary {
  state: DiscussionState;
  /** Comments and replies that a reader can open. */
  commentCount: number;
  closesAt: Instant | null;
  lastCommentAt: Instant | null;
}

/** What a form under a story needs to know before it is sent. */
export interface Discussion {
  state: DiscussionState;
  acceptsComments: boolean;
  commentCount: number;
  closesAt: Instant | null;
  /** The promise to show beside the form. */
  notice: string;
  guidelinesUrl: string | null;
  rules: {
    bodyMin: number;
    bodyMax: number;
    nameMax: number;
    email: 'off' | 'optional' | 'required';
  };
  /** Moves whenever readers can notice a change. */
  revision: number;
}

export interface Pagination {
  limit: number;
  /** Of the whole list, tombstones included. */
  total: number;
  /** Give it back as `cursor`. */
  nextCursor: string | null;
  prevCursor: string | null;
}

/** `GET /articles/:documentId/comments`, `GET /articles/by-slug/:slug/comments` */
export interface ThreadsAnswer {
  data: Thread[];
  meta: { discussion: Discussion; pagination: Pagination };
}

/** A comment with its first replies; a tombstone has neither text nor name. */
export interface Thread {
  documentId: DocumentId;
  body: string | null;
  authorName: string | null;
  postedAt: Instant;
  editedAt: Instant | null;
  featured: boolean;
  replyCount: number;
  tombstone: boolean;
  /** Oldest first. */
  replies: ThreadReply[];
}

/** `GET /comments/:documentId/replies` */
export interface RepliesAnswer {
  data: ThreadReply[];
  meta: { pagination: Pagination };
}

export interface ThreadReply {
  documentId: DocumentId;
  body: string;
  authorName: string;
  postedAt: Instant;
  editedAt: Instant | null;
  featured: boolean;
  replyCount: number;
  tombstone: boolean;
  /** "Replying to …"; null for the comment itself, or for what is not visible. */
  inReplyTo: { documentId: DocumentId; authorName: string } | null;
}

/** `GET /comment-counts?articles=…` */
export interface CommentCountsAnswer {
  /** By the documentId of the article. */
  data: Record<DocumentId, number>;
}

/** `POST /comments` */
export interface NewCommentBody {
  data: NewWords & { article: DocumentId };
}

/** `POST /replies` */
export interface NewReplyBody {
  data: NewWords & { comment: DocumentId; inReplyTo?: DocumentId | null };
}

export interface NewWords {
  body: string;
  /** A signed-in reader's is the account's unless it is given. */
  authorName?: string;
  /** Not accepted from signed-in readers. */
  authorEmail?: string;
  /** With a token that has `comment.submitOnBehalf`. */
  reader?: { id: string; emailVerified?: boolean; ip?: string; userAgent?: string };
}

/** What `POST /comments` and `POST /replies` answer. */
export interface SubmittedAnswer {
  data: {
    documentId: DocumentId;
    body: string;
    authorName: string;
    postedAt: Instant;
    moderationStatus: 'approved' | 'pending';
  };
  meta: {
    /** The secret that lets its author see it and take it back. Keep it; it is told once. */
    receipt: string;
  };
}

/** `GET` and `DELETE /submissions/:receipt` */
export interface SubmissionAnswer {
  data: {
    type: ItemType;
    documentId: DocumentId;
    body: string;
    authorName: string;
    postedAt: Instant;
    editedAt: Instant | null;
    moderationStatus: ModerationStatus;
    reason: Reason | null;
    article: ArticleStub | null;
  };
}

export interface ArticleStub {
  documentId: DocumentId;
  slug: string | null;
  headline: string | null;
}

/** `PUT /articles/:documentId/discussion`; at least one of them */
export interface DiscussionSettingsBody {
  data: {
    state?: DiscussionState;
    moderationMode?: ModerationMode;
    closesAt?: Instant | null;
  };
}

export interface DiscussionSettingsAnswer {
  data: {
    state: DiscussionState;
    moderationMode: ModerationMode;
    closesAt: Instant | null;
    commentCount: number;
    revision: number;
  };
}

// ── Lists of Strapi's kind ───────────────────────────────────────────────────────────────────

/** `GET /articles`, `/authors`, `/sections`, `/topics`, `/comments`, `/replies` */
export interface ListAnswer<Entry> {
  data: Entry[];
  meta: {
    pagination: {
      page?: number;
      pageSize?: number;
      pageCount?: number;
      start?: number;
      limit?: number;
      total?: number;
    };
  };
}

/** One of them by its documentId. */
export interface OneAnswer<Entry> {
  data: Entry;
  meta: Record<string, never>;
}

/** A story in a list: what `fields` did not ask for is not there. Relations come with `populate`. */
export interface ArticleEntry {
  documentId: DocumentId;
  headline?: string | null;
  shortHeadline?: string | null;
  kicker?: string | null;
  slug?: string | null;
  standfirst?: string | null;
  body?: Block[] | null;
  bylineOverride?: string | null;
  byline?: string | null;
  dateline?: string | null;
  source?: string | null;
  language?: string | null;
  updateType?: 'minor' | 'major' | null;
  changeNote?: string | null;
  datePublished?: Instant | null;
  dateModified?: Instant | null;
  displayDate?: Instant | null;
  embargoUntil?: Instant | null;
  publishAt?: Instant | null;
  unpublishAt?: Instant | null;
  isAccessibleForFree?: boolean | null;
  wordCount?: number | null;
  readingTime?: number | null;
  createdAt?: Instant;
  updatedAt?: Instant;
  publishedAt?: Instant | null;
  discussion: DiscussionSummary;
  credits?: {
    role: string | null;
    name: string | null;
    label: string | null;
    author?: AuthorEntry | null;
  }[];
  leadImage?: {
    caption: string | null;
    credit: string | null;
    altText: string | null;
    media?: MediaEntry | null;
  } | null;
  section?: SectionEntry | null;
  topics?: TopicEntry[];
  print?: PrintCredit | null;
  corrections?: Correction[];
  updates?: { at: Instant | null; note: string | null }[];
  seo?: {
    title: string | null;
    description: string | null;
    canonicalUrl: string | null;
    noIndex: boolean | null;
    image?: MediaEntry | null;
  } | null;
}

/** A file, with what else Strapi's upload says of it. */
export interface MediaEntry extends Partial<Media> {
  documentId: DocumentId;
  name?: string;
  caption?: string | null;
  /** Kilobytes. */
  size?: number;
  [more: string]: unknown;
}

interface NamedEntry {
  documentId: DocumentId;
  name?: string;
  slug?: string | null;
  createdAt?: Instant;
  updatedAt?: Instant;
  publishedAt?: Instant | null;
}

export interface AuthorEntry extends NamedEntry {
  kind?: 'person' | 'organization' | null;
  jobTitle?: string | null;
  bio?: string | null;
  photo?: MediaEntry | null;
  links?: { label: string | null; url: string }[];
}

export interface SectionEntry extends NamedEntry {
  description?: string | null;
  moderationMode?: ModerationMode | null;
  parent?: SectionEntry | null;
}

export interface TopicEntry extends NamedEntry {
  description?: string | null;
}

/** A comment that a reader can open. */
export interface CommentEntry {
  documentId: DocumentId;
  articleId: DocumentId;
  body?: string;
  authorName?: string;
  moderationStatus?: 'approved';
  postedAt?: Instant;
  editedAt?: Instant | null;
  moderatedAt?: Instant | null;
  replyCount?: number;
  featured?: boolean;
  revision?: number;
  createdAt?: Instant;
  updatedAt?: Instant;
  publishedAt?: Instant | null;
  article: ArticleStub | null;
}

/** A reply that a reader can open. */
export interface ReplyEntry extends CommentEntry {
  /** The comment that opened its thread. */
  threadId?: DocumentId;
}

// ── For who writes over the API ──────────────────────────────────────────────────────────────

/** `POST /articles`: published at once, unless `?status=draft` is asked. */
export interface NewArticleBody {
  data: ArticleInput & { headline: string };
}

/** `PUT /articles/:documentId`: what is not given stays as it is. */
export interface ArticleBody {
  data: ArticleInput;
}

export interface ArticleInput {
  headline?: string;
  shortHeadline?: string | null;
  kicker?: string | null;
  /** Made from the headline unless it is given. */
  slug?: string | null;
  standfirst?: string | null;
  body?: Block[] | null;
  /** In the order of the byline; each has an author or a name. */
  credits?: CreditInput[];
  bylineOverride?: string | null;
  dateline?: string | null;
  leadImage?: LeadImageInput | null;
  section?: Reference | null;
  topics?: References | null;
  print?: Partial<PrintCredit> | null;
  source?: string | null;
  /** BCP 47. */
  language?: string | null;
  corrections?: { kind?: 'correction' | 'clarification' | null; text: string }[];
  seo?: (Partial<Omit<Seo, 'image'>> & { image?: FileReference | null }) | null;
  updateType?: 'minor' | 'major' | null;
  changeNote?: string | null;
  /** With `article.backdate`. */
  datePublished?: Instant;
  displayDate?: Instant | null;
  embargoUntil?: Instant | null;
  publishAt?: Instant | null;
  unpublishAt?: Instant | null;
  isAccessibleForFree?: boolean | null;
  /** Written and never answered. */
  internalNote?: string | null;
  /** Written and never answered. */
  externalId?: string | null;
}

export type CreditRole =
  'writer' | 'contributor' | 'photographer' | 'illustrator' | 'editor' | 'translator';

export interface CreditInput {
  author?: Reference | null;
  name?: string | null;
  role?: CreditRole | null;
}

export interface LeadImageInput {
  media?: FileReference | null;
  caption?: string | null;
  credit?: string | null;
  altText?: string | null;
}

/** A document by its documentId. */
export type Reference = DocumentId | { documentId: DocumentId };
/** All of them, or what is added and taken away. */
export type References =
  Reference | Reference[] | { connect?: Reference[]; disconnect?: Reference[]; set?: Reference[] };
/** A file by its documentId, or by the number that Strapi's upload answers. */
export type FileReference = DocumentId | number;

/** `POST /authors`, `/sections` and `/topics`; of `PUT` `data` is a part. */
export interface AuthorBody {
  data: AuthorInput;
}
export interface SectionBody {
  data: SectionInput;
}
export interface TopicBody {
  data: TopicInput;
}

interface NamedInput {
  /** Written and never answered. */
  externalId?: string | null;
  /** A new one must have it. */
  name?: string;
  /** Made from the name unless it is given. */
  slug?: string | null;
}

export interface AuthorInput extends NamedInput {
  kind?: 'person' | 'organization' | null;
  jobTitle?: string | null;
  bio?: string | null;
  photo?: FileReference | null;
  /** Written and never answered. */
  email?: string | null;
  links?: { label?: string | null; url: string }[];
}

export interface SectionInput extends NamedInput {
  description?: string | null;
  parent?: Reference | null;
  moderationMode?: ModerationMode | null;
}

export interface TopicInput extends NamedInput {
  description?: string | null;
}

// ── For moderators ───────────────────────────────────────────────────────────────────────────

/** `GET /moderation/queue` */
export interface QueueAnswer {
  data: QueuedItem[];
  meta: { pagination: { limit: number; nextCursor: string | null } };
}

/** `GET /moderation/items/:type/:documentId` */
export interface QueuedItemAnswer {
  data: QueuedItem & {
    /** Newest first. */
    decisions: Decision[];
  };
}

export interface QueuedItem {
  type: ItemType;
  documentId: DocumentId;
  /** Give it with a decision; an older one is a conflict. */
  revision: number;
  body: string;
  authorName: string;
  moderationStatus: ModerationStatus;
  rejectionReason: Reason | null;
  featured: boolean;
  postedAt: Instant;
  editedAt: Instant | null;
  moderatedAt: Instant | null;
  article: ArticleStub;
  comment: QuotedItem | null;
  inReplyTo: QuotedItem | null;
  signals: Signal[];
  commenter: {
    approvedCount: number;
    rejectedCount: number;
    bannedUntil: Instant | null;
  } | null;
}

export interface QuotedItem {
  documentId: DocumentId;
  authorName: string;
  body: string;
  moderationStatus: ModerationStatus;
}

/** What one check found, with its evidence. */
export type Signal = Record<string, unknown>;

/** `POST /moderation/decisions` */
export interface DecisionsBody {
  data: {
    action: 'approve' | 'reject' | 'spam' | 'hold' | 'restore' | 'feature' | 'unfeature';
    reason?: Reason | null;
    note?: string | null;
    /** At most 500. */
    items: { type: ItemType; documentId: DocumentId; revision?: number }[];
  };
}

export interface DecidedAnswer {
  data: DecisionResult[];
  meta: { counts: Partial<Record<DecisionOutcome, number>> };
}

export type DecisionOutcome = 'changed' | 'unchanged' | 'conflict' | 'not_found' | 'refused';

export interface DecisionResult {
  type: ItemType;
  documentId: DocumentId;
  revision?: number;
  moderationStatus: ModerationStatus | null;
  outcome: DecisionOutcome;
  code?: ErrorCode;
}

/** `GET /moderation/decisions` */
export interface DecisionsAnswer {
  data: Decision[];
  /** Keep `nextCursor` and give it as `after` next time: nothing is missed, and nothing told twice. */
  meta: { pagination: { limit: number; nextCursor: string | null } };
}

export interface Decision {
  documentId: DocumentId;
  item: { type: ItemType; documentId: DocumentId };
  articleId: DocumentId;
  action: string;
  from: ModerationStatus;
  to: ModerationStatus;
  reason: Reason | null;
  note: string | null;
  evidence: unknown;
  revision: number;
  actor: {
    type: 'administrator' | 'token' | 'commenter' | 'policy' | 'site';
    id: string | null;
    name: string | null;
  };
  policyVersion: number | null;
  /** documentId of the decision that this one took back. */
  restores: DocumentId | null;
  decidedAt: Instant;
}

// ── Errors ───────────────────────────────────────────────────────────────────────────────────

/** Every answer of 400 and above. */
export interface ErrorAnswer {
  data: null;
  error: {
    status: number;
    name: string;
    message: string;
    details: {
      code: ErrorCode;
      errors: {
        path: (string | number)[];
        code: ErrorCode;
        params: Record<string, unknown>;
      }[];
    };
  };
}

export type ErrorCode =
  | 'article_not_found'
  | 'article_gone'
  | 'comment_not_found'
  | 'reply_not_found'
  | 'reply_not_in_thread'
  | 'not_found'
  | 'preview_not_allowed'
  | 'backdate_not_allowed'
  | 'on_behalf_not_allowed'
  | 'discussion_closed'
  | 'discussion_hidden'
  | 'credit_empty'
  | 'body_required'
  | 'body_too_short'
  | 'body_too_long'
  | 'name_required'
  | 'name_too_long'
  | 'email_required'
  | 'email_invalid'
  | 'text_invalid'
  | 'heading_level_invalid'
  | 'section_loop'
  | 'unknown_field'
  | 'invalid_field'
  | 'invalid_body'
  | 'invalid_query'
  | 'invalid_cursor'
  | 'invalid_sort'
  | 'invalid_limit'
  | 'too_many_ids'
  | 'too_many_items'
  | 'query_too_costly'
  | 'receipt_invalid'
  | 'invalid_transition'
  | 'conflict'
  | 'slug_taken'
  | 'payload_too_large'
  | 'unauthorized'
  | 'forbidden'
  | 'method_not_allowed';
