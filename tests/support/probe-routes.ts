/** Every reading route of the plugin, with what is asked of it. */
import type { App } from './app';
import { UID } from './newsroom';
import type { Caller } from './probe-callers';
import type { Allowed } from './probe-checks';
import { draftSlug, oneOfEachKind, type Audience, type Planted } from './probe-plant';
import { FEW, listProbes, oneProbes, PAGE, QUEUE, type Kind, type Probe } from './probe-queries';

interface ReadingRoute {
  /** The permission that opens it. */
  action: string;
  /** Paths to what its callers can open … */
  open: string[];
  probes: Probe[];
  /** … and to what they cannot, which must look like `absent`. */
  closed?: string[];
  malformed?: string[];
  absent?: string;
  allowed?: Allowed;
}

const ARTICLES: Kind = { populate: true, search: true, drafts: true, isFirst: true };
const NAMED: Kind = { populate: true, search: true, drafts: false, isFirst: false };
const COMMENTS: Kind = { populate: false, search: false, drafts: false, isFirst: true };
const REPLIES: Kind = { ...COMMENTS, isFirst: false };

/** The shape of a documentId, and of none. */
export const NOBODY = 'a1b2c3d4e5f6g7h8i9j0k1l2';
const ODD = [
  '1',
  '0',
  '-1',
  '%00',
  '%ff',
  '%2e%2e',
  '*',
  "'",
  '%25',
  'x'.repeat(300),
  '%20',
  'null',
];

const MODERATORS: Audience[] = ['words', 'signals', 'draft'];

export function readingRoutes(app: App, planted: Planted): Record<string, ReadingRoute> {
  const { stories, closedStories, comments, replies, submitted } = planted;
  const { plain, edited, closed, hidden } = stories;
  const unseen = oneOfEachKind(comments.filter(({ shown }) => shown === 'nothing'));
  const tombstone = comments.find(({ shown }) => shown === 'tombstone')!.documentId;
  const comment = comments.find(({ shown }) => shown === 'itself')!.documentId;
  const reply = replies.find(({ shown }) => shown === 'itself')!.documentId;
  const pending = unseen[0]!;
  const neverPublicSlugs = ['edited', 'draft', 'embargoed', 'held', 'unpublished', 'deleted']
    .map(draftSlug)
    .concat(stories.held.slug);

  const generated = (
    type: 'article' | 'author' | 'section' | 'topic' | 'comment' | 'reply',
    kind: Kind,
    open: string,
    closedIds: string[],
  ): Record<string, ReadingRoute> => {
    const path = type === 'reply' ? '/replies' : `/${type}s`;
    return {
      [path]: { action: `${type}.find`, open: [path], probes: listProbes(app, UID[type], kind) },
      [`${path}/:documentId`]: {
        action: `${type}.findOne`,
        open: [`${path}/${open}`],
        probes: oneProbes(app, UID[type], kind),
        closed: closedIds.map((id) => `${path}/${id}`),
        malformed: ODD.map((id) => `${path}/${id}`),
        absent: `${path}/${NOBODY}`,
      },
    };
  };
  const page = { keys: ['inReplyTo', 'meta.discussion.rules.email'] };

  return {
    ...generated('article', ARTICLES, edited.documentId, idsOf(closedStories)),
    ...generated('author', NAMED, planted.author, [plain.documentId]),
    ...generated('section', NAMED, planted.section, [planted.topic]),
    ...generated('topic', NAMED, planted.topic, [planted.section]),
    ...generated('comment', COMMENTS, comment, [...unseen, tombstone, reply]),
    ...generated('reply', REPLIES, reply, [
      ...oneOfEachKind(replies.filter(({ shown }) => shown === 'nothing')),
      comment,
    ]),
    '/articles/by-slug/:slug': {
      action: 'article.findOne',
      open: [`/articles/by-slug/${edited.slug}`],
      probes: PAGE,
      closed: [...neverPublicSlugs, edited.slug.toUpperCase(), plain.documentId].map(
        (slug) => `/articles/by-slug/${slug}`,
      ),
      absent: `/articles/by-slug/${NOBODY}`,
    },
    '/articles/by-slug/:slug/comments': {
      action: 'comment.find',
      open: [`/articles/by-slug/${plain.slug}/comments`],
      probes: PAGE,
      closed: neverPublicSlugs.map((slug) => `/articles/by-slug/${slug}/comments`),
      absent: `/articles/by-slug/${NOBODY}/comments`,
      allowed: page,
    },
    '/articles/:documentId/comments': {
      action: 'comment.find',
      open: idsOf([plain, closed, hidden]).map((id) => `/articles/${id}/comments`),
      probes: [
        ...PAGE,
        ...[tombstone, pending, comment, reply].map((id): Probe => ({ query: `around=${id}` })),
      ],
      closed: idsOf(closedStories).map((id) => `/articles/${id}/comments`),
      malformed: ODD.map((id) => `/articles/${id}/comments`),
      absent: `/articles/${NOBODY}/comments`,
      allowed: page,
    },
    '/comments/:documentId/replies': {
      action: 'reply.find',
      open: [comment, tombstone].map((id) => `/comments/${id}/replies`),
      probes: PAGE,
      closed: [...unseen, reply].map((id) => `/comments/${id}/replies`),
      malformed: ODD.map((id) => `/comments/${id}/replies`),
      absent: `/comments/${NOBODY}/replies`,
      allowed: page,
    },
    '/comment-counts': {
      action: 'comment.find',
      open: ['/comment-counts'],
      probes: [
        ...PAGE,
        ...[
          ...[[...idsOf(Object.values(stories)), NOBODY].join(','), '__proto__,constructor', ',,,'],
          ...[`${plain.documentId},`.repeat(201), '%00', 'x'.repeat(10_000), '', "'", '1,2'],
        ].map((ids): Probe => ({ query: `articles=${ids}` })),
        { query: `articles[]=${plain.documentId}`, expect: 'refused' },
        { query: `articles=${plain.documentId}&articles=x`, expect: 'refused' },
        { query: `articles=${'x,'.repeat(100)}${numbered(201)}`, expect: 'refused' },
      ],
      // It says again which articles it was asked for.
      allowed: { audiences: ['draft'] },
    },
    '/submissions/:receipt': {
      action: 'submission.findOne',
      open: submitted.map(({ receipt }) => `/submissions/${receipt}`),
      probes: PAGE,
      closed: [submitted[0]!.documentId, '0'.repeat(43), 'null', '%00', '%ff', "'"].map(
        (receipt) => `/submissions/${receipt}`,
      ),
      absent: `/submissions/${NOBODY}`,
      allowed: { audiences: ['words'] },
    },
    '/moderation/queue': {
      action: 'queue.read',
      open: ['/moderation/queue'],
      probes: [
        ...QUEUE,
        ...idsOf([plain, stories.draft]).map((id): Probe => ({
          query: `article=${id}`,
          expect: 'answered',
        })),
      ],
      allowed: {
        audiences: MODERATORS,
        keys: ['comment', 'inReplyTo', 'signals', 'commenter', 'rejectionReason'],
      },
    },
    '/moderation/items/:type/:documentId': {
      action: 'queue.read',
      open: [...[pending, comment].map((id) => `comment/${id}`), `reply/${reply}`].map(
        (item) => `/moderation/items/${item}`,
      ),
      probes: PAGE,
      closed: [`comment/${reply}`, 'comment/%00', `comment/${plain.documentId}`].map(
        (item) => `/moderation/items/${item}`,
      ),
      absent: `/moderation/items/comment/${NOBODY}`,
      allowed: {
        audiences: MODERATORS,
        keys: [
          ...['comment', 'inReplyTo', 'signals', 'commenter', 'rejectionReason'],
          'data.decisions.actor.id',
        ],
      },
    },
    '/moderation/decisions': {
      action: 'decisions.read',
      open: ['/moderation/decisions'],
      probes: QUEUE,
      allowed: { audiences: MODERATORS, keys: ['data.actor.id'] },
    },
  };
}

const idsOf = (documents: { documentId: string }[]): string[] =>
  documents.map(({ documentId }) => documentId);

const numbered = (count: number): string => Array.from({ length: count }, (_, n) => n).join(',');

export interface Case {
  path: string;
  query: string;
  /** The status it must have, where it is known beforehand. */
  status?: number;
  allowed: Allowed;
  /** The path whose answer it must equal. */
  sameAs?: string;
}

/**
 * What one caller asks. With `share`, only the `share`th of so many parts of the queries that
 * nobody's permissions matter to.
 */
export function casesOf(
  caller: Caller,
  routes: Record<string, ReadingRoute>,
  share?: { part: number; of: number },
): Case[] {
  const isTheirs = ({ forEverybody }: Probe, index: number) =>
    !share || forEverybody || index % share.of === share.part;
  return Object.values(routes).flatMap((route): Case[] => {
    const { action, open, closed = [], malformed = [], absent = '', probes, allowed = {} } = route;
    if (!caller.may(action)) return [...open, ...closed].flatMap(deniedCases);
    const [main, ...others] = open;
    const unseen = (path: string, query: string): Case => ({
      path,
      query,
      allowed: {},
      sameAs: absent,
    });
    return [
      ...probes.filter(isTheirs).map((probe) => toCase(caller, main!, probe, allowed)),
      ...others.flatMap((path) => FEW.map((query): Case => ({ path, query, allowed }))),
      ...closed.flatMap((path) => FEW.map((query) => unseen(path, query))),
      ...(share ? [] : malformed.map((path) => unseen(path, ''))),
    ];
  });
}

const deniedCases = (path: string): Case[] =>
  ['', 'populate=*'].map((query) => ({ path, query, status: 403, allowed: {} }));

function toCase(caller: Caller, path: string, probe: Probe, allowed: Allowed): Case {
  const { query, expect, drafts } = probe;
  if (drafts) {
    return caller.may('article.preview')
      ? { path, query, allowed: { ...allowed, audiences: ['draft'] } }
      : { path, query, allowed, status: 403 };
  }
  // Which relations a narrow caller may follow is Strapi's to say.
  const isKnown = expect === 'refused' || (expect === 'answered' && caller.readsEverything);
  const status = expect === 'refused' ? 400 : 200;
  return { path, query, allowed, ...(isKnown && { status }) };
}
