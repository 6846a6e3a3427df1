/** A recount finds what raw SQL has spoilt, mends it, and is right beside people who go on writing. */
import { startApp, type App } from '../support/app';
import { createConversation, SORTS, type Conversation } from '../support/conversation-model';
import { driftOf, type Row } from '../support/newsroom';

let app: App;
let conversation: Conversation;
beforeAll(async () => {
  app = await startApp();
});
beforeEach(async () => {
  conversation = await createConversation(app);
  await conversation.fill({ threads: 6, replies: 5 });
});
afterAll(() => app.stop());

const page = async (): Promise<{ etag: string; body: Row }> => {
  const { headers, body } = await app.http.get(
    `/api/articles/${conversation.articleId}/comments?limit=100&replies=10`,
  );
  return { etag: headers['etag'] as string, body: body as Row };
};
const stored = (name: string) =>
  app.strapi.db.connection(name).where({ article_id: conversation.articleId });

test.each<[what: string, spoil: () => Promise<unknown>, drift: number]>([
  [
    'a count of all',
    () => stored('newsroom_discussions').update({ comment_count: 99, thread_count: 0 }),
    1,
  ],
  ['the last voice', () => stored('newsroom_discussions').update({ last_comment_at: null }), 1],
  ['what is listed', () => stored('newsroom_comments').update({ listed: false }), 6],
  ['replies that are listed', () => stored('newsroom_replies').update({ listed: false }), 5],
  ['counts of replies', () => stored('newsroom_comments').update({ reply_count: 7 }), 6],
  ['counts that are missing', () => stored('newsroom_comments').update({ reply_count: null }), 6],
])('%s', async (_, spoil, drift) => {
  expect(await driftOf(app)).toBe(0);
  const before = await page();
  await spoil();
  expect(await driftOf(app)).toBe(drift);
  const after = await page();
  expect(await driftOf(app)).toBe(0);
  expect({ ...after.body['meta'].discussion, revision: 0 }).toEqual({
    ...before.body['meta'].discussion,
    revision: 0,
  });
  expect(after.body['data']).toEqual(before.body['data']);
  // Whatever has been kept of it meanwhile is old.
  expect(after.etag).not.toBe(before.etag);
});

test('beside people who post and decide', async () => {
  await stored('newsroom_comments').update({ listed: false, reply_count: 2 });
  const work = async (): Promise<void> => {
    for (let n = 0; n < 12; n += 1) {
      await conversation.act({
        kind: n % 3 === 0 ? 'post' : n % 2 ? 'approve' : 'reject',
        pick: n,
      });
    }
  };
  await Promise.all([work(), driftOf(app), driftOf(app)]);
  expect(await driftOf(app)).toBe(0);
  for (const sort of SORTS) {
    const threads = (await conversation.expected(sort))!;
    const { body } = await app.http.get(
      `/api/articles/${conversation.articleId}/comments?limit=100&sort=${sort}`,
    );
    expect((body.data as Row[]).map(({ documentId }) => documentId)).toEqual(
      threads.map(({ documentId }) => documentId),
    );
    expect(body.meta.pagination.total).toBe(threads.length);
  }
});
