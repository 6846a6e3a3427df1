/** Every root field that reads the newsroom: who may ask, and what its callers usually ask. */
import type { App } from './app';
import { UID, type Row } from './newsroom';
import type { Audience, Planted, PlantedItem } from './probe-plant';

export interface ReadingField {
  plain: string;
  action: string;
  /** Ordinary arguments; the first say most. */
  usual: Row[];
  /** The argument that names one thing, which must be absent where it is hidden. */
  names?: string;
  /** Of lists with filters and sorts: the type, and where REST has the same. */
  list?: { uid: string; path: string };
  /** Whose words its callers may get. */
  audiences?: Audience[];
}

const MODERATORS: Audience[] = ['words', 'signals', 'draft'];
const STATUSES = ['pending', 'approved', 'rejected', 'spam', 'removed'];
/** Short enough for what hangs on each. */
const SHORT = { pagination: { limit: 6 } };

const upper = (word: string): string => word[0]!.toUpperCase() + word.slice(1);

export function readingFields(planted: Planted): Record<string, ReadingField> {
  const { stories, comments, replies, submitted } = planted;
  const ids = Object.values(stories).map(({ documentId }) => ({ documentId }));
  const shown = (items: PlantedItem[]): Row[] =>
    items
      .filter((item) => item.shown === 'itself')
      .slice(0, 3)
      .map(({ documentId }) => ({ documentId }));

  const tombstones = comments
    .filter((item) => item.shown === 'tombstone')
    .map(({ documentId }) => ({ documentId }));

  const generated = (
    type: 'article' | 'author' | 'section' | 'topic',
    one: Row[],
  ): Record<string, ReadingField> => {
    const list = { uid: UID[type], path: `/${type}s` };
    const name = `newsroom${upper(type)}`;
    const find = { action: `${type}.find`, usual: [SHORT, {}], list };
    return {
      [`${name}s`]: { plain: `${type}s`, ...find },
      [`${name}s_connection`]: { plain: `${type}s_connection`, ...find },
      [name]: { plain: type, action: `${type}.findOne`, usual: one, names: 'documentId' },
    };
  };
  const items = (
    type: 'comment' | 'reply',
    plural: string,
    one: Row[],
  ): Record<string, ReadingField> => ({
    [`newsroom${upper(plural)}`]: {
      plain: plural,
      action: `${type}.find`,
      usual: [SHORT, {}],
      list: { uid: UID[type], path: `/${plural}` },
    },
    [`newsroom${upper(type)}`]: {
      plain: type,
      action: `${type}.findOne`,
      usual: one,
      names: 'documentId',
    },
  });

  return {
    ...generated('article', [{ documentId: stories.plain.documentId }, ...ids]),
    ...generated('author', [{ documentId: planted.author }]),
    ...generated('section', [{ documentId: planted.section }]),
    ...generated('topic', [{ documentId: planted.topic }]),
    ...items('comment', 'comments', shown(comments)),
    ...items('reply', 'replies', shown(replies)),
    newsroomArticleBySlug: {
      plain: 'articleBySlug',
      action: 'article.findOne',
      usual: [stories.plain, stories.edited, stories.hidden].map(({ slug }) => ({ slug })),
      names: 'slug',
    },
    newsroomThread: {
      plain: 'thread',
      action: 'comment.findOne',
      usual: [...shown(comments), ...tombstones],
      names: 'documentId',
    },
    newsroomCommentCounts: {
      plain: 'commentCounts',
      action: 'comment.find',
      usual: [{ articles: ids.map(({ documentId }) => documentId) }],
      names: 'articles',
      // It says again which articles it was asked for.
      audiences: ['draft'],
    },
    newsroomSubmission: {
      plain: 'submission',
      action: 'submission.findOne',
      usual: submitted.map(({ receipt }) => ({ receipt })),
      names: 'receipt',
      audiences: ['words'],
    },
    newsroomModerationQueue: {
      plain: 'moderationQueue',
      action: 'queue.read',
      usual: STATUSES.map((status) => ({ status, first: 5 })),
      audiences: MODERATORS,
    },
    newsroomModerationItem: {
      plain: 'moderationItem',
      action: 'queue.read',
      usual: [
        ...comments.filter(({ shown: what }) => what !== 'itself').map(toItem('comment')),
        ...replies.slice(0, 4).map(toItem('reply')),
      ].slice(0, 12),
      audiences: MODERATORS,
    },
    newsroomDecisions: {
      plain: 'decisions',
      action: 'decisions.read',
      usual: [{ first: 5 }],
      audiences: MODERATORS,
    },
  };
}

const toItem =
  (type: 'comment' | 'reply') =>
  ({ documentId }: PlantedItem): Row => ({ type, documentId });

/** The attributes of a type that a sort or filter might name, and names that it does not have. */
export const sortNames = ({ strapi }: App, uid: string): string[] => [
  ...Object.keys((strapi.getModel(uid as never) as unknown as { attributes: Row }).attributes),
  ...['id', 'documentId', 'createdBy', 'createdBy.email', 'section.name', 'credits.author.email'],
  ...[
    'commenter.identityKey',
    'comment.body',
    'inReplyTo.body',
    'discussion',
    'nonsense',
    '__proto__',
  ],
];
