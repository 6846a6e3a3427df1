/** What the newsroom's types promise to show and to take: whatever else appears is a question. */
const list = (text: string): string[] => text.trim().split(/\s+/);

/** The fields of what readers get. */
export const SHOWN: Record<string, string[]> = {
  NewsroomArticle: list(`
    documentId headline shortHeadline kicker slug standfirst body credits bylineOverride byline
    dateline leadImage section topics_connection topics print source language corrections updates
    seo updateType changeNote datePublished dateModified displayDate embargoUntil publishAt
    unpublishAt isAccessibleForFree wordCount readingTime createdAt updatedAt publishedAt bodyHtml
    excerpt discussion comments
  `),
  NewsroomAuthor: list(`
    documentId name slug kind jobTitle bio photo links createdAt updatedAt publishedAt
  `),
  NewsroomSection: list(`
    documentId name slug description parent moderationMode createdAt updatedAt publishedAt
  `),
  NewsroomTopic: list('documentId name slug description createdAt updatedAt publishedAt'),
  NewsroomComment: list(`
    documentId articleId moderationStatus postedAt editedAt moderatedAt replyCount featured revision
    createdAt updatedAt publishedAt body authorName tombstone article replies
  `),
  NewsroomReply: list(`
    documentId threadId articleId body authorName moderationStatus postedAt editedAt moderatedAt
    replyCount featured revision createdAt updatedAt publishedAt article comment inReplyTo
  `),
  NewsroomDiscussion: list(`
    state acceptsComments commentCount closesAt lastCommentAt notice guidelinesUrl rules revision
  `),
  NewsroomDiscussionRules: list('bodyMin bodyMax nameMax email'),
  NewsroomArticleBySlug: list('article redirect'),
  NewsroomRedirect: list('status slug'),
  NewsroomCommentCount: list('article count'),
  NewsroomArticleStub: list('documentId slug headline'),
  NewsroomSubmitted: list('submission receipt'),
  NewsroomSubmission: list(`
    type documentId body authorName postedAt editedAt moderationStatus reason article
  `),
  NewsroomPageInfo: list('endCursor hasNextPage'),
  NewsroomPageInfoBothWays: list('startCursor endCursor hasNextPage hasPreviousPage'),
  NewsroomCommentConnection: list('nodes pageInfo totalCount'),
  NewsroomReplyConnection: list('nodes pageInfo totalCount'),
  NewsroomArticleEntityResponseCollection: list('nodes pageInfo'),
  NewsroomAuthorEntityResponseCollection: list('nodes pageInfo'),
  NewsroomSectionEntityResponseCollection: list('nodes pageInfo'),
  NewsroomTopicEntityResponseCollection: list('nodes pageInfo'),
  NewsroomTopicRelationResponseCollection: list('nodes'),
  ComponentNewsroomCredit: list('author name role label'),
  ComponentNewsroomLeadImage: list('media caption credit altText'),
  ComponentNewsroomPrint: list('publication edition publishedOn section page'),
  ComponentNewsroomCorrection: list('kind text issuedAt'),
  ComponentNewsroomUpdate: list('at note'),
  ComponentNewsroomSeo: list('title description canonicalUrl noIndex image'),
  ComponentNewsroomLink: list('label url'),
  Pagination: list('total page pageSize pageCount'),
  DeleteMutationResponse: list('documentId'),
  UploadFile: list(`
    documentId name alternativeText caption focalPoint width height formats hash ext mime size url
    previewUrl provider provider_metadata createdAt updatedAt publishedAt
  `),
};

/** The fields of what moderators get. */
export const SHOWN_TO_MODERATORS: Record<string, string[]> = {
  NewsroomQueueConnection: list('nodes pageInfo'),
  NewsroomQueueItem: list(`
    type documentId revision body authorName moderationStatus rejectionReason featured postedAt
    editedAt moderatedAt article comment inReplyTo signals commenter decisions
  `),
  NewsroomQueuedWords: list('documentId authorName body moderationStatus'),
  NewsroomQueuedCommenter: list('approvedCount rejectedCount bannedUntil'),
  NewsroomDecisionConnection: list('nodes pageInfo'),
  NewsroomDecision: list(`
    documentId item articleId action from to reason note evidence revision actor policyVersion
    restores decidedAt
  `),
  NewsroomDecisionItem: list('type documentId'),
  NewsroomActor: list('type id name'),
  NewsroomDiscussionSettings: list('state moderationMode closesAt commentCount revision'),
  NewsroomDecisionPayload: list('results counts'),
  NewsroomDecisionResult: list('type documentId revision moderationStatus outcome code'),
  NewsroomOutcomeCount: list('outcome count'),
};

/** The fields of what can be sent. */
export const TAKEN: Record<string, string[]> = {
  NewsroomArticleInput: list(`
    headline shortHeadline kicker slug standfirst body credits bylineOverride dateline leadImage
    section topics print source language corrections seo updateType changeNote displayDate
    embargoUntil publishAt unpublishAt isAccessibleForFree internalNote externalId datePublished
  `),
  NewsroomAuthorInput: list('name slug kind jobTitle bio photo links email externalId'),
  NewsroomSectionInput: list('name slug description parent moderationMode externalId'),
  NewsroomTopicInput: list('name slug description externalId'),
  NewsroomCommentInput: list('body authorName authorEmail article reader'),
  NewsroomReplyInput: list('comment inReplyTo body authorName authorEmail reader'),
  NewsroomReaderInput: list('id emailVerified ip userAgent'),
  NewsroomDiscussionSettingsInput: list('state moderationMode closesAt'),
  NewsroomDecisionInput: list('action reason note items'),
  NewsroomDecisionItemInput: list('type documentId revision'),
  ComponentNewsroomCreditInput: list('author name role'),
  ComponentNewsroomLeadImageInput: list('media caption credit altText'),
  ComponentNewsroomPrintInput: list('publication edition publishedOn section page'),
  ComponentNewsroomCorrectionInput: list('kind text'),
  ComponentNewsroomSeoInput: list('title description canonicalUrl noIndex image'),
  ComponentNewsroomLinkInput: list('label url'),
  PaginationArg: list('page pageSize start limit'),
};

/** Names that no public type and no filter may have, wherever it stands. */
export const NEVER_SHOWN = list(`
  id createdBy updatedBy localizations locale internalNote externalId email authorEmail listed
  commenter signals ipHash userAgent rejectionReason receiptHash identityKey related folder
  folderPath password
`);

/** Names that no input of readers or editors may have. */
export const NEVER_TAKEN = list(`
  documentId createdAt updatedAt publishedAt createdBy updatedBy locale localizations articleId
  threadId moderationStatus postedAt editedAt moderatedAt replyCount featured revision listed
  commenter signals ipHash rejectionReason receiptHash byline wordCount readingTime dateModified
  updates issuedAt discussion comments
`);

/** Types of the machinery that have no type in GraphQL, whatever hangs on them. */
export const MACHINERY = /commenter(?!$)|slugalias|policy|lock|outbox/i;

/** Arguments, as they are declared; every one of them has its values in the probes. */
export const ARGUMENTS = new Set([
  ...['documentId: ID!', 'article: ID', 'article: ID!', 'articles: [ID!]!', 'slug: String!'],
  ...['receipt: String!', 'type: NewsroomItemType!', 'first: Int', 'after: String'],
  ...['before: String', 'around: ID'],
  ...['pagination: PaginationArg', 'sort: [String]', 'sort: NewsroomCommentSort'],
  ...['sort: NewsroomQueueSort', 'status: PublicationStatus', 'status: NewsroomModerationStatus'],
  ...['hasPublishedVersion: Boolean', 'publicationFilter: PublicationFilter'],
]);

/** The arguments that a type of the schema's own makes: filters and data. */
export const ARGUMENT_OF_TYPE = /^filters: \w+FiltersInput$|^data: \w+Input!$/;
