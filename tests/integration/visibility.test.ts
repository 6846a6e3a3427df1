/**
 * The rule of visibility, probed. Readers see what is approved, in a thread that is shown, in a
 * discussion that is not hidden, under a story that is live; nothing else leaves through a public
 * path, whoever asks for whatever. See support/probe-*.ts for what is planted and what is asked.
 */
import { startApp, type App } from '../support/app';
import { db, documents, postComment, postReply, UID, type Row } from '../support/newsroom';
import { CALLERS, createCallers, type Caller, type CallerName } from '../support/probe-callers';
import { differenceOf, isDenied, leaksIn, problemsOf } from '../support/probe-checks';
import {
  createClient,
  forEachAtOnce,
  type Answer,
  type Ask,
  type Client,
} from '../support/probe-client';
import { plant, secret, type Planted, type PlantedItem } from '../support/probe-plant';
import { casesOf, NOBODY, readingRoutes, type Case } from '../support/probe-routes';
import { routesOf } from '../support/probe-surface';
import { alterHidden } from '../support/probe-twin';

let app: App;
let client: Client;
let planted: Planted;
let callers: Record<CallerName, Caller>;
beforeAll(async () => {
  app = await startApp();
  planted = await plant(app);
  callers = await createCallers(app);
  client = await createClient(app);
});
afterAll(async () => {
  client.close();
  await app.stop();
});

const ask = (caller: CallerName, { path, ...more }: Ask): Promise<Answer> =>
  client.ask({ path: `/api${path}`, token: callers[caller].token, ...more });
const read = async (path: string, caller: CallerName = 'anonymous'): Promise<Row> =>
  (await ask(caller, { path })).json as Row;
const idsIn = ({ data }: Row): string[] =>
  (data as Row[]).map(({ documentId }) => documentId as string).sort();
const idsOf = (items: PlantedItem[]): string[] => items.map(({ documentId }) => documentId).sort();

describe('the probes', () => {
  test('know every route that reads', () => {
    const reading = routesOf(app, 'content-api').filter(({ method }) => method === 'GET');
    expect(Object.keys(readingRoutes(app, planted)).sort()).toEqual(
      reading.map(({ path }) => path).sort(),
    );
  });

  test('notice what they look for', async () => {
    const { documentId } = planted.stories.plain;
    const row = () =>
      app.strapi.db.connection('newsroom_articles').where({ document_id: documentId });
    await row().update({
      kicker: secret('draft', 'kicker'),
      dateline: secret('private', 'dateline'),
    });
    const answer = await ask('anonymous', { path: `/articles/${documentId}` });
    expect(leaksIn(answer, planted)).toEqual([
      'leaks zq-secret-draft-kicker',
      'leaks zq-secret-private-dateline',
    ]);
    expect(leaksIn(answer, planted, { audiences: ['draft'] })).toHaveLength(1);
    await row().update({ kicker: 'Harbour', dateline: 'PORT' });

    const hidden = planted.stories.draft.documentId;
    const spoilt = (json: unknown, status = 200): string[] =>
      problemsOf({ ...answer, status, json, text: JSON.stringify(json), head: '' }, planted);
    expect(spoilt({ data: [{ documentId: hidden, id: 4 }], meta: {} })).toEqual([
      `leaks the hidden draft ${hidden}`,
      'has the key .data.id',
    ]);
    expect(spoilt({ data: [], meta: { pagination: { page: 1, pageSize: 9, total: 1 } } })).toEqual([
      'lists 0, but total 1 says 1',
    ]);
    const error = { status: 400, name: 'X', message: 'no such column: a (at x.js:3)', details: {} };
    expect(spoilt({ data: null, error }, 400)).toHaveLength(3);
  });

  test('find every private field marked as private, and left out of searches', () => {
    const wanted: Record<string, string[]> = {
      [UID.article]: ['internalNote', 'externalId'],
      [UID.author]: ['email', 'externalId'],
      [UID.section]: ['externalId'],
      [UID.topic]: ['externalId'],
      [UID.comment]: ITEM_SECRETS,
      [UID.reply]: [...ITEM_SECRETS, 'comment', 'inReplyTo'],
    };
    for (const [uid, names] of Object.entries(wanted)) {
      const { attributes } = app.strapi.getModel(uid as never) as unknown as Row;
      for (const name of names) {
        expect([uid, name, attributes[name]]).toEqual([
          uid,
          name,
          expect.objectContaining({ private: true, searchable: false }),
        ]);
      }
    }
  });
});

const ITEM_SECRETS = [
  ...['listed', 'authorEmail', 'commenter', 'signals', 'ipHash', 'userAgent', 'rejectionReason'],
  ...['receiptHash', 'externalId'],
];

/** What anonymous callers got, by path and query. */
const recorded = new Map<string, Answer>();

describe('queries', () => {
  test.each(CALLERS)('of %s bring out nothing hidden', async (name) => {
    const cases = casesOfCaller(name);
    const absent = new Map<string, Promise<Answer>>();
    const problems = await forEachAtOnce(cases, async (one) => {
      const path = `${one.path}?${one.query}`;
      const answer = await ask(name, { path });
      if (name === 'anonymous') recorded.set(path, answer);
      return [
        ...problemsOf(answer, planted, one.allowed),
        ...statusProblems(one, answer),
        ...(one.sameAs ? await differences(name, answer, one, absent) : []),
      ].map((problem) => `${path.slice(0, 300)} ${problem}`);
    });
    expect(problems.flat()).toEqual([]);
    expect(cases.length).toBeGreaterThan(name === 'anonymous' ? 2500 : 100);
  });
});

/** Readers ask everything; of the others each asks what depends on them, and a share of the rest. */
const casesOfCaller = (name: CallerName): Case[] =>
  casesOf(
    callers[name],
    readingRoutes(app, planted),
    name === 'anonymous' ? undefined : { part: CALLERS.indexOf(name), of: 20 },
  );

function statusProblems({ status }: Case, answer: Answer): string[] {
  if (status === undefined) return [];
  if (answer.status !== status) return [`answers ${answer.status}, not ${status}`];
  const isPreview = answer.text.includes('preview_not_allowed');
  return status === 403 && !isPreview && !isDenied(answer) ? ['is refused in other words'] : [];
}

async function differences(
  name: CallerName,
  answer: Answer,
  { sameAs, query }: Case,
  absent: Map<string, Promise<Answer>>,
): Promise<string[]> {
  const path = `${sameAs!}?${query}`;
  if (!absent.has(path)) absent.set(path, ask(name, { path }));
  return differenceOf(await absent.get(path)!, answer).map(
    (difference) => `differs from what does not exist: ${difference}`,
  );
}

describe('lists and counts', () => {
  const shown = (items: PlantedItem[]): PlantedItem[] =>
    items.filter(({ shown }) => shown === 'itself');
  const of = (items: PlantedItem[], story: string): PlantedItem[] =>
    items.filter((item) => item.story === story);

  test.each(['anonymous', 'reader', 'read-only', 'full-access'] as const)(
    'hold for %s exactly what may be seen',
    async (name) => {
      const all = '?pagination[pageSize]=100';
      expect(idsIn(await read(`/articles${all}`, name))).toEqual(
        planted.openStories.map(({ documentId }) => documentId).sort(),
      );
      expect(idsIn(await read(`/comments${all}`, name))).toEqual(idsOf(shown(planted.comments)));
      expect(idsIn(await read(`/replies${all}`, name))).toEqual(idsOf(shown(planted.replies)));
    },
  );

  test('agree with one another, wherever a count stands', async () => {
    const { comments, replies, stories } = planted;
    const counts = (await read(
      `/comment-counts?articles=${Object.values(stories)
        .map(({ documentId }) => documentId)
        .join(',')}`,
    )) as { data: Record<string, number> };
    for (const [name, { documentId, slug }] of Object.entries(stories)) {
      const count = [...of(shown(comments), name), ...of(shown(replies), name)].length;
      expect([name, counts.data[documentId]]).toEqual([name, count]);
      if (!planted.openStories.some((story) => story.documentId === documentId)) continue;
      const [one, story, page] = await Promise.all([
        read(`/articles/${documentId}`),
        read(`/articles/by-slug/${slug}`),
        read(`/articles/${documentId}/comments?limit=100&replies=10`),
      ]);
      const lists = await Promise.all(
        ['comments', 'replies'].map((type) => read(`/${type}?filters[articleId]=${documentId}`)),
      );
      const totals = lists.map(({ meta }) => meta.pagination.total as number);
      expect(totals[0]! + totals[1]!).toBe(count);
      expect([
        one['data'].discussion.commentCount,
        story['data'].discussion.commentCount,
        page['meta'].discussion.commentCount,
      ]).toEqual([count, count, count]);
      const times = lists.flatMap(({ data }) => data as Row[]).map(({ postedAt }) => postedAt);
      expect(one['data'].discussion.lastCommentAt).toBe(times.sort().at(-1) ?? null);
    }
  });

  test('of a page show tombstones without words, and no answer to what is hidden', async () => {
    const { comments, replies, stories } = planted;
    const { data, meta } = await read(
      `/articles/${stories.plain.documentId}/comments?limit=100&replies=10`,
    );
    const threads = of(comments, 'plain').filter((item) => item.shown !== 'nothing');
    expect(idsIn({ data })).toEqual(idsOf(threads));
    expect(meta.pagination.total).toBe(threads.length);
    for (const thread of data as Row[]) {
      const { status } = threads.find(({ documentId }) => documentId === thread['documentId'])!;
      const isTombstone = status !== 'approved';
      expect(thread).toMatchObject({
        tombstone: isTombstone,
        replyCount: thread['replies'].length,
        ...(isTombstone && { body: null, authorName: null, editedAt: null, featured: false }),
      });
      const expected = shown(replies).filter(({ comment }) => comment === thread['documentId']);
      expect(idsIn({ data: thread['replies'] })).toEqual(idsOf(expected));
      expect(thread['replies'].map((reply: Row) => reply['inReplyTo'])).toEqual(
        expected.map(() => null),
      );
      const more = await read(`/comments/${String(thread['documentId'])}/replies`);
      expect(more['meta'].pagination.total).toBe(expected.length);
      expect(idsIn(more)).toEqual(idsOf(expected));
    }
  });

  test('of previewers hold drafts and never a private field', async () => {
    for (const name of ['full-access', 'preview'] as const) {
      const answer = await ask(name, {
        path: '/articles?status=draft&populate=*&pagination[pageSize]=100',
      });
      expect(leaksIn(answer, planted, { audiences: ['draft'] })).toEqual([]);
      const headlines = (answer.json as { data: Row[] }).data.map(({ headline }) => headline);
      expect(headlines).toContain(secret('draft', 'draft-headline'));
      expect(headlines).toContain(secret('draft', 'edited-headline'));
    }
  });
});

describe('what is hidden cannot be told from what does not exist', () => {
  const write = (path: string, data: Row): Ask => ({ method: 'POST', path, body: { data } });
  const words = { body: 'What a good story.', authorName: 'Rose Tully' };

  /** Requests about `id`. */
  const requests: Record<string, (id: string) => Ask> = {
    'a comment on it': (article) => write('/comments', { article, ...words }),
    'an empty comment on it': (article) =>
      write('/comments', { article, body: '', authorName: '' }),
    'a reply to it': (comment) => write('/replies', { comment, ...words }),
    'an empty reply to it': (comment) => write('/replies', { comment, body: '', authorName: '' }),
    'a reply to a reply to it': (comment) =>
      write('/replies', { comment, inReplyTo: NOBODY, ...words }),
    'an answer to it': (inReplyTo) =>
      write('/replies', { comment: planted.comments[0]!.documentId, inReplyTo, ...words }),
    'its count': (id) => ({ path: `/comment-counts?articles=${id}` }),
    'articles that are it': (id) => ({ path: `/articles?filters[documentId]=${id}` }),
    'articles that are not it': (id) => ({ path: `/articles?filters[documentId][$ne]=${id}` }),
    'comments that are it': (id) => ({ path: `/comments?filters[documentId][$eq]=${id}` }),
    'comments on it': (id) => ({ path: `/comments?filters[article]=${id}` }),
    'comments on it, in a list': (id) => ({ path: `/comments?filters[articleId][$in][0]=${id}` }),
    'replies on it': (id) => ({ path: `/replies?filters[article]=${id}` }),
    'replies in it': (id) => ({ path: `/replies?filters[threadId]=${id}` }),
    'replies that are it': (id) => ({ path: `/replies?filters[documentId]=${id}` }),
    'a page around it': (id) => ({
      path: `/articles/${planted.stories.plain.documentId}/comments?around=${id}`,
    }),
    'the head of its article': (id) => ({ method: 'HEAD', path: `/articles/${id}` }),
    'the head of its comment': (id) => ({ method: 'HEAD', path: `/comments/${id}` }),
    'its deletion': (id) => ({ method: 'DELETE', path: `/comments/${id}` }),
    'its article’s deletion': (id) => ({ method: 'DELETE', path: `/articles/${id}` }),
    'a change of its article': (id) => ({
      method: 'PUT',
      path: `/articles/${id}`,
      body: { data: { headline: 'Mine' } },
    }),
    'its discussion': (id) => ({
      method: 'PUT',
      path: `/articles/${id}/discussion`,
      body: { data: { state: 'open' } },
    }),
    'a decision on it': (documentId) =>
      write('/moderation/decisions', {
        action: 'approve',
        items: [{ type: 'comment', documentId }],
      }),
  };

  test.each(Object.keys(requests))('%s', async (what) => {
    const request = requests[what]!;
    for (const name of ['anonymous', 'read-only'] as const) {
      const answerTo = async (id: string) => {
        const { status, text, headers } = await ask(name, request(id));
        return [status, text.replaceAll(id, '·'), headers['content-length'] ?? null];
      };
      const expected = await answerTo(NOBODY);
      for (const id of planted.hiddenOfEachKind) {
        expect([name, id, ...(await answerTo(id))]).toEqual([name, id, ...expected]);
      }
    }
  });

  test('but a story that readers could open is gone, and says no more', async () => {
    for (const { slug } of [planted.stories.unpublished, planted.stories.deleted]) {
      for (const path of [`/articles/by-slug/${slug}`, `/articles/by-slug/${slug}/comments`]) {
        const answer = await ask('anonymous', { path });
        expect([answer.status, problemsOf(answer, planted)]).toEqual([410, []]);
        expect((answer.json as Row)['error'].details.code).toBe('article_gone');
      }
    }
  });
});

describe('a receipt', () => {
  const own = (receipt: string, caller: CallerName = 'anonymous'): Promise<Answer> =>
    ask(caller, { path: `/submissions/${receipt}` });

  test('opens what was submitted with it, and nothing else', async () => {
    for (const [index, { receipt, documentId }] of planted.submitted.entries()) {
      const answer = await own(receipt);
      expect(answer.json).toEqual({
        data: {
          type: index < 2 ? 'comment' : 'reply',
          documentId,
          body: secret('words', `submitted-${index + 1}-body`),
          authorName: secret('words', `submitted-${index + 1}-name`),
          postedAt: expect.any(String),
          editedAt: null,
          moderationStatus: 'pending',
          reason: null,
          article: { ...planted.stories.plain, headline: 'Public story, plain' },
        },
      });
    }
  });

  test('is needed itself: neither its hash nor an id will do', async () => {
    const expected = await own(NOBODY);
    expect(expected.status).toBe(404);
    const { documentId } = planted.submitted[0]!;
    const { receiptHash } = await db(app, UID.comment).findOne({ where: { documentId } });
    for (const wrong of [receiptHash, documentId, `${planted.submitted[0]!.receipt}A`]) {
      expect((await own(wrong as string)).text).toBe(expected.text);
    }
  });

  test('does not tell what a rule thought', async () => {
    const posted = await postComment(app, planted.stories.plain.documentId, {
      body: 'Buy this now.',
    });
    const before = (await own(posted.receipt)).text;
    const { documentId: itemId } = posted;
    const knex = app.strapi.db.connection;
    for (const [to, reason] of Object.entries({ spam: null, rejected: 'abusive' })) {
      await knex('newsroom_comments')
        .where({ document_id: itemId })
        .update({ moderation_status: to, rejection_reason: reason });
      await db(app, UID.decision).create({
        data: {
          itemId,
          itemType: 'comment',
          actorType: 'policy',
          fromStatus: 'pending',
          toStatus: to,
        },
      });
      expect((await own(posted.receipt)).text).toBe(before);
    }
  });
});

describe('other doors', () => {
  test.each(['full-access', 'read-only', 'anonymous'] as const)(
    'the pictures of stories lead %s to nothing hidden',
    async (name) => {
      const models = [...app.strapi.db.metadata.keys()].filter((uid) => /newsroom\./.test(uid));
      const queries = [
        ...[
          'populate=related',
          'populate=*',
          'populate[related][populate]=*',
          'populate=related.*',
        ],
        ...models.flatMap((uid) => [
          `populate[related][on][${uid}]=true`,
          `populate[related][on][${uid}][populate]=*`,
          `populate[related][on][${uid}][fields]=*`,
        ]),
      ];
      const paths = ['/upload/files', `/upload/files/${planted.file}`];
      const problems = await forEachAtOnce(
        paths.flatMap((path) => queries.map((query) => `${path}?${query}`)),
        async (path) =>
          leaksIn(await ask(name, { path }), planted).map((leak) => `${path} ${leak}`),
      );
      expect(problems.flat()).toEqual([]);
    },
  );

  test('the types without routes have none, and accounts lead nowhere', async () => {
    const plurals = ['commenters', 'discussions', 'decisions', 'policies', 'slug-aliases'];
    const absent = plurals.flatMap((plural) => [`/${plural}`, `/newsroom/${plural}`]);
    for (const name of CALLERS) {
      for (const path of [...absent, '/newsroom/comments', '/newsroom/articles']) {
        const { status } = await ask(name, { path });
        expect([name, path, status]).toEqual([name, path, 404]);
      }
      for (const path of [
        '/users/me?populate=*',
        '/users?populate=*',
        '/users-permissions/roles',
      ]) {
        expect(leaksIn(await ask(name, { path }), planted)).toEqual([]);
      }
    }
  });

  test('what administrators use is closed to everybody else', async () => {
    const uids = [UID.article, UID.comment, UID.reply, UID.commenter, UID.decision];
    const paths = [
      ...uids.map((uid) => `/content-manager/collection-types/${uid}`),
      ...['/upload/files', '/admin/users', '/content-manager/content-types'],
      ...routesOf(app, 'admin').map(({ path }) => path.replace(/:\w+/g, NOBODY)),
    ];
    for (const name of CALLERS) {
      for (const path of paths) {
        const answer = await client.ask({ path, token: callers[name].token });
        expect([name, path, answer.status]).toEqual([name, path, 401]);
        expect(leaksIn(answer, planted)).toEqual([]);
      }
    }
  });

  test('a head is the answer without its body, and options tell nothing', async () => {
    const { documentId, slug } = planted.stories.plain;
    const paths = [
      ...['/articles', `/articles/${documentId}`, `/articles/by-slug/${slug}`, '/comments'],
      ...[`/articles/${documentId}/comments`, '/articles?status=draft', '/moderation/queue'],
      `/articles/${planted.stories.draft.documentId}`,
    ];
    for (const path of paths) {
      const [head, whole, options] = await Promise.all([
        ask('anonymous', { path, method: 'HEAD' }),
        ask('anonymous', { path }),
        ask('anonymous', {
          path,
          method: 'OPTIONS',
          headers: { origin: 'https://example.org', 'access-control-request-method': 'PUT' },
        }),
      ]);
      expect([head.status, head.text]).toEqual([whole.status, '']);
      expect(head.headers['content-length']).toBe(whole.headers['content-length']);
      expect([options.status, options.text]).toEqual([204, '']);
      for (const answer of [head, options]) expect(leaksIn(answer, planted)).toEqual([]);
    }
  });

  test('headers change neither who asks nor what comes back', async () => {
    const path = `/articles/${planted.stories.plain.documentId}?populate=*`;
    const expected = (await ask('anonymous', { path })).text;
    const disguises: Record<string, string>[] = [
      { 'strapi-response-format': 'v4', 'strapi-encode-source-maps': 'true' },
      { 'x-http-method-override': 'DELETE', 'x-forwarded-for': '127.0.0.1' },
      { cookie: 'jwtToken=x; koa.sess=y', 'x-forwarded-host': 'example.org' },
      { accept: 'application/xml', 'accept-language': 'de', 'x-user': '1', range: 'bytes=0-5' },
    ];
    for (const headers of disguises) {
      const answer = await ask('anonymous', { path, headers });
      expect([answer.status, answer.text]).toEqual([200, expected]);
    }
  });

  test.each(['nonsense', 'null', "'or/**/1=1--", 'a.b.c'])(
    'the token %s opens nothing',
    async (token) => {
      for (const path of [
        '/articles',
        '/moderation/queue',
        `/comments/${planted.comments[0]!.documentId}`,
      ]) {
        const answer = await client.ask({ path: `/api${path}`, token });
        expect([answer.status, problemsOf(answer, planted)]).toEqual([401, []]);
        expect((answer.json as Row)['error'].details.code).toBe('unauthorized');
      }
    },
  );
});

describe('were everything hidden different', () => {
  test('readers would get the same, byte for byte', async () => {
    // A single answer is full of markers; what a list does with hidden text shows here only.
    const cases = casesOfCaller('anonymous')
      .filter(({ query }) => /^$|filters|sort|_q|pagination|limit|replies|articles/.test(query))
      .map(({ path, query }) => `${path}?${query}`);
    const before = new Map<string, Answer>();
    await forEachAtOnce(cases, async (path) => {
      before.set(path, recorded.get(path) ?? (await ask('anonymous', { path })));
    });
    // What was refused by its look was refused before anything was read.
    const answered = cases.filter(
      (path) => before.get(path)!.status !== 400 && !path.startsWith('/submissions/'),
    );
    await alterHidden(app, planted);
    const differing = await forEachAtOnce(answered, async (path) => {
      const [was, is] = [before.get(path)!, await ask('anonymous', { path })];
      return differenceOf(was, is).map((difference) => `${path}: ${difference}`);
    });
    expect(differing.flat()).toEqual([]);
    expect(answered.length).toBeGreaterThan(500);
  });
});

describe('what moderators do to the unseen', () => {
  /** Everything that a story page is made of. */
  async function view(): Promise<Map<string, Answer>> {
    const { documentId, slug } = planted.stories.plain;
    const thread = planted.comments[0]!.documentId;
    const paths = [
      ...[`/articles/${documentId}`, `/articles/by-slug/${slug}`, `/articles?sort=headline`],
      ...['newest', 'oldest', 'most-replied'].map(
        (sort) => `/articles/${documentId}/comments?sort=${sort}&limit=100&replies=10`,
      ),
      ...[`/comments/${thread}`, `/comments/${thread}/replies`, '/comments', '/replies'],
      ...[`/comment-counts?articles=${documentId}`, '/articles/by-slug/nothing'],
    ];
    const answers = await Promise.all(paths.map((path) => ask('anonymous', { path })));
    return new Map(paths.map((path, index) => [path, answers[index]!]));
  }
  const changesSince = async (before: Map<string, Answer>): Promise<string[]> =>
    [...(await view())].flatMap(([path, is]) =>
      differenceOf(before.get(path)!, is).map((difference) => `${path}: ${difference}`),
    );
  const decide = (documentId: string, action: string, more: Row = {}): Promise<Answer> =>
    ask('full-access', {
      method: 'POST',
      path: '/moderation/decisions',
      body: { data: { action, items: [{ type: 'comment', documentId }], ...more } },
    });
  const comments = () => documents(app, UID.comment);

  const acts: Record<string, (documentId: string) => Promise<unknown>> = {
    waiting: () => Promise.resolve(),
    rejecting: (id) => decide(id, 'reject', { reason: 'abusive', note: 'No.' }),
    'calling it spam': (id) => decide(id, 'spam'),
    'an edit of its words': (documentId) =>
      comments().update({ documentId, data: { body: 'Other words that nobody reads.' } }),
    'deleting it': (documentId) => comments().delete({ documentId }),
    'a rejection and its taking back': async (id) => {
      await decide(id, 'reject');
      await decide(id, 'restore');
    },
    'a pending reply to what can be read': () =>
      postReply(app, planted.comments[0]!.documentId, { body: 'Nobody has read this yet.' }),
  };

  test.each(Object.keys(acts))('shows nowhere: %s', async (what) => {
    const before = await view();
    const { documentId } = await postComment(app, planted.stories.plain.documentId, {
      body: `Nobody has read this yet: ${what}`,
    });
    await acts[what]!(documentId);
    expect(await changesSince(before)).toEqual([]);
  });

  test('what editors do to drafts shows nowhere either', async () => {
    const before = await view();
    const articles = documents(app, UID.article);
    const { documentId } = planted.stories.plain;
    await articles.update({
      documentId,
      data: {
        ...{ headline: 'Not yet', slug: 'not-yet', section: null, topics: [] },
        embargoUntil: '2999-01-01T00:00:00.000Z',
      },
    });
    const { documentId: copy } = await articles.clone({ documentId });
    await articles.delete({ documentId: copy });
    expect(await changesSince(before)).toEqual([]);
    await articles.discardDraft({ documentId });
    expect(await changesSince(before)).toEqual([]);
  });
});

test('names that every object has are refused, and not overlooked', async () => {
  for (const query of [
    'filters[constructor]=1',
    'filters[slug][valueOf]=x',
    'filters%5BtoString%5D=1',
    'sort[__proto__]=asc',
    'hasOwnProperty=1',
  ]) {
    const { status, json } = await ask('anonymous', { path: `/articles?${query}` });
    expect([query, status, (json as Row)['error'].details.code]).toEqual([
      query,
      400,
      'invalid_query',
    ]);
  }
  const { status } = await ask('anonymous', { path: '/articles?filters[slug]=constructor' });
  expect(status).toBe(200);
});
