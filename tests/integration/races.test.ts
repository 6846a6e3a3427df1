/**
 * What happens when people do things at once: nothing is lost, nothing is said twice, nobody waits
 * in a circle, and a request that comes too late is told so.
 */
import { startApp, type App } from '../support/app';
import {
  approvedComment,
  configureDiscussion,
  createToken,
  db,
  discussionOf,
  documents,
  driftOf,
  postComment,
  publicCount,
  setStatus,
  UID,
  writeStory,
  type Row,
} from '../support/newsroom';

let app: App;
let token: string;
const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);
beforeAll(async () => {
  app = await startApp();
  token = await createToken(app, 'full-access');
  process.on('unhandledRejection', note);
});
afterEach(async () => {
  // Strapi tells its listeners of a change some moments after it has answered.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(unhandled.splice(0)).toEqual([]);
  expect(await driftOf(app)).toBe(0);
});
afterAll(async () => {
  process.off('unhandledRejection', note);
  await app.stop();
});

/** What became of many things done at once: a status, or what went wrong. */
async function outcomes(jobs: PromiseLike<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(jobs);
  return settled.map((one) =>
    one.status === 'fulfilled'
      ? String((one.value as { status?: number } | null)?.status ?? 'done')
      : (one.reason as Error).message,
  );
}
const send = (method: 'post' | 'put' | 'delete', path: string, data?: Row) =>
  app.http[method](`/api${path}`)
    .auth(token, { type: 'bearer' })
    .send(data && { data })
    .then(({ status }) => ({ status }));
const later = <T>(milliseconds: number, work: () => PromiseLike<T>): Promise<T> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds)).then(work);
const rounds = (count: number): number[] => Array.from({ length: count }, (_, round) => round);
const versionsOf = (documentId: string) => db(app, UID.article).findMany({ where: { documentId } });

test.each(['articles', 'authors', 'sections'])(
  'saving and deleting one of the %s',
  async (path) => {
    for (const round of rounds(8)) {
      const created = await app.http
        .post(`/api/${path}${path === 'articles' ? '?status=draft' : ''}`)
        .auth(token, { type: 'bearer' })
        .send({ data: path === 'articles' ? { headline: 'A story' } : { name: `Name ${round}` } });
      const one = `/${path}/${created.body.data.documentId as string}`;
      const save = () => send('put', one, path === 'articles' ? { kicker: 'X' } : { name: 'Y' });
      const found = await outcomes([
        save(),
        save(),
        later(round * 2, () => send('delete', one)),
        save(),
        save(),
      ]);
      expect(found.filter((status) => !['200', '204', '404'].includes(status))).toEqual([]);
    }
  },
);

test('saving and deleting one comment', async () => {
  const { documentId: article } = await writeStory(app);
  for (const round of rounds(8)) {
    const { documentId } = await postComment(app, article as string);
    const save = () =>
      documents(app, UID.comment).update({ documentId, data: { body: 'Better.' } });
    const found = await outcomes([
      save(),
      later(round, () => documents(app, UID.comment).delete({ documentId })),
      save(),
      setStatus(app, UID.comment, documentId, 'approved'),
      save(),
    ]);
    expect(found.filter((outcome) => outcome !== 'done')).toEqual([]);
  }
});

test('saving, publishing and deleting one story', async () => {
  for (const round of rounds(6)) {
    const { documentId } = await writeStory(app, { corrections: [{ text: 'A first one.' }] });
    const articles = documents(app, UID.article);
    const found = await outcomes([
      send('put', `/articles/${String(documentId)}`, { kicker: 'X' }),
      articles.publish({ documentId }),
      send('put', `/articles/${String(documentId)}`, { corrections: [{ text: 'Another.' }] }),
      articles.update({ documentId, data: { kicker: 'Y' } }),
      articles.publish({ documentId }),
      ...(round % 2 ? [send('delete', `/articles/${String(documentId)}`)] : []),
    ]);
    expect(found.filter((one) => !['done', '200', '204', '404'].includes(one))).toEqual([]);
    const versions = await versionsOf(documentId as string);
    expect(versions.filter(({ publishedAt }) => publishedAt)).toHaveLength(round % 2 ? 0 : 1);
    expect(versions).toHaveLength(round % 2 ? 0 : 2);
  }
});

test('unpublishing and discarding changes: the story stays', async () => {
  for (const round of rounds(6)) {
    const { documentId } = await writeStory(app);
    const articles = documents(app, UID.article);
    await articles.update({ documentId, data: { kicker: 'Changed' } });
    const jobs = [
      () => articles.unpublish({ documentId }),
      () => articles.discardDraft({ documentId }),
    ];
    await outcomes((round % 2 ? jobs : jobs.toReversed()).map((job) => job()));
    expect((await versionsOf(documentId as string)).length).toBeGreaterThan(0);
  }
  const { documentId } = await writeStory(app, {}, 'draft');
  await expect(documents(app, UID.article).discardDraft({ documentId })).rejects.toMatchObject({
    details: { code: 'article_not_found' },
  });
  expect(await versionsOf(documentId as string)).toHaveLength(1);
});

test('a new name of an author while the author’s stories are published', async () => {
  const author = await documents(app, UID.author).create({ data: { name: 'Name 0' } });
  const stories = await Promise.all(
    rounds(4).map(() => writeStory(app, { credits: [{ author: author.documentId }] })),
  );
  for (const round of rounds(6)) {
    const name = `Name ${round + 1}`;
    const found = await outcomes([
      documents(app, UID.author).update({ documentId: author.documentId, data: { name } }),
      ...stories.map(({ documentId }) => documents(app, UID.article).publish({ documentId })),
    ]);
    expect(found.filter((outcome) => outcome !== 'done')).toEqual([]);
    const versions = await db(app, UID.article).findMany({
      where: { documentId: { $in: stories.map(({ documentId }) => documentId as string) } },
      populate: { credits: true },
    });
    for (const { byline, credits } of versions)
      expect([byline, credits[0].label]).toEqual([name, name]);
  }
});

test('replies arriving while their comment is deleted', async () => {
  const { documentId: article } = await writeStory(app);
  const reply = (comment: string) =>
    send('post', '/replies', { comment, body: 'I agree.', authorName: 'Ned Pell' });
  for (const round of rounds(8)) {
    const { documentId } = await approvedComment(app, article as string);
    const found = await outcomes([
      reply(documentId),
      later(round % 4, () => documents(app, UID.comment).delete({ documentId })),
      reply(documentId),
    ]);
    expect(found.filter((one) => !['done', '201', '404'].includes(one))).toEqual([]);
  }
  const replies = await db(app, UID.reply).findMany({
    where: { articleId: article },
    populate: { comment: true },
  });
  expect(replies.filter(({ comment }) => !comment)).toEqual([]);
});

test('a decision and the taking back of the one before it', async () => {
  const { documentId: article } = await writeStory(app);
  for (const _ of rounds(8)) {
    const { documentId } = await postComment(app, article as string);
    const decide = (action: string) =>
      send('post', '/moderation/decisions', { action, items: [{ type: 'comment', documentId }] });
    await decide('reject');
    await outcomes([decide('approve'), decide('restore')]);
    const chain: Row[] = await db(app, UID.decision).findMany({
      where: { itemId: documentId },
      orderBy: { id: 'asc' },
    });
    let status = 'pending';
    for (const { fromStatus, toStatus, action, restores } of chain) {
      expect(fromStatus).toBe(status);
      if (action === 'restore') {
        expect(chain.find((one) => one['documentId'] === restores)!['toStatus']).toBe(fromStatus);
      }
      status = toStatus as string;
    }
  }
});

test('stories of one headline after another of it has gone', async () => {
  for (const round of rounds(3)) {
    const headline = `Taken over ${round}`;
    const { documentId } = await writeStory(app, { headline });
    await documents(app, UID.article).delete({ documentId });
    const stories = await Promise.all(rounds(6).map(() => writeStory(app, { headline })));
    expect(new Set(stories.map(({ slug }) => slug as string)).size).toBe(6);
  }
});

test('two sections made each other’s parent', async () => {
  const sections = documents(app, UID.section);
  for (const round of rounds(6)) {
    const [one, other] = (await Promise.all(
      ['A', 'B'].map((name) => sections.create({ data: { name: `${name} ${round}` } })),
    )) as [Row, Row];
    const place = ({ documentId }: Row, parent: Row) =>
      sections.update({ documentId, data: { parent: parent['documentId'] } });
    await outcomes([place(one, other), place(other, one)]);
    const found = await sections.findOne({
      documentId: one['documentId'],
      populate: { parent: { populate: { parent: true } } },
    });
    expect(found.parent?.parent?.documentId).not.toBe(one['documentId']);
  }
});

test('closing a discussion: after the answer nothing arrives', async () => {
  const { documentId: article } = await writeStory(app);
  const count = () => db(app, UID.comment).count({ where: { articleId: article } });
  const post = () =>
    send('post', '/comments', { article, body: 'Still open?', authorName: 'Rose' });
  const posts = outcomes(rounds(20).map((n) => later(n * 4, post)));
  const close = () => send('put', `/articles/${String(article)}/discussion`, { state: 'closed' });
  await later(25, close);
  const then = await count();
  const found = await posts;
  expect(found.filter((status) => !['201', '403'].includes(status))).toEqual([]);
  expect(await count()).toBe(then);
});

test('a recount while stories are withdrawn', async () => {
  const stories = await Promise.all(rounds(8).map(() => writeStory(app)));
  const ids = stories.map(({ documentId }) => documentId as string);
  await Promise.all([
    driftOf(app),
    ...ids.map((documentId, n) =>
      later(n * 3, () => documents(app, UID.article).unpublish({ documentId })),
    ),
  ]);
  for (const id of ids) expect((await discussionOf(app, id))['liveFrom']).toBeNull();
});

test('many comments of many stories decided at once, in every order', async () => {
  const stories = await Promise.all(rounds(4).map(() => writeStory(app)));
  const ids: string[] = [];
  for (const round of rounds(3)) {
    for (const { documentId } of round % 2 ? stories.toReversed() : stories) {
      const email = { authorEmail: 'same@example.org' };
      ids.push((await postComment(app, documentId as string, email)).documentId);
    }
  }
  const move = (some: string[], moderationStatus: string) =>
    db(app, UID.comment).updateMany({
      where: { documentId: { $in: some } },
      data: { moderationStatus },
    });
  for (const status of ['approved', 'pending', 'approved']) {
    const found = await outcomes([
      move(ids, status),
      move(ids.toReversed(), status),
      move(ids.slice(4), status),
    ]);
    expect(found.filter((outcome) => outcome !== 'done')).toEqual([]);
  }
  for (const { documentId } of stories) {
    expect(await publicCount(app, documentId as string)).toBe(3);
  }
});

test('readers are served while writers wait for a discussion', async () => {
  const { documentId } = await writeStory(app);
  let release = () => {};
  const told = new Promise<void>((resolve) => (release = resolve));
  const holding = app.strapi.db.transaction(async () => {
    await app.strapi.db
      .queryBuilder(UID.discussion)
      .select('id')
      .where({ articleId: documentId })
      .forUpdate()
      .execute();
    await told;
  });
  const posts = rounds(40).map(() => postComment(app, documentId));
  const waited = later(3000, () => Promise.resolve('the page waits as well'));
  await later(200, () => Promise.resolve());
  const page = app.http.get(`/api/articles/${documentId}/comments`).then(({ status }) => status);
  try {
    expect(await Promise.race([page, waited])).toBe(200);
  } finally {
    release();
    await holding;
  }
  expect(await Promise.all(posts)).toHaveLength(40);
});

test('readers are served between the decisions of a long list', async () => {
  const { documentId } = await writeStory(app);
  const items: Row[] = [];
  for (let n = 0; n < 50; n += 1) {
    const posted = await postComment(app, documentId);
    items.push({ type: 'comment', documentId: posted.documentId });
  }
  let isDecided = false;
  const decided = send('post', '/moderation/decisions', { action: 'approve', items }).then(
    ({ status }) => {
      isDecided = true;
      return status;
    },
  );
  let pages = 0;
  while (!isDecided) {
    await app.http.get(`/api/articles/${documentId}/comments`).expect(200);
    pages += 1;
  }
  expect(await decided).toBe(200);
  expect(pages).toBeGreaterThan(5);
});

test('a mode that is set while a comment waits for the discussion counts for it', async () => {
  const { documentId } = await writeStory(app);
  await configureDiscussion(app, documentId, { moderation_mode: 'postmoderate' });
  let release = () => {};
  const told = new Promise<void>((resolve) => (release = resolve));
  const setting = app.strapi.db.transaction(async ({ trx }) => {
    await app.strapi.db
      .connection('newsroom_discussions')
      .transacting(trx)
      .where({ article_id: documentId })
      .update({ moderation_mode: 'premoderate' });
    await told;
  });
  const posted = postComment(app, documentId);
  await later(200, () => Promise.resolve());
  release();
  await setting;
  expect((await posted).moderationStatus).toBe('pending');
});
