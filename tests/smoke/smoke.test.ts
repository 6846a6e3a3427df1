/** The main job by every way in, once: what must hold on every Node that is promised. */
import { startApp, type App } from '../support/app';
import { dataOf } from '../support/graphql';
import {
  createToken,
  driftOf,
  heading,
  paragraph,
  postComment,
  postReply,
} from '../support/newsroom';

let app: App;
let token: string;
beforeAll(async () => {
  app = await startApp();
  token = await createToken(app, 'full-access');
});
afterAll(() => app.stop());

test('a story is published, discussed, moderated and read', async () => {
  const asDesk = (path: string, body: object) =>
    app.http.post(`/api${path}`).auth(token, { type: 'bearer' }).send(body);

  const written = await asDesk('/articles', {
    data: {
      headline: 'The ferry is back',
      dateline: 'SALTMERE',
      credits: [{ name: 'Ada Voss' }, { name: 'Coast Wire', role: 'contributor' }],
      body: [
        paragraph('It sailed at dawn.'),
        heading('What comes next'),
        paragraph('Nobody knows.'),
      ],
      print: { publication: 'The Harbour Ledger', publishedOn: '2026-03-04', page: 'A1' },
    },
  });
  expect([written.status, written.body.error]).toEqual([201, undefined]);
  const article = written.body.data.documentId as string;

  const comment = await postComment(app, article);
  const refused = await app.http
    .post('/api/replies')
    .send({ data: { comment: comment.documentId, body: 'Too soon.', authorName: 'Ned Pell' } });
  expect([refused.status, refused.body.error.details.code]).toEqual([404, 'comment_not_found']);
  const decide = (type: string, documentId: string) =>
    asDesk('/moderation/decisions', {
      data: { action: 'approve', items: [{ type, documentId }] },
    });
  expect((await decide('comment', comment.documentId)).body.meta.counts).toEqual({ changed: 1 });
  const reply = await postReply(app, comment.documentId);
  expect((await decide('reply', reply.documentId)).body.meta.counts).toEqual({ changed: 1 });

  const story = await app.http.get('/api/articles/by-slug/the-ferry-is-back');
  expect(story.body.data).toMatchObject({
    byline: 'Ada Voss',
    wordCount: 9,
    bodyHtml: '<p>It sailed at dawn.</p>\n<h2>What comes next</h2>\n<p>Nobody knows.</p>',
    print: { publishedOn: '2026-03-04' },
    discussion: { commentCount: 2 },
  });
  const { articles } = await dataOf(
    app,
    '{ articles { headline comments { nodes { body replies { nodes { body } } } } } }',
  );
  expect(articles).toEqual([
    {
      headline: 'The ferry is back',
      comments: {
        nodes: [
          { body: 'What a good story.', replies: { nodes: [{ body: 'I agree with you.' }] } },
        ],
      },
    },
  ]);
  expect(await driftOf(app)).toBe(0);
});
