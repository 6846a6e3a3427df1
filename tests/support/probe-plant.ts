/**
 * A newsroom full of things that must not get out: stories in every state, comments and replies in
 * every moderation status, private fields. Every such text holds a marker, `zq-secret-…`, which no
 * request ever sends: so a marker in an answer is a leak, wherever it stands. The word before the
 * marker is what probes guess.
 */
import type { App } from './app';
import {
  configureDiscussion,
  createToken,
  db,
  documents,
  paragraph,
  postComment,
  postReply,
  UID,
  writeStory,
  type Posted,
  type Row,
} from './newsroom';

export const GUESS = 'guessme';

/** Who may see it after all: nobody (private), previewers (draft), moderators (words, signals). */
export type Audience = 'private' | 'draft' | 'words' | 'signals';

export const secret = (audience: Audience, where: string): string =>
  `${GUESS} zq-secret-${audience}-${where}`;

const secretEmail = (where: string): string => `${GUESS}.zq-secret-private-${where}@example.org`;

/** Stories that readers can open. The discussion of `hidden` is hidden, its story is not. */
const OPEN_STORIES = ['plain', 'edited', 'closed', 'hidden', 'lapsed'] as const;
/** Stories that readers cannot open; `unpublished` and `deleted` could be opened once. */
const CLOSED_STORIES = ['draft', 'embargoed', 'held', 'unpublished', 'deleted'] as const;

type StoryName = (typeof OPEN_STORIES)[number] | (typeof CLOSED_STORIES)[number];

export interface PlantedStory {
  documentId: string;
  slug: string;
}

export interface PlantedItem {
  documentId: string;
  story: StoryName;
  status: string;
  /** What readers see of it. */
  shown: 'itself' | 'tombstone' | 'nothing';
  /** Of a reply: the comment that it stands under. */
  comment?: string;
}

export interface Planted {
  stories: Record<StoryName, PlantedStory>;
  openStories: PlantedStory[];
  closedStories: PlantedStory[];
  comments: PlantedItem[];
  replies: PlantedItem[];
  author: string;
  section: string;
  topic: string;
  file: number;
  /** Submitted through the API, waiting for a moderator. */
  submitted: Posted[];
  /** The ids of what is hidden, which must not get out either. */
  hiddenIds: Map<string, Audience>;
  /** Of the hidden stories all, of the hidden comments and replies one in each status. */
  hiddenOfEachKind: string[];
}

/** Slugs that only drafts have. */
export const draftSlug = (name: string): string => `${GUESS}-zq-secret-draft-${name}`;

export async function plant(app: App): Promise<Planted> {
  const surroundings = await plantSurroundings(app);
  const stories = {} as Planted['stories'];
  const comments: PlantedItem[] = [];
  const replies: PlantedItem[] = [];
  for (const name of [...OPEN_STORIES, ...CLOSED_STORIES]) {
    const story = await PLANTERS[name](app, name, surroundings);
    stories[name] = story;
    const conversation = await converse(app, name, story.documentId, surroundings.commenter);
    comments.push(...conversation.comments);
    replies.push(...conversation.replies);
  }
  await configureDiscussion(app, stories.hidden.documentId, { state: 'hidden' });
  await configureDiscussion(app, stories.closed.documentId, { state: 'closed' });
  await documents(app, UID.article).unpublish({ documentId: stories.unpublished.documentId });
  await documents(app, UID.article).delete({ documentId: stories.deleted.documentId });
  const submitted = await submit(app, stories.plain.documentId, comments[0]!.documentId);
  const judged = await judge(app, stories.plain.documentId);

  const closedStories = CLOSED_STORIES.map((name) => stories[name]);
  const unseen = [...comments, ...replies].filter(({ shown }) => shown === 'nothing');
  return {
    ...surroundings,
    stories,
    openStories: OPEN_STORIES.map((name) => stories[name]),
    closedStories,
    comments,
    replies,
    submitted,
    hiddenIds: new Map<string, Audience>([
      ...closedStories.map(({ documentId }) => [documentId, 'draft'] as const),
      ...[...unseen, ...submitted, judged].map(({ documentId }) => [documentId, 'words'] as const),
    ]),
    hiddenOfEachKind: [
      ...closedStories.map(({ documentId }) => documentId),
      ...oneOfEachKind(comments.filter(({ shown }) => shown === 'nothing')),
      ...oneOfEachKind(replies.filter(({ shown }) => shown === 'nothing')),
    ],
  };
}

/** One of an open, a hidden and an embargoed discussion, in every status. */
export function oneOfEachKind(items: PlantedItem[]): string[] {
  const kinds = new Map<string, string>();
  for (const { documentId, story, status } of items) {
    const isTelling = story === 'plain' || status === 'approved';
    if (isTelling && ['plain', 'hidden', 'embargoed'].includes(story)) {
      kinds.set(`${story} ${status}`, documentId);
    }
  }
  return [...kinds.values()];
}

interface Surroundings {
  author: string;
  section: string;
  topic: string;
  file: number;
  commenter: number;
}

async function plantSurroundings(app: App): Promise<Surroundings> {
  const { id: file } = await db(app, 'plugin::upload.file').create({
    data: {
      name: 'harbour.jpg',
      hash: 'harbour',
      ext: '.jpg',
      mime: 'image/jpeg',
      size: 1,
      url: '/uploads/harbour.jpg',
      provider: 'local',
      folderPath: `/${secret('private', 'folder')}`,
    },
  });
  const named = async (uid: string, data: Row): Promise<string> => {
    const created = await documents(app, uid).create({
      data: { ...data, externalId: secret('private', `${uid.split('.')[1]!}-externalId`) },
    });
    return created.documentId as string;
  };
  const parent = await named(UID.section, { name: 'All news' });
  const { id: commenter } = await db(app, UID.commenter).create({
    data: {
      identityKey: secret('private', 'identityKey'),
      kind: 'reader',
      displayName: secret('private', 'displayName'),
      externalId: secret('private', 'commenter-externalId'),
    },
  });
  await db(app, 'plugin::newsroom.policy').create({
    data: {
      version: 1,
      rules: { words: [secret('signals', 'rules')] },
      note: secret('signals', 'policy'),
    },
  });
  return {
    file,
    commenter,
    section: await named(UID.section, { name: 'Harbour', parent }),
    topic: await named(UID.topic, { name: 'Ferries' }),
    author: await named(UID.author, {
      name: 'Ada Voss',
      bio: 'Writes about the harbour.',
      email: secretEmail('author'),
      photo: file,
      links: [{ label: 'Site', url: 'https://example.org/ada' }],
    }),
  };
}

/** What readers may read of a story, every field filled, and what they may not. */
const publicStory = (name: string, { author, section, topic, file }: Surroundings): Row => ({
  headline: `Public story, ${name}`,
  shortHeadline: `Public, ${name}`,
  kicker: 'Harbour',
  standfirst: 'What everybody may read.',
  body: [paragraph('Everybody may read this.'), imageBlock],
  credits: [{ author, role: 'writer' }],
  dateline: 'PORT',
  source: 'Coast Wire',
  leadImage: { media: file, caption: 'The harbour', credit: 'Pia Lund', altText: 'A harbour' },
  print: { publication: 'Ledger', edition: 'Late', publishedOn: '2024-05-04', page: 'A1' },
  seo: { title: `Public ${name}`, description: 'Public.', image: file },
  section,
  topics: [topic],
  internalNote: secret('private', `${name}-internalNote`),
  externalId: secret('private', `${name}-externalId`),
});

/** As an integrator may have sent it: with the numeric id of the picture. */
const imageBlock = {
  type: 'image',
  children: [{ type: 'text', text: '' }],
  image: {
    id: 4711,
    name: 'harbour.jpg',
    alternativeText: 'A harbour',
    url: 'https://example.org/harbour.jpg',
    hash: 'harbour',
    ext: '.jpg',
    mime: 'image/jpeg',
    size: 1,
    width: 1,
    height: 1,
    provider: 'local',
    createdAt: '2024-05-04T00:00:00.000Z',
    updatedAt: '2024-05-04T00:00:00.000Z',
  },
};

/** A story every text of which is secret. */
function secretStory(name: string, { section, topic, file }: Surroundings): Row {
  const draft = (field: string) => secret('draft', `${name}-${field}`);
  return {
    headline: draft('headline'),
    shortHeadline: draft('shortHeadline'),
    kicker: draft('kicker'),
    slug: draftSlug(name),
    standfirst: draft('standfirst'),
    body: [paragraph(draft('body'))],
    credits: [{ name: draft('credit'), role: 'writer' }],
    bylineOverride: draft('byline'),
    dateline: draft('dateline'),
    source: draft('source'),
    changeNote: draft('changeNote'),
    leadImage: {
      media: file,
      caption: draft('caption'),
      credit: draft('imageCredit'),
      altText: draft('altText'),
    },
    print: {
      publication: draft('publication'),
      edition: draft('edition'),
      section: draft('printSection'),
      page: 'zq-secret-draft',
    },
    corrections: [{ text: draft('correction') }],
    seo: {
      title: draft('seoTitle'),
      description: draft('seoDescription'),
      canonicalUrl: draft('canonicalUrl'),
      image: file,
    },
    section,
    topics: [topic],
    internalNote: secret('private', `${name}-internalNote`),
    externalId: secret('private', `${name}-externalId`),
  };
}

type Planter = (app: App, name: StoryName, surroundings: Surroundings) => Promise<PlantedStory>;

const toPlanted = ({ documentId, slug }: Row): PlantedStory => ({ documentId, slug });

const published: Planter = async (app, name, surroundings) =>
  toPlanted(await writeStory(app, publicStory(name, surroundings)));

const rewritten: Planter = async (app, name, surroundings) => {
  const story = await published(app, name, surroundings);
  await documents(app, UID.article).update({
    documentId: story.documentId,
    data: secretStory(name, surroundings),
  });
  return story;
};

const anHour = 3_600_000;
const fromNow = (milliseconds: number): string => new Date(Date.now() + milliseconds).toISOString();

const PLANTERS: Record<StoryName, Planter> = {
  plain: published,
  closed: published,
  hidden: published,
  unpublished: rewritten,
  deleted: rewritten,
  edited: rewritten,

  async lapsed(app, name, surroundings) {
    const data = { ...publicStory(name, surroundings), embargoUntil: fromNow(-anHour) };
    return toPlanted(await writeStory(app, data));
  },
  async draft(app, name, surroundings) {
    return toPlanted(await writeStory(app, secretStory(name, surroundings), 'draft'));
  },
  async embargoed(app, name, surroundings) {
    const data = { ...secretStory(name, surroundings), embargoUntil: fromNow(anHour) };
    return toPlanted(await writeStory(app, data));
  },
  /** Public once, taken back, and to come back under an embargo. */
  async held(app, name, surroundings) {
    const story = await published(app, name, surroundings);
    const { documentId } = story;
    await documents(app, UID.article).unpublish({ documentId });
    await documents(app, UID.article).update({
      documentId,
      data: { ...secretStory(name, surroundings), embargoUntil: fromNow(anHour) },
    });
    await documents(app, UID.article).publish({ documentId });
    return story;
  },
};

type Said = { id: number; documentId: string };

const HIDDEN_STATUSES = ['pending', 'rejected', 'spam', 'removed'] as const;

/** Under one story: threads and replies in every status, and every way these can meet. */
async function converse(
  app: App,
  story: StoryName,
  articleId: string,
  commenter: number,
): Promise<{ comments: PlantedItem[]; replies: PlantedItem[] }> {
  const isOpen = story !== 'hidden' && (OPEN_STORIES as readonly string[]).includes(story);
  const comments: PlantedItem[] = [];
  const replies: PlantedItem[] = [];

  async function say(uid: string, status: string, place: Row, what: string): Promise<Said> {
    const where = `${story}-${what}-${status}`;
    const isShown = isOpen && status === 'approved';
    const { id, documentId } = await db(app, uid).create({
      data: {
        ...place,
        body: isShown ? 'Everybody may read this comment.' : secret('words', `${where}-body`),
        authorName: isShown ? 'Rose Tully' : secret('words', `${where}-name`),
        moderationStatus: status,
      },
    });
    await addPrivateFields(app, uid, documentId, where, commenter);
    return { id, documentId };
  }

  async function comment(status: string, what: string, hasReplies: boolean): Promise<Said> {
    const said = await say(UID.comment, status, { articleId }, what);
    const shown = !isOpen
      ? 'nothing'
      : status === 'approved'
        ? 'itself'
        : hasReplies
          ? 'tombstone'
          : 'nothing';
    comments.push({ documentId: said.documentId, story, status, shown });
    return said;
  }

  async function reply(status: string, thread: Said, what: string, answered?: Said) {
    const place = { comment: thread.id, ...(answered && { inReplyTo: answered.id }) };
    const said = await say(UID.reply, status, place, what);
    const shown = isOpen && status === 'approved' ? 'itself' : 'nothing';
    replies.push({
      documentId: said.documentId,
      story,
      status,
      shown,
      comment: thread.documentId,
    });
    return said;
  }

  for (const status of ['approved', ...HIDDEN_STATUSES]) {
    const thread = await comment(status, 'thread', true);
    await reply('approved', thread, `under-${status}`);
    for (const hidden of HIDDEN_STATUSES) {
      const answered = await reply(hidden, thread, `under-${status}`);
      if (status === 'approved') await reply('approved', thread, `to-${hidden}`, answered);
    }
  }
  for (const status of HIDDEN_STATUSES) await comment(status, 'lonely', false);
  return { comments, replies };
}

/** Straight into the table: no way in sets all of these. */
async function addPrivateFields(
  { strapi }: App,
  uid: string,
  documentId: string,
  where: string,
  commenter: number,
): Promise<void> {
  const table = uid === UID.comment ? 'newsroom_comments' : 'newsroom_replies';
  const field = (name: string) => secret('private', `${where}-${name}`);
  await strapi.db
    .connection(table)
    .where({ document_id: documentId })
    .update({
      author_email: secretEmail(where),
      external_id: field('externalId'),
      user_agent: field('userAgent'),
      ip_hash: field('ipHash'),
      receipt_hash: `${field('receiptHash')}-${documentId}`,
      signals: JSON.stringify([{ check: 'words', evidence: secret('signals', where) }]),
      commenter_id: commenter,
    });
}

/** As readers do it. */
async function submit(app: App, article: string, comment: string): Promise<Posted[]> {
  const words = (n: number) => ({
    body: secret('words', `submitted-${n}-body`),
    authorName: secret('words', `submitted-${n}-name`),
    authorEmail: secretEmail(`submitted-${n}`),
  });
  return [
    await postComment(app, article, words(1)),
    await postComment(app, article, words(2)),
    await postReply(app, comment, words(3)),
  ];
}

/** A decision with a note, and the trace it leaves in the log. */
async function judge(app: App, articleId: string): Promise<{ documentId: string }> {
  const { documentId } = await documents(app, UID.comment).create({
    data: {
      articleId,
      body: secret('words', 'judged-body'),
      authorName: secret('words', 'judged-name'),
    },
  });
  const { body } = await app.http
    .post('/api/moderation/decisions')
    .auth(await createToken(app, 'full-access'), { type: 'bearer' })
    .send({
      data: {
        action: 'reject',
        reason: 'abusive',
        note: secret('signals', 'note'),
        items: [{ type: 'comment', documentId }],
      },
    });
  expect(body.data).toEqual([expect.objectContaining({ outcome: 'changed' })]);
  return { documentId };
}
