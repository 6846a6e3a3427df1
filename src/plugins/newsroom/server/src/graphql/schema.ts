/** What the plugin adds to the types that Strapi generates, in GraphQL's schema language. */
import { DISCUSSION_STATES, MODERATION_MODES, MODERATION_STATUSES, REASONS } from '../names';
import { DECISION_ACTIONS } from '../moderation/transitions';
import type { RootField } from './root';

/** The arguments of a connection, with how many nodes there are when nothing is said. */
const pageOf = (usual: number, around: string): string => `
      "How many, at most 100."
      first: Int = ${usual}
      "The endCursor of the page before."
      after: String
      "The startCursor of the page behind; not with after."
      before: String
      "${around} Not with after or before."
      around: ID
    `;

const CONVERSATION = `
  type NewsroomArticle {
    "Every published story has one; null of a draft without."
    headline: String
    "The body as HTML, escaped."
    bodyHtml: String!
    "The standfirst, or the beginning of the body."
    excerpt: String!
    "What the conversation under this article takes, and how much there is of it."
    discussion: NewsroomDiscussion
    "The threads under this article, tombstones among them."
    comments(sort: NewsroomCommentSort = NEWEST, ${pageOf(20, 'A comment or reply: the page that holds it.')}): NewsroomCommentConnection
  }

  type NewsroomComment {
    "Plain text; null on a tombstone."
    body: String
    "Null on a tombstone."
    authorName: String
    "The neutral place of a comment that is not visible but has visible replies."
    tombstone: Boolean!
    article: NewsroomArticle
    "Oldest first; as many as a page of comments brings over REST, unless \`first\` asks for more."
    replies(${pageOf(3, 'A reply: the page that holds it.')}): NewsroomReplyConnection
  }

  type NewsroomReply {
    article: NewsroomArticle
    "The comment that opened the thread; null where it is a tombstone."
    comment: NewsroomComment
    "The reply that it answers; null for the comment, or for a reply that is not visible."
    inReplyTo: NewsroomReply
  }

  enum NewsroomCommentSort {
    NEWEST
    OLDEST
    "Equal ones newest first."
    MOST_REPLIED
  }

  type NewsroomPageInfo {
    "Where the next page starts: give it as \`after\`."
    endCursor: String
    hasNextPage: Boolean!
  }

  type NewsroomPageInfoBothWays {
    "Where the page before this one ends: give it as \`before\`."
    startCursor: String
    "Where the next page starts: give it as \`after\`."
    endCursor: String
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
  }

  type NewsroomCommentConnection {
    nodes: [NewsroomComment!]!
    pageInfo: NewsroomPageInfoBothWays!
    "Threads in this list, tombstones included."
    totalCount: Int!
  }

  type NewsroomReplyConnection {
    nodes: [NewsroomReply!]!
    pageInfo: NewsroomPageInfoBothWays!
    totalCount: Int!
  }

  type NewsroomDiscussion {
    state: NewsroomDiscussionState!
    acceptsComments: Boolean!
    "Comments and replies that can be opened."
    commentCount: Int!
    closesAt: DateTime
    lastCommentAt: DateTime
    notice: String!
    guidelinesUrl: String
    rules: NewsroomDiscussionRules!
    "Moves whenever readers can notice a change."
    revision: Int!
  }

  type NewsroomDiscussionRules {
    bodyMin: Int!
    bodyMax: Int!
    nameMax: Int!
    email: NewsroomEmailRule!
  }

  type NewsroomArticleBySlug {
    article: NewsroomArticle!
    "Where the story is now, if the slug is a former one."
    redirect: NewsroomRedirect
  }

  type NewsroomRedirect { status: Int! slug: String! }

  type NewsroomCommentCount { article: ID! count: Int! }

  enum NewsroomDiscussionState { ${DISCUSSION_STATES.join(' ')} }
  enum NewsroomModerationMode { ${MODERATION_MODES.join(' ')} }
  enum NewsroomModerationStatus { ${MODERATION_STATUSES.join(' ')} }
  enum NewsroomEmailRule { off optional required }
`;

const SUBMISSIONS = `
  input NewsroomArticleInput {
    "When it was first published elsewhere; needs the permission article.backdate."
    datePublished: DateTime
  }

  input NewsroomCommentInput {
    "documentId of the article."
    article: ID!
    "Plain text."
    body: String!
    "Who writes, in the words of a front end that may vouch for it."
    reader: NewsroomReaderInput
  }

  input NewsroomReplyInput {
    "documentId of the comment that opens the thread."
    comment: ID!
    "documentId of the reply that is answered, if it is not the comment."
    inReplyTo: ID
    "Plain text."
    body: String!
    "Who writes, in the words of a front end that may vouch for it."
    reader: NewsroomReaderInput
  }

  "Needs the permission comment.submitOnBehalf."
  input NewsroomReaderInput {
    "Of the front end's own, stable."
    id: String!
    emailVerified: Boolean
    ip: String
    userAgent: String
  }

  type NewsroomSubmitted {
    submission: NewsroomSubmission!
    "The secret that lets its author see and withdraw it. It is told once."
    receipt: String!
  }

  type NewsroomSubmission {
    type: NewsroomItemType!
    documentId: ID!
    body: String!
    authorName: String!
    postedAt: DateTime!
    editedAt: DateTime
    moderationStatus: NewsroomModerationStatus!
    reason: NewsroomReason
    article: NewsroomArticleStub
  }

  type NewsroomArticleStub { documentId: ID! slug: String headline: String }

  enum NewsroomItemType { comment reply }
  enum NewsroomReason { ${REASONS.join(' ')} }
`;

const MODERATION = `
  "At least one of them."
  input NewsroomDiscussionSettingsInput {
    state: NewsroomDiscussionState
    moderationMode: NewsroomModerationMode
    closesAt: DateTime
  }

  type NewsroomDiscussionSettings {
    state: NewsroomDiscussionState!
    moderationMode: NewsroomModerationMode!
    closesAt: DateTime
    commentCount: Int!
    revision: Int!
  }

  enum NewsroomQueueSort { OLDEST NEWEST }

  type NewsroomQueueConnection {
    nodes: [NewsroomQueueItem!]!
    pageInfo: NewsroomPageInfo!
  }

  type NewsroomQueueItem {
    type: NewsroomItemType!
    documentId: ID!
    "Give it with a decision: whoever decides on an older one is told of the conflict."
    revision: Int!
    body: String!
    authorName: String!
    moderationStatus: NewsroomModerationStatus!
    rejectionReason: NewsroomReason
    featured: Boolean!
    postedAt: DateTime!
    editedAt: DateTime
    moderatedAt: DateTime
    article: NewsroomArticleStub!
    comment: NewsroomQueuedWords
    inReplyTo: NewsroomQueuedWords
    signals: JSON!
    commenter: NewsroomQueuedCommenter
    "Newest first; only where one item is asked for."
    decisions: [NewsroomDecision!]
  }

  type NewsroomQueuedWords {
    documentId: ID!
    authorName: String!
    body: String!
    moderationStatus: NewsroomModerationStatus!
  }

  type NewsroomQueuedCommenter { approvedCount: Int! rejectedCount: Int! bannedUntil: DateTime }

  type NewsroomDecisionConnection {
    nodes: [NewsroomDecision!]!
    pageInfo: NewsroomPageInfo!
  }

  type NewsroomDecision {
    documentId: ID!
    item: NewsroomDecisionItem!
    articleId: ID!
    action: String!
    from: NewsroomModerationStatus
    to: NewsroomModerationStatus
    reason: NewsroomReason
    note: String
    evidence: JSON
    revision: Int
    actor: NewsroomActor!
    policyVersion: Int
    restores: ID
    decidedAt: DateTime!
  }

  type NewsroomDecisionItem { type: NewsroomItemType! documentId: ID! }
  type NewsroomActor { type: String! id: String name: String }

  enum NewsroomDecisionAction { ${DECISION_ACTIONS.join(' ')} }

  input NewsroomDecisionInput {
    action: NewsroomDecisionAction!
    reason: NewsroomReason
    "For other moderators; readers never see it."
    note: String
    "At most 500."
    items: [NewsroomDecisionItemInput!]!
  }

  input NewsroomDecisionItemInput {
    type: NewsroomItemType!
    documentId: ID!
    "As it was read: whoever decides on an older one is told of the conflict."
    revision: Int
  }

  type NewsroomDecisionPayload {
    results: [NewsroomDecisionResult!]!
    counts: [NewsroomOutcomeCount!]!
  }

  type NewsroomDecisionResult {
    type: NewsroomItemType!
    documentId: ID!
    revision: Int
    moderationStatus: NewsroomModerationStatus
    outcome: NewsroomOutcome!
    code: String
  }

  type NewsroomOutcomeCount { outcome: NewsroomOutcome! count: Int! }
  enum NewsroomOutcome { changed unchanged conflict not_found refused }
`;

/** @param named each root field under a name that it has in this host */
export const typeDefsOf = (named: readonly (readonly [name: string, field: RootField])[]): string =>
  [
    CONVERSATION,
    SUBMISSIONS,
    MODERATION,
    ...(['Query', 'Mutation'] as const).map(
      (type) =>
        `type ${type} {\n${named
          .filter(([, { on }]) => on === type)
          .map(([name, { signature, description }]) => `"${description}"\n${name}${signature}`)
          .join('\n')}\n}`,
    ),
  ].join('\n');
