/** Writing over REST: who may not cannot, what is forged is refused, and a refusal stores nothing. */
import { startApp, type App } from '../support/app';
import {
  approvedComment,
  approvedReply,
  createToken,
  db,
  documents,
  postComment,
  UID,
  writeStory,
  type Posted,
  type Row,
} from '../support/newsroom';
import {
  BROKEN_BODIES,
  dataWith,
  FORGED_EVERYWHERE,
  FORGED_IN_ARTICLES,
  FORGED_IN_ITEMS,
  oddBodies,
} from '../support/probe-bodies';
import { CALLERS, createCallers, type Caller } from '../support/probe-callers';
import { problemsOf } from '../support/probe-checks';
import {
  createClient,
  forEachAtOnce,
  type Answer,
  type Ask,
  type Client,
} from '../support/probe-client';
import { NOBODY } from '../support/probe-routes';
import { changesIn, stored } from '../support/probe-stored';
import { routesOf } from '../support/probe-surface';

let app: App;
let client: Client;
let callers: Record<string, Caller>;
let story: Row;
let draft: Row;
let comment: Posted;
let reply: Posted;
let named: Record<'author' | 'section' | 'topic', string>;
let file: number;

beforeAll(async () => {
  app = await startApp();
  const custom = async (name: string, actions: string[]): Promise<Caller> => ({
    name,
    token: await createToken(app, 'custom', actions),
    may: (action) => actions.includes(action),
    readsEverything: false,
  });
  callers = {
    ...(await createCallers(app)),
    commenting: await custom('commenting', ['comment.create', 'reply.create']),
    writing: await custom('writing', ['article.create', 'article.update']),
  };
  const create = async (uid: string, data: Row): Promise<string> =>
    (await documents(app, uid).create({ data })).documentId;
  named = {
    author: await create(UID.author, { name: 'Ada Voss', links: [{ url: 'https://example.org' }] }),
    section: await create(UID.section, { name: 'Harbour' }),
    topic: await create(UID.topic, { name: 'Ferries' }),
  };
  file = (
    await db(app, 'plugin::upload.file').create({
      data: {
        ...{ name: 'a.jpg', hash: 'a', ext: '.jpg', mime: 'image/jpeg', size: 1 },
        ...{ url: '/uploads/a.jpg', provider: 'local' },
      },
    })
  ).id;
  story = await writeStory(app, {
    headline: 'The ferry is late',
    credits: [{ author: named.author }],
    leadImage: { media: file, caption: 'A ferry' },
    section: named.section,
  });
  draft = await writeStory(app, { headline: 'Not yet' }, 'draft');
  comment = await approvedComment(app, story['documentId']);
  reply = await approvedReply(app, comment.documentId);
  client = await createClient(app);
});
afterAll(async () => {
  client.close();
  await app.stop();
});

const ask = (name: string, { path, ...more }: Ask): Promise<Answer> =>
  client.ask({ path: `/api${path}`, token: callers[name]!.token, ...more });
const post = (name: string, path: string, data: unknown): Promise<Answer> =>
  ask(name, { method: 'POST', path, body: { data } });
const put = (name: string, path: string, data: unknown): Promise<Answer> =>
  ask(name, { method: 'PUT', path, body: { data } });
const codeOf = ({ json }: Answer): unknown => (json as Row | undefined)?.['error']?.details?.code;
const seen = (answer: Answer): [number, unknown] => [answer.status, codeOf(answer)];
const nothingHidden = { hiddenIds: new Map<string, never>() };
const problems = (answer: Answer): string[] => problemsOf(answer, nothingHidden);

/** Runs work that must leave everything as it was. */
async function storingNothing(work: () => Promise<void>): Promise<void> {
  const before = await stored(app);
  await work();
  expect(changesIn(before, await stored(app))).toEqual([]);
}

const words = { body: 'What a good story.', authorName: 'Rose Tully' };
const newComment = (): Row => ({ article: story['documentId'], ...words });
const newReply = (): Row => ({ comment: comment.documentId, ...words });

/** Every route that writes, the permission that opens it, and a body that would do. */
const writingRoutes = (): Record<string, { action: string; path: string; data?: Row }> => {
  const generated = (type: 'article' | 'author' | 'section' | 'topic', id: string, data: Row) => ({
    [`POST /${type}s`]: { action: `${type}.create`, path: `/${type}s`, data },
    [`PUT /${type}s/:documentId`]: { action: `${type}.update`, path: `/${type}s/${id}`, data },
    [`DELETE /${type}s/:documentId`]: { action: `${type}.delete`, path: `/${type}s/${id}` },
  });
  const id = story['documentId'] as string;
  return {
    ...generated('article', id, { headline: 'Mine' }),
    ...generated('author', named.author, { name: 'Me' }),
    ...generated('section', named.section, { name: 'Mine' }),
    ...generated('topic', named.topic, { name: 'Mine' }),
    'POST /comments': { action: 'comment.create', path: '/comments', data: newComment() },
    'POST /replies': { action: 'reply.create', path: '/replies', data: newReply() },
    'PUT /articles/:documentId/discussion': {
      action: 'discussion.configure',
      path: `/articles/${id}/discussion`,
      data: { state: 'closed' },
    },
    'DELETE /submissions/:receipt': {
      action: 'submission.withdraw',
      path: `/submissions/${comment.receipt}`,
    },
    'POST /moderation/decisions': {
      action: 'moderation.decide',
      path: '/moderation/decisions',
      data: { action: 'reject', items: [{ type: 'comment', documentId: comment.documentId }] },
    },
  };
};

const requestOf = (name: string): Ask => {
  const { path, data } = writingRoutes()[name]!;
  return { method: name.split(' ')[0]!, path, ...(data && { body: { data } }) };
};

test('every route that writes is probed here', () => {
  const writing = routesOf(app, 'content-api').filter(({ method }) => method !== 'GET');
  expect(Object.keys(writingRoutes()).sort()).toEqual(
    writing.map(({ method, path }) => `${method} ${path}`).sort(),
  );
});

test('the check of what is stored notices a change', async () => {
  const before = await stored(app);
  const { documentId } = await postComment(app, story['documentId']);
  const changes = changesIn(before, await stored(app)).join('\n');
  expect(changes).toContain('newsroom_comments + ');
  expect(changes).toContain(documentId);
});

describe('who may not', () => {
  test.each([...CALLERS, 'commenting', 'writing'])('%s writes nothing', async (name) => {
    await storingNothing(async () => {
      for (const [route, { action }] of Object.entries(writingRoutes())) {
        if (callers[name]!.may(action)) continue;
        const answer = await ask(name, requestOf(route));
        expect([route, ...seen(answer), problems(answer)]).toEqual([route, 403, 'forbidden', []]);
      }
    });
  });

  test('an unknown token writes nothing', async () => {
    await storingNothing(async () => {
      for (const route of Object.keys(writingRoutes())) {
        const { path, ...more } = requestOf(route);
        const answer = await client.ask({ path: `/api${path}`, token: 'nonsense', ...more });
        expect([route, ...seen(answer), problems(answer)]).toEqual([
          route,
          401,
          'unauthorized',
          [],
        ]);
      }
    });
  });

  test.each(CALLERS)('%s finds no other way to write', async (name) => {
    const ids = [`/comments/${comment.documentId}`, `/replies/${reply.documentId}`];
    const closed: [methods: string[], paths: string[]][] = [
      [['PUT', 'PATCH', 'DELETE', 'POST'], ids],
      [
        ['PUT', 'PATCH', 'DELETE'],
        ['/comments', '/replies', '/articles', '/authors'],
      ],
      [
        ['PATCH', 'POST'],
        [`/articles/${String(story['documentId'])}`, `/authors/${named.author}`],
      ],
      [
        ['POST', 'PUT', 'PATCH', 'DELETE'],
        [
          ...['/comment-counts', '/moderation/queue', '/articles/by-slug/the-ferry-is-late'],
          ...[`${ids[0]!}/replies`, `/articles/${String(story['documentId'])}/comments`],
          `/moderation/items/comment/${comment.documentId}`,
        ],
      ],
      [['PUT', 'PATCH', 'DELETE'], ['/moderation/decisions']],
    ];
    const found: string[] = [];
    await storingNothing(async () => {
      for (const [methods, paths] of closed) {
        for (const [method, path] of methods.flatMap((one) =>
          paths.map((it) => [one, it] as const),
        )) {
          const data = { body: 'Mine', moderationStatus: 'approved', headline: 'Mine' };
          const answer = await ask(name, { method, path, body: { data } });
          found.push(...problems(answer).map((problem) => `${method} ${path} ${problem}`));
          if (![403, 404, 405].includes(answer.status))
            found.push(`${method} ${path} ${answer.status}`);
        }
      }
    });
    expect(found).toEqual([]);
  });
});

describe('a comment or reply', () => {
  const kinds: [path: string, data: () => Row][] = [
    ['/comments', newComment],
    ['/replies', newReply],
  ];
  const mayComment = ['anonymous', 'reader', 'full-access', 'commenting'];

  test.each(mayComment)(
    'of %s can be sent, and comes back without what is private',
    async (name) => {
      for (const [path, data] of kinds) {
        const query = 'populate=*&fields=authorEmail&status=draft';
        const asking = await post(name, `${path}?${query}`, data());
        expect([...seen(asking), problems(asking)]).toEqual([400, 'invalid_query', []]);
        const answer = await post(name, path, data());
        expect([answer.status, problems(answer)]).toEqual([201, []]);
        const { data: posted, meta } = answer.json as { data: Row; meta: Row };
        expect(Object.keys(posted).sort()).toEqual(
          ['authorName', 'body', 'documentId', 'moderationStatus', 'postedAt'].sort(),
        );
        expect([posted['moderationStatus'], Object.keys(meta)]).toEqual(['pending', ['receipt']]);
      }
    },
  );

  test.each(mayComment)('of %s sets no field that its form does not show', async (name) => {
    await storingNothing(async () => {
      for (const [path, data] of kinds) {
        const others = path === '/comments' ? { comment: 'x', inReplyTo: 'x' } : { article: 'x' };
        for (const [field, value] of Object.entries({ ...FORGED_IN_ITEMS, ...others })) {
          const answer = await post(name, path, { ...data(), [field]: value });
          expect([path, field, ...seen(answer), problems(answer)]).toEqual([
            ...[path, field],
            ...[400, 'unknown_field', []],
          ]);
        }
        const beside = await ask(name, {
          method: 'POST',
          path,
          body: { data: data(), moderationStatus: 'approved', meta: {} },
        });
        expect(seen(beside)).toEqual([400, 'unknown_field']);
      }
    });
  });

  test('of a signed-in reader takes no other address, and nobody’s word for who reads', async () => {
    const vouched = { id: 'somebody', emailVerified: true };
    await storingNothing(async () => {
      for (const [path, data] of kinds) {
        const other = await post('reader', path, { ...data(), authorEmail: 'other@example.org' });
        expect(seen(other)).toEqual([400, 'unknown_field']);
        for (const name of ['anonymous', 'reader', 'commenting']) {
          const answer = await post(name, path, { ...data(), reader: vouched });
          expect([name, ...seen(answer)]).toEqual([name, 403, 'on_behalf_not_allowed']);
        }
        for (const reader of [{}, { id: '' }, { id: 1 }, { ...vouched, admin: true }, 'x', []]) {
          const answer = await post('full-access', path, { ...data(), reader });
          expect([answer.status, problems(answer)]).toEqual([400, []]);
        }
      }
    });
  });

  test('without an account’s permission is refused, though anonymous readers may', async () => {
    const permission = app.strapi.db.query('plugin::users-permissions.permission');
    const where = {
      action: 'plugin::newsroom.comment.create',
      role: { type: 'authenticated' },
    } as never;
    const { role } = (await permission.findOne({ where, populate: ['role'] })) as Row;
    await permission.delete({ where });
    await storingNothing(async () => {
      expect(seen(await post('reader', '/comments', newComment()))).toEqual([403, 'forbidden']);
    });
    expect((await post('anonymous', '/comments', newComment())).status).toBe(201);
    await permission.create({
      data: { action: 'plugin::newsroom.comment.create', role: role.id },
    });
  });

  const odd: unknown[] = [
    ...[null, 0, 1, -1, true, '', ' ', '\u200b', '\u0000', '\ud800', [], ['x'], {}, { a: 1 }],
    ...[{ documentId: NOBODY }, { connect: [NOBODY] }, 2 ** 60, 'x'.repeat(300_000)],
  ];
  test('with an empty address has none, and with a wrong one is told of all that is wrong', async () => {
    const answer = await post('anonymous', '/comments', { ...newComment(), authorEmail: '' });
    expect(answer.status).toBe(201);
    const { documentId } = (answer.json as Row)['data'] as { documentId: string };
    expect(await db(app, UID.comment).findOne({ where: { documentId } })).toMatchObject({
      authorEmail: null,
    });
    const wrong = { ...newComment(), body: '', authorName: ' ', authorEmail: 'nobody' };
    const refused = await post('anonymous', '/comments', wrong);
    expect((refused.json as Row)['error'].details.errors).toEqual([
      { path: ['body'], code: 'body_required', params: {} },
      { path: ['authorName'], code: 'name_required', params: {} },
      { path: ['authorEmail'], code: 'email_invalid', params: {} },
    ]);
  });

  test('with odd values is refused with a code', async () => {
    await storingNothing(async () => {
      for (const [path, data] of kinds) {
        const fields = Object.keys({
          ...data(),
          authorEmail: 1,
          ...(path === '/replies' && { inReplyTo: 1 }),
        });
        for (const [field, value] of fields.flatMap((one) => odd.map((it) => [one, it] as const))) {
          // An answer to nothing is a plain reply.
          if (field === 'inReplyTo' && value === null) continue;
          // A form sends what was left empty as an empty text.
          if (field === 'authorEmail' && ['', ' '].includes(value as string)) continue;
          const answer = await post('anonymous', path, { ...data(), [field]: value });
          const what = [path, field, JSON.stringify(value).slice(0, 40)];
          expect([...what, problems(answer)]).toEqual([...what, []]);
          expect([...what, answer.status >= 400]).toEqual([...what, true]);
        }
        for (const field of Object.keys(data())) {
          const { [field]: _, ...others } = data();
          const answer = await post('anonymous', path, others);
          expect([field, answer.status >= 400, problems(answer)]).toEqual([field, true, []]);
        }
      }
    });
  });

  test('is withdrawn by its own receipt only', async () => {
    const { receipt, documentId } = await postComment(app, story['documentId']);
    await storingNothing(async () => {
      for (const name of ['read-only', 'articles', 'commenting']) {
        const answer = await ask(name, { method: 'DELETE', path: `/submissions/${receipt}` });
        expect(seen(answer)).toEqual([403, 'forbidden']);
      }
      for (const wrong of [documentId, receipt.toLowerCase(), `${receipt}x`, '%00', NOBODY]) {
        const answer = await ask('anonymous', { method: 'DELETE', path: `/submissions/${wrong}` });
        expect([wrong, ...seen(answer)]).toEqual([wrong, 404, 'receipt_invalid']);
      }
    });
    const { status } = await ask('anonymous', {
      method: 'DELETE',
      path: `/submissions/${receipt}`,
    });
    expect(status).toBe(200);
    const row = await db(app, UID.comment).findOne({ where: { documentId } });
    expect([null, 'removed']).toContain(row && row.moderationStatus);
  });
});

describe('what editors write', () => {
  const types = ['article', 'author', 'section', 'topic'] as const;
  const valid: Record<(typeof types)[number], Row> = {
    article: { headline: 'Whatever' },
    author: { name: 'Whoever' },
    section: { name: 'Wherever' },
    topic: { name: 'Whatever' },
  };
  const idOf = (type: (typeof types)[number]): string =>
    type === 'article' ? story['documentId'] : named[type];

  test.each(types)(
    'an %s can be created and changed, and private fields stay private',
    async (type) => {
      const data = { ...valid[type], externalId: 'import-7' };
      const created = await post('full-access', `/${type}s`, data);
      expect([created.status, problems(created)]).toEqual([201, []]);
      const { documentId } = (created.json as Row)['data'];
      const changed = await put('full-access', `/${type}s/${String(documentId)}`, data);
      expect([changed.status, problems(changed)]).toEqual([200, []]);
      const row = await db(app, UID[type]).findOne({ where: { documentId } });
      expect(row.externalId).toBe('import-7');
      const deleted = await ask('full-access', {
        method: 'DELETE',
        path: `/${type}s/${String(documentId)}`,
      });
      expect(deleted.status).toBe(204);
    },
  );

  test.each(types)('no forged field of an %s is stored', async (type) => {
    const forged = { ...FORGED_EVERYWHERE, ...(type === 'article' && FORGED_IN_ARTICLES) };
    await storingNothing(async () => {
      for (const [path, value] of Object.entries(forged)) {
        const data = { ...valid[type], ...dataWith(path, value) };
        for (const answer of [
          await post('full-access', `/${type}s`, data),
          await put('full-access', `/${type}s/${idOf(type)}`, data),
        ]) {
          expect([path, answer.status, problems(answer)]).toEqual([path, 400, []]);
          expect(['unknown_field', 'invalid_field']).toContain(codeOf(answer));
        }
      }
    });
  });

  test('a first publication is dated by whoever may, and nobody else', async () => {
    const data = { ...valid.article, datePublished: '1999-05-05T08:00:00.000Z' };
    await storingNothing(async () => {
      for (const answer of [
        await post('writing', '/articles', data),
        await put('writing', `/articles/${idOf('article')}`, data),
      ]) {
        expect(seen(answer)).toEqual([403, 'backdate_not_allowed']);
      }
    });
  });

  test('no relation leads to what does not exist or is something else', async () => {
    const [article, { author, section, topic }] = [String(story['documentId']), named];
    const wrong: [type: (typeof types)[number], data: Row][] = [
      ...[NOBODY, author, article, comment.documentId, 1, '1 or 1=1'].flatMap(
        (id): [(typeof types)[number], Row][] => [
          ['article', { section: id }],
          ['article', { section: { connect: [id] } }],
          ['article', { section: { documentId: id } }],
          ['article', { topics: [id] }],
          ['article', { topics: { set: [{ documentId: id }] } }],
          ['section', { parent: id }],
          ['section', { parent: { connect: [id] } }],
        ],
      ),
      ...[NOBODY, section, topic, article].map((id): [(typeof types)[number], Row] => [
        'article',
        { credits: [{ author: id }] },
      ]),
      ...[0, -1, 2 ** 31 - 1, 2 ** 31, 1e20, 'x', [1], { id: 1 }].flatMap(
        (id): [(typeof types)[number], Row][] => [
          ['article', { leadImage: { media: id } }],
          ['article', { seo: { image: id } }],
          ['author', { photo: id }],
        ],
      ),
    ];
    await storingNothing(async () => {
      for (const [type, relation] of wrong) {
        for (const answer of [
          await post('full-access', `/${type}s`, { ...valid[type], ...relation }),
          await put('full-access', `/${type}s/${idOf(type)}`, relation),
        ]) {
          const what = JSON.stringify(relation);
          expect([what, answer.status, problems(answer)]).toEqual([what, 400, []]);
        }
      }
      const loop = await put('full-access', `/sections/${section}`, { parent: section });
      expect(seen(loop)).toEqual([400, 'section_loop']);
    });
  });

  test('no story takes a part of another', async () => {
    const path = `/articles/${String(story['documentId'])}?populate=*`;
    const before = (await ask('full-access', { path })).text;
    const rows = (table: string): Promise<Row[]> => app.strapi.db.connection(table).select('id');
    const tables = {
      leadImage: 'components_newsroom_lead_images',
      credits: 'components_newsroom_credits',
    };
    for (const [field, table] of Object.entries(tables)) {
      for (const { id } of await rows(table)) {
        const part = field === 'credits' ? [{ id, name: 'Mine' }] : { id, caption: 'Mine' };
        const { documentId } = draft as { documentId: string };
        for (const answer of [
          await post('full-access', '/articles?status=draft', { headline: 'Mine', [field]: part }),
          await put('full-access', `/articles/${documentId}?status=draft`, { [field]: part }),
        ]) {
          expect([field, id, problems(answer)]).toEqual([field, id, []]);
        }
      }
    }
    expect((await ask('full-access', { path })).text).toBe(before);
  });

  test('what is not there cannot be changed or deleted', async () => {
    await storingNothing(async () => {
      for (const type of types) {
        for (const id of [NOBODY, '1', '%00', '*', 'x'.repeat(300), comment.documentId]) {
          for (const answer of [
            await put('full-access', `/${type}s/${id}`, valid[type]),
            await ask('full-access', { method: 'DELETE', path: `/${type}s/${id}` }),
          ]) {
            expect([type, id, answer.status, problems(answer)]).toEqual([type, id, 404, []]);
          }
        }
      }
    });
  });

  test.each(types)('no odd value in an %s is more than a refusal', async (type) => {
    const query = type === 'article' ? '?status=draft' : '';
    const { json } = await post('full-access', `/${type}s${query}`, valid[type]);
    const path = `/${type}s/${String((json as Row)['data'].documentId)}${query}`;
    const bodies = [...oddBodies(app, UID[type], valid[type])];
    const found = await forEachAtOnce(bodies, async (data, index) => {
      const answers = [await post('full-access', `/${type}s${query}`, data)];
      if (index % 4 === 0) answers.push(await put('full-access', path, data));
      return answers
        .flatMap(problems)
        .map((problem) => `${JSON.stringify(data).slice(0, 200)} ${problem}`);
    });
    expect(found.flat()).toEqual([]);
    expect(bodies.length).toBeGreaterThan(100);
  });
});

describe('what moderators write', () => {
  const decide = (data: unknown): Promise<Answer> =>
    post('full-access', '/moderation/decisions', data);

  test('is refused when it is forged', async () => {
    const items = [{ type: 'comment', documentId: comment.documentId }];
    const good = { action: 'approve', items };
    const forged: unknown[] = [
      ...[{}, { action: 'approve' }, { ...good, items: [] }, { ...good, items: 'x' }],
      ...[
        { ...good, action: 'erase' },
        { ...good, action: 'withdraw' },
        { ...good, action: 'remove' },
      ],
      ...[
        { ...good, action: ['approve'] },
        { ...good, reason: 'because' },
        { ...good, note: 1 },
      ],
      ...[
        { ...good, note: '\u0000' },
        { ...good, note: 'x'.repeat(3000) },
        { ...good, force: true },
      ],
      ...[
        { ...good, actor: { type: 'administrator' } },
        { ...good, decidedAt: '2001-01-01' },
      ],
      ...[
        { ...good, policyVersion: 1 },
        { ...good, moderationStatus: 'approved' },
      ],
      ...[
        { type: 'article' },
        { documentId: 1 },
        { revision: 'x' },
        { revision: 2 ** 31 },
        { id: 1 },
      ].map((part) => ({ ...good, items: [{ ...items[0], ...part }] })),
      { ...good, items: Array.from({ length: 501 }, () => items[0]) },
      { ...good, items: [{ type: 'comment', documentId: '\u0000' }] },
    ];
    await storingNothing(async () => {
      for (const data of forged) {
        const answer = await decide(data);
        const what = JSON.stringify(data).slice(0, 100);
        expect([what, answer.status, problems(answer)]).toEqual([what, 400, []]);
      }
      const { json } = await decide({ ...good, items: [{ type: 'reply', documentId: NOBODY }] });
      expect((json as Row)['meta']).toEqual({ counts: { not_found: 1 } });
    });
  });

  test('of a discussion is its switch, and nothing that is counted', async () => {
    const path = `/articles/${String(story['documentId'])}/discussion`;
    const forged: unknown[] = [
      ...[{}, { state: 'gone' }, { state: null }, { moderationMode: 'none' }, { closesAt: 'soon' }],
      ...[{ closesAt: 0 }, { closesAt: '+275760-09-14' }, { state: ['open'] }, 'open', []],
      ...[
        'commentCount',
        'liveFrom',
        'lastCommentAt',
        'revision',
        'articleId',
        'id',
        'documentId',
      ].map((field) => ({ state: 'open', [field]: 1 })),
    ];
    await storingNothing(async () => {
      for (const data of forged) {
        const answer = await put('full-access', path, data);
        expect([data, answer.status, problems(answer)]).toEqual([data, 400, []]);
      }
      for (const id of [NOBODY, '%00', comment.documentId]) {
        const answer = await put('full-access', `/articles/${id}/discussion`, { state: 'open' });
        expect(seen(answer)).toEqual([404, 'article_not_found']);
      }
    });
  });
});

describe('a body', () => {
  test('that is none is refused with a code, by every route', async () => {
    const routes = Object.keys(writingRoutes()).filter((name) => !name.startsWith('DELETE'));
    const requests = routes.flatMap((route) =>
      BROKEN_BODIES.map(([body, headers]) => ({ route, body, headers })),
    );
    await storingNothing(async () => {
      const found = await forEachAtOnce(requests, async ({ route, body, headers }) => {
        const answer = await ask('full-access', { ...requestOf(route), body, headers });
        const isRefused = [400, 413, 415].includes(answer.status);
        const what = [route, ...Object.values(headers), JSON.stringify(body?.slice(0, 40))].join(
          ', ',
        );
        return [...problems(answer), ...(isRefused ? [] : [`answers ${answer.status}`])].map(
          (problem) => `${what} ${problem}`,
        );
      });
      expect(found.flat()).toEqual([]);
    });
  });

  test('that is too large is refused with a code', async () => {
    const data = { ...newComment(), body: 'x'.repeat(2_000_000) };
    await storingNothing(async () => {
      const answer = await post('anonymous', '/comments', data);
      expect([...seen(answer), problems(answer)]).toEqual([413, 'payload_too_large', []]);
    });
  });
});
