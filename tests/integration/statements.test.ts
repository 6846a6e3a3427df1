/** How many SQL statements an answer takes: never more for a longer list. */
import { startApp, type App } from '../support/app';
import {
  approvedComment,
  approvedReply,
  createToken,
  documents,
  UID,
  writeStory,
  type Row,
} from '../support/newsroom';
import { statementsOf } from '../support/statements';

let app: App;
const articles: string[] = [];
beforeAll(async () => {
  app = await startApp();
  const section = await documents(app, UID.section).create({ data: { name: 'News' } });
  const authors = await Promise.all(
    ['Ada Voss', 'Bo Ray', 'Cy Holm'].map((name) =>
      documents(app, UID.author).create({ data: { name } }),
    ),
  );
  const file = await app.strapi.db.query('plugin::upload.file').create({
    data: {
      name: 'harbour.png',
      hash: 'harbour',
      ext: '.png',
      mime: 'image/png',
      size: 1,
      url: '/uploads/harbour.png',
      provider: 'local',
    },
  });
  for (let n = 0; n < 25; n += 1) {
    const { documentId } = await writeStory(app, {
      section: section.documentId,
      credits: authors
        .slice(0, 1 + (n % 3))
        .map((author: Row) => ({ author: author['documentId'] })),
      leadImage: { media: file.id, caption: 'The harbour.' },
    });
    articles.push(documentId);
  }
});
afterAll(() => app.stop());

const QUERY =
  'populate[credits][populate]=author&populate[leadImage][populate]=media&populate[section]=true';
const list = (pageSize: number) =>
  statementsOf(app, async () => {
    const { body, status } = await app.http.get(
      `/api/articles?${QUERY}&pagination[pageSize]=${pageSize}`,
    );
    expect(status).toBe(200);
    expect(body.data).toHaveLength(pageSize);
    expect(body.data[0].credits[0].author.name).toBeDefined();
    expect(body.data[0].leadImage.media.url).toBe('/uploads/harbour.png');
    expect(body.data[0].discussion.commentCount).toBe(0);
  });

test('a list of articles with credits, authors, lead image and discussion', async () => {
  const few = await list(2);
  const many = await list(25);
  expect(many).toHaveLength(few.length);
  expect(many.filter((sql) => sql.includes('newsroom_discussions'))).toHaveLength(1);
});

test('comment counts of 25 articles: one statement on the plugin’s tables', async () => {
  const statements = await statementsOf(app, () =>
    app.http.get(`/api/comment-counts?articles=${articles.join(',')}`),
  );
  expect(statements.filter((sql) => sql.includes('newsroom_'))).toHaveLength(1);
});

test('a page of comments with replies', async () => {
  const articleId = articles[0]!;
  const page = () =>
    statementsOf(app, async () => {
      const { status } = await app.http.get(`/api/articles/${articleId}/comments?replies=3`);
      expect(status).toBe(200);
    });
  const comment = await approvedComment(app, articleId);
  const answered = await approvedReply(app, comment.documentId);
  await approvedReply(app, comment.documentId, { inReplyTo: answered.documentId });
  const few = await page();
  for (let n = 0; n < 8; n += 1) {
    const { documentId } = await approvedComment(app, articleId);
    const reply = await approvedReply(app, documentId);
    await approvedReply(app, documentId, { inReplyTo: reply.documentId });
  }
  const many = await page();
  expect(many).toHaveLength(few.length);
  expect(many.filter((sql) => sql.includes('newsroom_'))).toHaveLength(3);

  const permalink = async (around: string) => {
    const statements = await statementsOf(app, async () => {
      const path = `/api/articles/${articleId}/comments?limit=3&replies=1&around=${around}`;
      const { status, text } = await app.http.get(path);
      expect([status, text.includes(around)]).toEqual([200, true]);
    });
    return statements.filter((sql) => sql.includes('newsroom_')).length;
  };
  expect(await permalink(comment.documentId)).toBe(4);
  expect(await permalink(answered.documentId)).toBe(5);
});

test('a comment is posted in three statements on the plugin’s tables, and decided on in five', async () => {
  const ours = async (work: () => Promise<unknown>) =>
    (await statementsOf(app, work)).filter((sql) => sql.includes('newsroom_'));
  const article = articles[1]!;
  let documentId = '';
  // The mode, the discussion with its lock, the comment.
  const posted = await ours(async () => {
    const data = { article, body: 'Mend the wall.', authorName: 'Rose Tully' };
    const { status, body } = await app.http.post('/api/comments').send({ data });
    expect(status).toBe(201);
    documentId = body.data.documentId;
  });
  expect(posted).toHaveLength(3);
  const token = await createToken(app, 'full-access');
  // The discussion with its lock, the comment, what becomes of it, of the discussion, the decision.
  const decided = await ours(async () => {
    const { body } = await app.http
      .post('/api/moderation/decisions')
      .auth(token, { type: 'bearer' })
      .send({ data: { action: 'approve', items: [{ type: 'comment', documentId }] } });
    expect(body.meta.counts).toEqual({ changed: 1 });
  });
  expect(decided).toHaveLength(5);
});
