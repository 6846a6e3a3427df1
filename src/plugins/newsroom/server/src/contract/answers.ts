/**
 * What each route answers, as data: the source of the OpenAPI description. The presenters make these
 * answers; tests hold what they make to what stands here.
 */
import Joi from 'joi';
import { ERROR_CODES } from '../errors';
import {
  DISCUSSION_STATES,
  MODERATION_MODES,
  MODERATION_STATUSES,
  REASONS,
  UID,
  type ItemType,
} from '../names';
import type { Strapi } from '../strapi';
import { componentDefinitions, entryLink, entryOf } from './entries';

const id = (): Joi.StringSchema => Joi.string();
const words = (): Joi.StringSchema => Joi.string().allow('');
const moment = (): Joi.StringSchema => Joi.string().isoDate();
const count = (): Joi.NumberSchema => Joi.number().integer().min(0);
const oneOf = (values: readonly string[]): Joi.StringSchema => Joi.string().valid(...values);

/** Every key is there, whether or not it holds something. Joi's JSON Schema knows no `presence`. */
const whole = (keys: Record<string, Joi.Schema>): Joi.ObjectSchema =>
  Joi.object(
    Object.fromEntries(Object.entries(keys).map(([name, schema]) => [name, schema.required()])),
  );
const list = (item: Joi.Schema): Joi.ArraySchema => Joi.array().items(item);

const articleStub = whole({
  documentId: id(),
  slug: id().allow(null),
  headline: words().allow(null),
});

const named = { documentId: id(), name: words(), slug: id().allow(null) };

const media = whole({
  documentId: id(),
  url: id(),
  mime: id().allow(null),
  width: count().allow(null),
  height: count().allow(null),
  formats: Joi.object().unknown(true).allow(null),
  alternativeText: words().allow(null),
});

export const discussionSummary = whole({
  state: oneOf(DISCUSSION_STATES),
  commentCount: count(),
  closesAt: moment().allow(null),
  lastCommentAt: moment().allow(null),
});

const discussionMeta = whole({
  state: oneOf(DISCUSSION_STATES),
  acceptsComments: Joi.boolean(),
  commentCount: count(),
  closesAt: moment().allow(null),
  notice: words(),
  guidelinesUrl: id().allow(null),
  rules: whole({
    bodyMin: count(),
    bodyMax: count(),
    nameMax: count(),
    email: oneOf(['off', 'optional', 'required']),
  }),
  revision: count(),
});

const discussionSettings = whole({
  state: oneOf(DISCUSSION_STATES),
  moderationMode: oneOf(MODERATION_MODES),
  closesAt: moment().allow(null),
  commentCount: count(),
  revision: count(),
});

const reply = whole({
  documentId: id(),
  body: words(),
  authorName: words(),
  postedAt: moment(),
  editedAt: moment().allow(null),
  featured: Joi.boolean(),
  replyCount: count(),
  tombstone: Joi.boolean(),
  inReplyTo: whole({ documentId: id(), authorName: words() }).allow(null),
});

const thread = whole({
  documentId: id(),
  body: words().allow(null),
  authorName: words().allow(null),
  postedAt: moment(),
  editedAt: moment().allow(null),
  featured: Joi.boolean(),
  replyCount: count(),
  tombstone: Joi.boolean(),
  replies: list(Joi.link('#NewsroomThreadReply')),
});

/** What answers hold more than once, by the name that it has in the specification. */
const definitions: readonly Joi.Schema[] = [
  reply.id('NewsroomThreadReply'),
  thread.id('NewsroomThread'),
  articleStub.id('NewsroomArticleStub'),
  media.id('NewsroomMedia'),
];

const stubOrNull = Joi.link('#NewsroomArticleStub').allow(null);
const mediaOrNull = Joi.link('#NewsroomMedia').allow(null);

const cursors = { nextCursor: id().allow(null), prevCursor: id().allow(null) };
const pageOf = (item: string, meta: Record<string, Joi.Schema> = {}): Joi.ObjectSchema =>
  whole({
    data: list(Joi.link(item)),
    meta: whole({ ...meta, pagination: whole({ limit: count(), total: count(), ...cursors }) }),
  });

const threads = pageOf('#NewsroomThread', { discussion: discussionMeta });
const replies = pageOf('#NewsroomThreadReply');

const storyKeys = {
  documentId: id(),
  headline: words(),
  shortHeadline: words().allow(null),
  kicker: words().allow(null),
  slug: id(),
  standfirst: words().allow(null),
  byline: words(),
  dateline: words().allow(null),
  source: words().allow(null),
  language: id().allow(null),
  wordCount: count(),
  readingTime: count().description('Minutes.'),
  isAccessibleForFree: Joi.boolean().allow(null),
  displayDate: moment(),
  datePublished: moment(),
  dateModified: moment().allow(null),
  publishedAt: moment(),
  credits: list(
    whole({
      name: words().allow(null),
      role: id().allow(null),
      label: words().allow(null),
      author: whole({
        ...named,
        kind: oneOf(['person', 'organization']).allow(null),
        jobTitle: words().allow(null),
        photo: mediaOrNull,
      }).allow(null),
    }),
  ),
  leadImage: whole({
    caption: words().allow(null),
    credit: words().allow(null),
    altText: words().allow(null),
    media: Joi.link('#NewsroomMedia'),
  }).allow(null),
  section: whole({ ...named, parent: whole(named).allow(null) }).allow(null),
  topics: list(whole(named)),
  print: whole({
    publication: words().allow(null),
    edition: words().allow(null),
    publishedOn: id().allow(null),
    section: words().allow(null),
    page: words().allow(null),
  }).allow(null),
  body: list(Joi.object().unknown(true)),
  bodyHtml: words(),
  excerpt: words(),
  corrections: list(
    whole({
      kind: oneOf(['correction', 'clarification']).allow(null),
      text: words(),
      issuedAt: moment().allow(null),
    }),
  ),
  updates: list(whole({ at: moment().allow(null), note: words().allow(null) })),
  seo: whole({
    title: words().allow(null),
    description: words().allow(null),
    canonicalUrl: id().allow(null),
    noIndex: Joi.boolean().allow(null),
    image: mediaOrNull,
  }).allow(null),
  discussion: discussionSummary,
};

/** What a draft may be without, and is `publishedAt` without. */
const draftKeys = {
  headline: words().allow(null),
  slug: id().allow(null),
  byline: words().allow(null),
  datePublished: moment().allow(null),
  publishedAt: Joi.any().valid(null),
};

const story = whole({
  data: Joi.alternatives(
    Joi.link('#NewsroomStory'),
    Joi.link('#NewsroomStoryPreview').description('With `status=draft`.'),
  ),
  meta: Joi.object({ redirect: whole({ status: Joi.number().valid(301), slug: id() }) }),
});

const stories = [
  whole(storyKeys).id('NewsroomStory'),
  whole({ ...storyKeys, ...draftKeys }).id('NewsroomStoryPreview'),
];

const submitted = whole({
  data: whole({
    documentId: id(),
    body: words(),
    authorName: words(),
    postedAt: moment(),
    moderationStatus: oneOf(['approved', 'pending']),
  }),
  meta: whole({
    receipt: id().description('The secret that lets its author see it and take it back.'),
  }),
});

const submission = whole({
  data: whole({
    type: oneOf(['comment', 'reply']),
    documentId: id(),
    body: words(),
    authorName: words(),
    postedAt: moment(),
    editedAt: moment().allow(null),
    moderationStatus: oneOf(MODERATION_STATUSES),
    reason: oneOf(REASONS).allow(null),
    article: stubOrNull,
  }),
});

const commentCounts = whole({
  data: Joi.object().pattern(Joi.string(), count()).description('Counts by article.'),
});

const quoted = whole({
  documentId: id(),
  authorName: words(),
  body: words(),
  moderationStatus: oneOf(MODERATION_STATUSES),
});

const queued = {
  type: oneOf(['comment', 'reply']),
  documentId: id(),
  revision: count().description('Give it with a decision; an older one is a conflict.'),
  body: words(),
  authorName: words(),
  moderationStatus: oneOf(MODERATION_STATUSES),
  rejectionReason: oneOf(REASONS).allow(null),
  featured: Joi.boolean(),
  postedAt: moment(),
  editedAt: moment().allow(null),
  moderatedAt: moment().allow(null),
  article: Joi.link('#NewsroomArticleStub'),
  comment: quoted.allow(null),
  inReplyTo: quoted.allow(null),
  signals: list(Joi.object().unknown(true)),
  commenter: whole({
    approvedCount: count(),
    rejectedCount: count(),
    bannedUntil: moment().allow(null),
  }).allow(null),
};

const decision = whole({
  documentId: id(),
  item: whole({ type: oneOf(['comment', 'reply']), documentId: id() }),
  articleId: id(),
  action: id(),
  from: oneOf(MODERATION_STATUSES),
  to: oneOf(MODERATION_STATUSES),
  reason: oneOf(REASONS).allow(null),
  note: words().allow(null),
  evidence: Joi.any(),
  revision: count(),
  actor: whole({
    type: oneOf(['administrator', 'token', 'commenter', 'policy', 'site']),
    id: id().allow(null),
    name: words().allow(null),
  }),
  policyVersion: count().allow(null),
  restores: id().allow(null),
  decidedAt: moment(),
});

const forward = whole({ limit: count(), nextCursor: id().allow(null) });

const OUTCOMES = ['changed', 'unchanged', 'conflict', 'not_found', 'refused'];
const decided = whole({
  data: list(
    Joi.object({
      type: oneOf(['comment', 'reply']).required(),
      documentId: id().required(),
      revision: count(),
      moderationStatus: oneOf(MODERATION_STATUSES).allow(null).required(),
      outcome: oneOf(OUTCOMES).required(),
      code: id(),
    }),
  ),
  meta: whole({ counts: Joi.object().pattern(oneOf(OUTCOMES), count()) }),
});

/** A list or one of a generated type; `fields` and `populate` say what of it is there. */
const paged = (item: Joi.Schema): Joi.ObjectSchema =>
  whole({
    data: list(item),
    meta: whole({
      pagination: Joi.object({
        page: count(),
        pageSize: count(),
        pageCount: count(),
        start: count(),
        limit: count(),
        total: count(),
      }),
    }),
  });
const single = (item: Joi.Schema): Joi.ObjectSchema => whole({ data: item, meta: Joi.object({}) });

/** What stands in place of an answer of 400 and above. */
const error = whole({
  data: Joi.any().valid(null),
  error: whole({
    status: count(),
    name: id(),
    message: words(),
    details: whole({
      code: oneOf(ERROR_CODES),
      errors: list(
        whole({
          path: list(Joi.alternatives(words(), count())),
          code: oneOf(ERROR_CODES),
          params: Joi.object().unknown(true),
        }),
      ),
    }),
  }),
}).id('NewsroomError');

export interface Answers {
  /** What several answers hold, by name. */
  definitions: readonly Joi.Schema[];
  /** A page of a generated type, and one of it. */
  list: (uid: string) => Joi.ObjectSchema;
  one: (uid: string) => Joi.ObjectSchema;
  own: typeof OWN;
}

const OWN = {
  story,
  threads,
  replies,
  commentCounts,
  discussionSettings: whole({ data: discussionSettings }),
  submitted,
  submission,
  queue: whole({ data: list(whole(queued)), meta: whole({ pagination: forward }) }),
  queueItem: whole({ data: whole({ ...queued, decisions: list(decision) }) }),
  decisions: whole({ data: list(decision), meta: whole({ pagination: forward }) }),
  decided,
};

/** The answers of this application: its types may have more fields than the plugin's. */
export function answersOf(strapi: Strapi): Answers {
  const types = ['author', 'section', 'topic'] as const;
  const items: ItemType[] = ['comment', 'reply'];
  const ofTypes = [
    entryOf(strapi, UID.article, { discussion: discussionSummary }),
    ...types.map((type) => entryOf(strapi, UID[type])),
    ...items.map((type) => entryOf(strapi, UID[type], { article: stubOrNull })),
  ];
  return {
    definitions: [...definitions, ...stories, error, ...ofTypes, ...componentDefinitions(strapi)],
    list: (uid) => paged(entryLink(uid)),
    one: (uid) => single(entryLink(uid)),
    own: OWN,
  };
}
