/** What is kept of the conversation, by the server, by browsers and on the way, and how it is told. */
import { startApp, type App } from '../support/app';
import {
  approvedComment,
  approvedReply,
  createToken,
  db,
  postComment,
  setStatus,
  UID,
  writeStory,
  type Row,
} from '../support/newsroom';
import { statementsOf } from '../support/statements';

let app: App;
let articleId: string;
let comment: string;
beforeAll(async () => {
  app = await startApp({ newsroom: { config: { discussion: { maxAge: 60, sharedMaxAge: 300 } } } });
  ({ documentId: articleId } = (await writeStory(app, { headline: 'A kept story' })) as {
    documentId: string;
  });
  ({ documentId: comment } = await approvedComment(app, articleId));
});
afterAll(() => app.stop());

const PAGE = 'sort=newest&limit=20&replies=3';
const ask = (query = PAGE, headers: Record<string, string> = {}) =>
  app.http.get(`/api/articles/${articleId}/comments?${query}`).set(headers);

test('the same page has the same tag, and is not sent again to who has it', async () => {
  const { status, headers } = await ask();
  const tag = headers['etag'] as string;
  expect([status, tag]).toEqual([200, expect.stringMatching(/^"[\w-]{27}"$/)]);
  expect((await ask()).headers['etag']).toBe(tag);
  for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
    const again = await ask(PAGE, { 'if-none-match': known });
    expect([known, again.status, again.text, again.headers['etag']]).toEqual([known, 304, '', tag]);
    expect(again.headers['cache-control']).toBe(headers['cache-control']);
  }
  expect((await ask(PAGE, { 'if-none-match': '"other"' })).status).toBe(200);
  // A second is too long for a conversation: only the tag counts.
  const later = new Date(Date.now() + 60_000).toUTCString();
  expect((await ask(PAGE, { 'if-modified-since': later })).status).toBe(200);
  expect((await ask('sort=oldest')).headers['etag']).not.toBe(tag);
  const bySlug = await app.http.get(`/api/articles/by-slug/a-kept-story/comments?${PAGE}`);
  expect([bySlug.status, bySlug.headers['etag']]).toEqual([200, tag]);
});

test('a kept page takes one statement, whichever way the story is named', async () => {
  for (const path of [`/api/articles/${articleId}`, '/api/articles/by-slug/a-kept-story']) {
    const path_ = `${path}/comments?${PAGE}`;
    await app.http.get(path_);
    expect(await statementsOf(app, () => app.http.get(path_))).toHaveLength(1);
  }
});

test('a page has one tag, however what it is asked for is written', async () => {
  const tagOf = async (query: string) => (await ask(query)).headers['etag'] as string;
  const tag = await tagOf('limit=2&sort=oldest');
  for (const query of [
    'sort=oldest&limit=2',
    'limit=2&&sort=oldest&',
    'limit=%32&%73ort=oldest',
    'limit=2.0&sort=oldest&replies=3',
  ]) {
    expect([query, await tagOf(query)]).toEqual([query, tag]);
  }
  expect(await tagOf('limit=3&sort=oldest')).not.toBe(tag);
  expect(await tagOf('')).toBe(await tagOf('sort=newest&limit=20&replies=3'));
});

test('a page of replies is kept in the same way', async () => {
  const first = await approvedReply(app, comment);
  const path = `/api/comments/${comment}/replies`;
  const { status, headers, body } = await app.http.get(path);
  const tag = headers['etag'] as string;
  expect([status, body.data.length, body.meta.pagination.total]).toEqual([200, 1, 1]);
  expect(await statementsOf(app, () => app.http.get(path))).toHaveLength(1);
  expect((await app.http.get(path).set('if-none-match', tag)).status).toBe(304);
  // Another list with the same query is another page.
  const other = await approvedComment(app, articleId);
  await approvedReply(app, other.documentId, { body: 'To another.' });
  const others = await app.http.get(`/api/comments/${other.documentId}/replies`);
  expect(others.body.data).toMatchObject([{ body: 'To another.' }]);
  await setStatus(app, UID.reply, first.documentId, 'rejected');
  const gone = await app.http.get(path).set('if-none-match', tag);
  expect([gone.status, gone.body.data, gone.body.meta.pagination.total]).toEqual([200, [], 0]);
  for (const nobodys of ['nothing', first.documentId]) {
    const { status: refused, body: why } = await app.http.get(`/api/comments/${nobodys}/replies`);
    expect([refused, why.error.details.code]).toEqual([404, 'comment_not_found']);
  }
});

test('what readers can see makes a new page; what they cannot leaves it as it is', async () => {
  const tagNow = async (): Promise<string> => (await ask()).headers['etag'] as string;
  const changes = async (work: () => Promise<unknown>): Promise<boolean> => {
    const before = await tagNow();
    await work();
    return (await tagNow()) !== before;
  };
  const waiting = { documentId: '' };
  expect(await changes(async () => Object.assign(waiting, await postComment(app, articleId)))).toBe(
    false,
  );
  const { documentId } = waiting;
  const set = (status: string) => setStatus(app, UID.comment, documentId, status);
  expect(await changes(() => set('spam'))).toBe(false);
  expect(await changes(() => set('approved'))).toBe(true);
  expect(await changes(() => approvedReply(app, documentId))).toBe(true);
  const edit = (data: Row) => db(app, UID.comment).update({ where: { documentId: comment }, data });
  expect(await changes(() => edit({ body: 'Better words.' }))).toBe(true);
  expect(await changes(() => edit({ featured: true }))).toBe(true);
  expect(await changes(() => set('rejected'))).toBe(true);
  const { body } = await ask();
  expect((body.data as Row[]).map(({ body: text }) => text as string | null)).toContain(
    'Better words.',
  );
});

test('how long it may be kept is the operator’s to say, and never past its own end', async () => {
  const token = await createToken(app, 'full-access');
  const closeAt = (closesAt: string | null) =>
    app.http
      .put(`/api/articles/${articleId}/discussion`)
      .auth(token, { type: 'bearer' })
      .send({ data: { closesAt } });
  const { headers } = await ask();
  expect(headers['cache-control']).toBe('public, max-age=60, s-maxage=300');
  expect(headers['surrogate-key']).toBe(`newsroom article-${articleId} discussion-${articleId}`);
  expect(headers['vary']).toMatch(/Authorization/);
  expect(Date.parse(headers['last-modified'] as string)).toBeGreaterThan(Date.now() - 60_000);

  const open = await ask();
  await closeAt(new Date(Date.now() + 20_000).toISOString());
  const closing = await ask();
  const [, own, shared] = /max-age=(\d+), s-maxage=(\d+)/.exec(
    closing.headers['cache-control'] as string,
  )!;
  expect(Number(own)).toBeLessThanOrEqual(20);
  expect(Number(shared)).toBeLessThanOrEqual(20);
  await closeAt(new Date(Date.now() - 1000).toISOString());
  const closed = await ask();
  expect([open, closing, closed].map(({ body }) => body.meta.discussion.acceptsComments)).toEqual([
    true,
    true,
    false,
  ]);
  expect(closed.headers['cache-control']).toBe('public, max-age=60, s-maxage=300');
  await closeAt(null);
});

test('nothing is said of keeping what is refused, and nothing is shared that a token has opened', async () => {
  const token = await createToken(app, 'read-only');
  const asToken = await ask(PAGE, { authorization: `Bearer ${token}` });
  expect([asToken.status, asToken.headers['cache-control']]).toEqual([200, 'private, no-cache']);
  expect(asToken.text).toBe((await ask()).text);
  const refused = [
    await ask('limit=1000'),
    await ask('cursor=x'),
    await ask('nonsense=1'),
    await app.http.get('/api/articles/nothing/comments'),
    await app.http.get('/api/articles/by-slug/nothing/comments'),
    await ask(PAGE, { authorization: 'Bearer nonsense' }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 404, 404, 401]);
  for (const { headers } of refused) {
    expect([headers['etag'], headers['surrogate-key']]).toEqual([undefined, undefined]);
  }
  const kept = refused.map(({ headers }) => headers['cache-control']);
  expect(kept).toEqual([...Array.from({ length: 5 }, () => 'no-store'), 'private, no-store']);
});

test('what is answered to a token, or to a receipt, is for nobody to keep', async () => {
  const token = await createToken(app, 'full-access');
  for (const [path, authorization] of [
    ['/articles?status=draft', `Bearer ${token}`],
    ['/moderation/queue', `Bearer ${token}`],
    ['/moderation/queue', ''],
    ['/submissions/nothing', ''],
  ] as const) {
    const { headers } = await app.http.get(`/api${path}`).set({ authorization });
    expect([path, headers['cache-control']]).toEqual([path, 'private, no-store']);
  }
  const { headers } = await app.http.get('/api/articles');
  expect(headers['cache-control']).toBeUndefined();
});

test('replies are read by whom the administrator lets read them, kept or not', async () => {
  const path = `/api/comments/${comment}/replies`;
  const permission = await db(app, 'plugin::users-permissions.permission').findOne({
    where: { action: 'plugin::newsroom.reply.find', role: { type: 'public' } },
    populate: ['role'],
  });
  expect((await app.http.get(path)).status).toBe(200);
  await db(app, 'plugin::users-permissions.permission').delete({ where: { id: permission.id } });
  const { status, body } = await app.http.get(path);
  expect([status, body.error.details.code]).toEqual([403, 'forbidden']);
  for (const [action, expected] of [
    ['reply.find', 200],
    ['comment.find', 403],
  ] as const) {
    const token = await createToken(app, 'custom', [action]);
    const answer = await app.http.get(path).auth(token, { type: 'bearer' });
    expect([action, answer.status]).toEqual([action, expected]);
  }
  await db(app, 'plugin::users-permissions.permission').create({
    data: { action: permission.action, role: permission.role.id },
  });
  expect((await app.http.get(path)).status).toBe(200);
});

test('what an administrator takes from readers is theirs no more at once, kept or not', async () => {
  const permission = await db(app, 'plugin::users-permissions.permission').findOne({
    where: { action: 'plugin::newsroom.comment.find', role: { type: 'public' } },
    populate: ['role'],
  });
  const tag = (await ask()).headers['etag'] as string;
  await db(app, 'plugin::users-permissions.permission').delete({ where: { id: permission.id } });
  for (const path of [`/api/articles/${articleId}`, '/api/articles/by-slug/a-kept-story']) {
    const { status, body } = await app.http
      .get(`${path}/comments?${PAGE}`)
      .set('if-none-match', tag);
    expect([path, status, body.error.details.code]).toEqual([path, 403, 'forbidden']);
  }
  const { status, body } = await app.http.get('/api/articles/nothing/comments');
  expect([status, body.error.details.code]).toEqual([403, 'forbidden']);
  await db(app, 'plugin::users-permissions.permission').create({
    data: { action: permission.action, role: permission.role.id },
  });
  expect((await ask()).status).toBe(200);
});
