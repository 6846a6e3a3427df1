/** The root fields: what each takes and answers, who may ask, and which operation it stands for. */
import { newsroomError } from '../errors';
import { commentCounts, configure, findThread } from '../api/conversation';
import { decideItems, logPage, queueItem, queuePage } from '../api/moderation';
import { operationsOf, type GeneratedType } from '../api/operations';
import { presentArticleStub, presentDiscussionSettings, presentSubmitted } from '../api/presenters';
import { storyFor } from '../api/story';
import { findSubmission, withdrawSubmission } from '../api/submissions';
import { headlinesOf } from '../moderation/queue';
import { UID, type ItemType } from '../names';
import { commentNode } from './conversation';
import { toStrapiFilters, type Nested } from './related';
import type { GraphqlRequest } from './request';

export interface RootField {
  on: 'Query' | 'Mutation';
  /** Its name under Strapi's rule for a plugin's types; `plain` is the one without the plugin's. */
  name: string;
  plain: string;
  /** Arguments and type in GraphQL's schema language. */
  signature: string;
  description: string;
  /** The permission it needs, the same as in REST. */
  action: string;
  resolve: (request: GraphqlRequest, args: never) => unknown;
}

interface ListArgs extends Nested {
  status?: 'draft' | 'published';
  hasPublishedVersion?: boolean | null;
  publicationFilter?: string | null;
}

interface OneArgs extends Omit<ListArgs, keyof Nested> {
  documentId: string;
}

interface WriteArgs {
  documentId?: string;
  data: object;
  status?: 'draft' | 'published';
}

const upper = (word: string): string => word[0]!.toUpperCase() + word.slice(1);

const queryOf = (
  { strapi }: GraphqlRequest,
  uid: string,
  { filters, sort, pagination, ...publication }: ListArgs,
  withCount: boolean,
): object => ({
  ...publicationOf(publication),
  ...(filters && { filters: toStrapiFilters(strapi, filters, uid) }),
  ...(sort && sort.length > 0 && { sort }),
  pagination: { ...pagination, withCount },
});

/** What is asked for as it is by default is left out: only articles have drafts. */
const publicationOf = (asked: Omit<ListArgs, keyof Nested>): object =>
  Object.fromEntries(
    Object.entries(asked).filter(
      ([key, value]) => value !== null && value !== undefined && !isDefault(key, value),
    ),
  );

const isDefault = (key: string, value: unknown): boolean =>
  key === 'status' && value === 'published';

const DRAFTS =
  'status: PublicationStatus = PUBLISHED, hasPublishedVersion: Boolean, publicationFilter: PublicationFilter';
const PAGED = 'pagination: PaginationArg = {}, sort: [String] = []';

/** The fields that Strapi generates for a type, with the same names and arguments. */
function generated(type: GeneratedType, plural: string): RootField[] {
  const name = `Newsroom${upper(type)}`;
  const uid = UID[type];
  const drafts = type === 'article';
  const publication = drafts ? `, ${DRAFTS}` : '';
  const list = `(filters: ${name}FiltersInput, ${PAGED}${publication})`;
  const operations = ({ strapi }: GraphqlRequest) => operationsOf(strapi)[type];
  const find = (request: GraphqlRequest, args: ListArgs, withCount: boolean) =>
    operations(request).find(request.caller, queryOf(request, uid, args, withCount));
  const status = drafts ? ', status: PublicationStatus = PUBLISHED' : '';
  return [
    {
      on: 'Query',
      name: `newsroom${upper(plural)}`,
      plain: plural,
      signature: `${list}: [${name}]!`,
      description: `The ${plural} that the caller may read.`,
      action: `${uid}.find`,
      resolve: async (request, args: ListArgs) => (await find(request, args, false)).entries,
    },
    {
      on: 'Query',
      name: `newsroom${upper(plural)}_connection`,
      plain: `${plural}_connection`,
      signature: `${list}: ${name}EntityResponseCollection`,
      description: `The ${plural} that the caller may read, and how many there are.`,
      action: `${uid}.find`,
      async resolve(request, args: ListArgs) {
        const { entries, pagination } = await find(request, args, true);
        return { nodes: entries, pageInfo: inPages(pagination) };
      },
    },
    {
      on: 'Query',
      name: `newsroom${upper(type)}`,
      plain: type,
      signature: `(documentId: ID!${publication}): ${name}`,
      description: `One of the ${plural}.`,
      action: `${uid}.findOne`,
      resolve: (request, { documentId, ...publication }: OneArgs) =>
        operations(request).findOne(request.caller, documentId, publicationOf(publication)),
    },
    {
      on: 'Mutation',
      name: `createNewsroom${upper(type)}`,
      plain: `create${upper(type)}`,
      signature: `(data: ${name}Input!${status}): ${name}`,
      description: `Creates one of the ${plural}${drafts ? ', published at once unless its status is DRAFT' : ''}.`,
      action: `${uid}.create`,
      resolve: (request, { data, status }: WriteArgs) =>
        operations(request).create(request.caller, publicationOf({ status }), { data }),
    },
    {
      on: 'Mutation',
      name: `updateNewsroom${upper(type)}`,
      plain: `update${upper(type)}`,
      signature: `(documentId: ID!, data: ${name}Input!${status}): ${name}`,
      description: `Changes one of the ${plural}; what is not given stays as it is.`,
      action: `${uid}.update`,
      resolve: (request, { documentId, data, status }: WriteArgs) =>
        operations(request).update(request.caller, documentId, publicationOf({ status }), { data }),
    },
    {
      on: 'Mutation',
      name: `deleteNewsroom${upper(type)}`,
      plain: `delete${upper(type)}`,
      signature: `(documentId: ID!): DeleteMutationResponse`,
      description: `Deletes one of the ${plural}.`,
      action: `${uid}.delete`,
      async resolve(request, { documentId }: OneArgs) {
        await operations(request).delete(request.caller, documentId, {});
        return { documentId };
      },
    },
  ];
}

interface Pagination {
  total?: number;
  page?: number;
  pageSize?: number;
  start?: number;
  limit?: number;
}

/** Strapi's GraphQL tells pages, also to who asks by offset. */
function inPages({ total = 0, page, pageSize, start = 0, limit = 25 }: Pagination) {
  const size = pageSize ?? limit;
  return {
    total,
    page: page ?? Math.floor(start / size) + 1,
    pageSize: size,
    pageCount: Math.ceil(total / size),
  };
}

/** Comments and replies that anybody can open, and a reader's submission. */
function items(type: ItemType, plural: string): RootField[] {
  const name = `Newsroom${upper(type)}`;
  const uid = UID[type];
  const operations = ({ strapi }: GraphqlRequest) => operationsOf(strapi)[type];
  return [
    {
      on: 'Query',
      name: `newsroom${upper(plural)}`,
      plain: plural,
      signature: `(filters: ${name}FiltersInput, ${PAGED}): [${name}]!`,
      description: `The visible ${plural} of all discussions, newest first.`,
      action: `${uid}.find`,
      async resolve(request, args: ListArgs) {
        const query = queryOf(request, uid, args, false);
        return (await operations(request).find(request.caller, query)).items;
      },
    },
    {
      on: 'Query',
      name: `newsroom${upper(type)}`,
      plain: type,
      signature: `(documentId: ID!): ${name}`,
      description: `One of the visible ${plural}.`,
      action: `${uid}.findOne`,
      resolve: (request, { documentId }: OneArgs) =>
        operations(request).findOne(request.caller, documentId, {}),
    },
    {
      on: 'Mutation',
      name: `createNewsroom${upper(type)}`,
      plain: `create${upper(type)}`,
      signature: `(data: ${name}Input!): NewsroomSubmitted!`,
      description: `Submits a ${type}; it is moderated before or after readers see it.`,
      action: `${uid}.create`,
      async resolve(request, { data }: WriteArgs) {
        const submitted = await operations(request).submit(request.caller, { data });
        const { data: told, meta } = presentSubmitted(submitted);
        const { articleId } = submitted.item;
        const stories = await headlinesOf(request.strapi, [articleId], { publicOnly: true });
        const submission = {
          ...{ type, editedAt: null, reason: null, ...told },
          article: presentArticleStub(stories.get(articleId)),
        };
        return { submission, receipt: meta.receipt };
      },
    },
  ];
}

interface QueueArgs {
  status?: string;
  article?: string | null;
  sort?: string;
  first?: number;
  after?: string | null;
}

const given = (args: object): object =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));

const action = (name: string): string => `plugin::newsroom.${name}`;

const own: RootField[] = [
  {
    on: 'Query',
    name: 'newsroomArticleBySlug',
    plain: 'articleBySlug',
    signature: '(slug: String!, status: PublicationStatus = PUBLISHED): NewsroomArticleBySlug',
    description:
      'A story by its slug, or by a former one, which says where it is now. Its draft is for those who may preview.',
    action: action('article.findOne'),
    resolve: ({ strapi, caller }, { slug, ...query }: { slug: string; status?: string | null }) =>
      storyFor(strapi, caller, slug, publicationOf(query as Omit<ListArgs, keyof Nested>)),
  },
  {
    on: 'Query',
    name: 'newsroomThread',
    plain: 'thread',
    signature: '(documentId: ID!): NewsroomComment',
    description:
      'The comment that opens a thread, also a tombstone: where more of its replies are read.',
    action: action('comment.findOne'),
    resolve: async ({ strapi }, { documentId }: OneArgs) =>
      commentNode(await findThread(strapi, documentId)),
  },
  {
    on: 'Query',
    name: 'newsroomCommentCounts',
    plain: 'commentCounts',
    signature: '(articles: [ID!]!): [NewsroomCommentCount!]!',
    description: 'How many comments and replies can be read under up to 200 articles.',
    action: action('comment.find'),
    async resolve({ strapi }, { articles }: { articles: string[] }) {
      if (articles.length === 0) return [];
      const counts = await commentCounts(strapi, { articles: articles.join(',') });
      return Object.entries(counts).map(([article, count]) => ({ article, count }));
    },
  },
  {
    on: 'Query',
    name: 'newsroomSubmission',
    plain: 'submission',
    signature: '(receipt: String!): NewsroomSubmission',
    description: 'What a reader submitted, by the receipt of it.',
    action: action('submission.findOne'),
    resolve: ({ strapi }, { receipt }: { receipt: string }) => findSubmission(strapi, receipt),
  },
  {
    on: 'Mutation',
    name: 'withdrawNewsroomSubmission',
    plain: 'withdrawSubmission',
    signature: '(receipt: String!): NewsroomSubmission',
    description: 'Takes back what a reader submitted; again is no error.',
    action: action('submission.withdraw'),
    resolve: ({ strapi }, { receipt }: { receipt: string }) => withdrawSubmission(strapi, receipt),
  },
  {
    on: 'Mutation',
    name: 'configureNewsroomDiscussion',
    plain: 'configureDiscussion',
    signature:
      '(article: ID!, data: NewsroomDiscussionSettingsInput!): NewsroomDiscussionSettings!',
    description: 'Opens, closes or hides a discussion at once, without publishing its article.',
    action: action('discussion.configure'),
    resolve: async ({ strapi }, { article, data }: { article: string; data: object }) =>
      presentDiscussionSettings(await configure(strapi, article, { data })),
  },
  {
    on: 'Query',
    name: 'newsroomModerationQueue',
    plain: 'moderationQueue',
    signature:
      '(status: NewsroomModerationStatus = pending, article: ID, sort: NewsroomQueueSort = OLDEST, first: Int = 20, after: String): NewsroomQueueConnection!',
    description: 'Comments and replies of one status, in one queue.',
    action: action('queue.read'),
    async resolve({ strapi }, { first, after, ...query }: QueueArgs) {
      const page = await queuePage(strapi, given({ ...query, limit: first, cursor: after })).catch(
        inTermsOf({ limit: 'first', cursor: 'after' }),
      );
      const { items, nextCursor } = page;
      return {
        nodes: items,
        pageInfo: { endCursor: nextCursor, hasNextPage: nextCursor !== null },
      };
    },
  },
  {
    on: 'Query',
    name: 'newsroomModerationItem',
    plain: 'moderationItem',
    signature: '(type: NewsroomItemType!, documentId: ID!): NewsroomQueueItem',
    description: 'One comment or reply, whatever its status, with the decisions on it.',
    action: action('queue.read'),
    async resolve({ strapi }, { type, documentId }: { type: string; documentId: string }) {
      return queueItem(strapi, type, documentId);
    },
  },
  {
    on: 'Query',
    name: 'newsroomDecisions',
    plain: 'decisions',
    signature: '(first: Int = 100, after: String): NewsroomDecisionConnection!',
    description:
      'The log of decisions. Keep endCursor and ask again with it: nothing is missed, and nothing told twice.',
    action: action('decisions.read'),
    async resolve({ strapi }, { first, after }: QueueArgs) {
      const { decisions, limit, nextCursor } = await logPage(
        strapi,
        given({ limit: first, after }),
      ).catch(inTermsOf({ limit: 'first' }));
      return {
        nodes: decisions,
        pageInfo: { endCursor: nextCursor, hasNextPage: decisions.length === limit },
      };
    },
  },
  {
    on: 'Mutation',
    name: 'decideNewsroomItems',
    plain: 'decideItems',
    signature: '(data: NewsroomDecisionInput!): NewsroomDecisionPayload!',
    description: 'Decides on up to 500 comments and replies, each by itself.',
    action: action('moderation.decide'),
    async resolve({ strapi }, { data }: { data: object }) {
      const { results, counts } = await decideItems(strapi, { data });
      return {
        results,
        counts: Object.entries(counts).map(([outcome, count]) => ({ outcome, count })),
      };
    },
  },
];

/** Names an argument as the caller wrote it. */
const inTermsOf =
  (names: Record<string, string>) =>
  (error: unknown): never => {
    const { errors } =
      (error as { details?: { errors?: { code: never; path: (string | number)[] }[] } }).details ??
      {};
    const [first] = errors ?? [];
    const name = first && names[String(first.path[0])];
    throw name ? newsroomError({ ...first, path: [name] }) : (error as Error);
  };

export const rootFields: RootField[] = [
  ...generated('article', 'articles'),
  ...generated('author', 'authors'),
  ...generated('section', 'sections'),
  ...generated('topic', 'topics'),
  ...items('comment', 'comments'),
  ...items('reply', 'replies'),
  ...own,
];
