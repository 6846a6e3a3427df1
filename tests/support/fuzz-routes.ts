/** The plugin's routes as the application serves them, and documents that their paths can name. */
import type { App } from './app';
import {
  approvedComment,
  approvedReply,
  documents,
  paragraph,
  postComment,
  UID,
  writeStory,
  type Posted,
  type Row,
} from './newsroom';

export interface FuzzRoute {
  method: string;
  /** With `:names` for its parameters. */
  path: string;
  params: string[];
  /** The content type that the path begins with, if it is one. */
  uid: string | undefined;
}

interface Router {
  type: string;
  prefix: string;
  routes: { method: string; path: string }[];
}

/** Read off the running application, so that a new route is fuzzed before anybody thinks of it. */
export function routesOf({ strapi }: App): FuzzRoute[] {
  const { routes } = strapi.plugin('newsroom') as unknown as { routes: Record<string, Router> };
  return Object.values(routes)
    .filter(({ type }) => type === 'content-api')
    .flatMap(({ prefix, routes }) =>
      routes.map(({ method, path }) => ({
        method,
        path: `/api${prefix}${path}`,
        params: [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!),
        uid: typeOf(path),
      })),
    );
}

const PLURALS: Record<string, string> = {
  articles: UID.article,
  authors: UID.author,
  sections: UID.section,
  topics: UID.topic,
  comments: UID.comment,
  replies: UID.reply,
};
const typeOf = (path: string): string | undefined => PLURALS[path.split('/')[1] ?? ''];

export const nameOf = ({ method, path }: FuzzRoute): string => `${method} ${path}`;

/** One document of every type. */
interface Shelf {
  [uid: string]: { documentId: string; slug?: string; receipt?: string };
}

export interface Seeds {
  /** What a route's parameter may really hold; a deletion gets a document of its own. */
  param(route: FuzzRoute, name: string): Promise<string>;
  /** Ids, slugs and receipts that name something, and that the route may do its worst to. */
  known(route: FuzzRoute): string[];
  /** A body that the route accepts, as far as one is known. */
  body(route: FuzzRoute): Row;
}

export async function sow(app: App): Promise<Seeds> {
  // What is written to may be left in any state; what is read must stay to be found.
  const read = await fillShelf(app);
  const written = await fillShelf(app);
  const deleted = await fillShelf(app);
  const shelfOf = ({ method }: FuzzRoute): Shelf =>
    ({ GET: read, DELETE: deleted })[method] ?? written;
  return {
    known: (route) =>
      Object.values(shelfOf(route)).flatMap(({ documentId, slug = [], receipt = [] }) =>
        [documentId, slug, receipt].flat(),
      ),
    async param(route, name) {
      if (name === 'type') return 'comment';
      const uid = route.uid ?? UID.comment;
      const found = route.method === 'DELETE' ? await growOne(app, uid) : shelfOf(route)[uid];
      return found?.[name as 'documentId'] ?? 'unknown';
    },
    body: ({ method, path }) => {
      const make = BODIES[`${method} ${path.replace('/api', '')}`];
      return make ? make(written, read) : {};
    },
  };
}

async function fillShelf(app: App): Promise<Shelf> {
  const story = await writeStory(app, {
    body: [paragraph('A story for everybody.')],
    credits: [{ name: 'Ada Voss' }],
    corrections: [{ text: 'It was Tuesday.' }],
  });
  const comment = await approvedComment(app, story['documentId'] as string);
  const reply = await approvedReply(app, comment.documentId);
  const shelf: Shelf = {
    [UID.article]: story as Posted & Row,
    [UID.comment]: comment,
    [UID.reply]: reply,
  };
  for (const uid of NAMED) shelf[uid] = await grow(app, uid);
  return shelf;
}

const NAMED = [UID.author, UID.section, UID.topic];
const grow = (app: App, uid: string) =>
  documents(app, uid).create({ data: { name: 'A name' } }) as Promise<Posted>;

async function growOne(app: App, uid: string): Promise<Shelf[string]> {
  if (uid === UID.article) return (await writeStory(app)) as Posted & Row;
  if ((NAMED as string[]).includes(uid)) return grow(app, uid);
  const story = await writeStory(app);
  return postComment(app, story['documentId'] as string);
}

const BODIES: Record<string, (own: Shelf, open: Shelf) => Row> = {
  'POST /articles': () => ({ headline: 'A headline' }),
  'PUT /articles/:documentId': () => ({ standfirst: 'More.' }),
  'POST /authors': () => ({ name: 'A name' }),
  'POST /sections': () => ({ name: 'A name' }),
  'POST /topics': () => ({ name: 'A name' }),
  'POST /comments': (_, open) => ({
    article: open[UID.article]!.documentId,
    body: 'What a good story.',
    authorName: 'Rose Tully',
  }),
  'POST /replies': (_, open) => ({
    comment: open[UID.comment]!.documentId,
    inReplyTo: open[UID.reply]!.documentId,
    body: 'I agree with you.',
    authorName: 'Ned Pell',
  }),
  'PUT /articles/:documentId/discussion': () => ({ state: 'open' }),
  'POST /moderation/decisions': (own) => ({
    action: 'approve',
    items: [
      { type: 'comment', documentId: own[UID.comment]!.documentId },
      { type: 'reply', documentId: own[UID.reply]!.documentId },
    ],
  }),
};
