/** What GraphQL costs: statements that do not grow with lists, and requests that are refused unread. */
import { startApp, type App } from '../support/app';
import { dataOf, graphql } from '../support/graphql';
import {
  approvedComment,
  approvedReply,
  documents,
  UID,
  writeStory,
  type Row,
} from '../support/newsroom';
import { statementsOf } from '../support/statements';

let app: App;
beforeAll(async () => {
  app = await startApp();
  const section = await documents(app, UID.section).create({ data: { name: 'News' } });
  const topic = await documents(app, UID.topic).create({ data: { name: 'Ferries' } });
  const author = await documents(app, UID.author).create({ data: { name: 'Ada Voss' } });
  const file = await app.strapi.db.query('plugin::upload.file').create({
    data: {
      ...{ name: 'harbour.png', hash: 'harbour', ext: '.png', mime: 'image/png' },
      ...{ size: 1, url: '/uploads/harbour.png', provider: 'local' },
    },
  });
  for (let n = 0; n < 25; n += 1) {
    const { documentId } = await writeStory(app, {
      section: section.documentId,
      topics: [topic.documentId],
      credits: [{ author: author.documentId }, { name: 'Coast Wire' }],
      leadImage: { media: file.id, caption: 'The harbour.' },
    });
    for (let comments = 0; comments < 4; comments += 1) {
      const { documentId: comment } = await approvedComment(app, documentId as string);
      const { documentId: inReplyTo } = await approvedReply(app, comment);
      await approvedReply(app, comment, { inReplyTo });
    }
  }
});
afterAll(() => app.stop());

/** A front page as one would ask for it; `more` are the totals, sections, topics and targets too. */
const listQuery = (more: boolean): string => `query ($pageSize: Int) {
  articles(pagination: { pageSize: $pageSize }) {
    documentId headline byline ${more ? 'section { name } topics { name }' : ''}
    credits { role name author { name slug } }
    leadImage { caption media { url width height } }
    discussion { state commentCount acceptsComments }
    comments(first: 3) {
      nodes {
        documentId body authorName
        replies(first: 2) { totalCount nodes { body ${more ? 'inReplyTo { body }' : ''} } }
      }
      pageInfo { endCursor hasNextPage }
      ${more ? 'totalCount' : ''}
    }
  }
}`;

test.each([
  ['credits, lead images, discussions, first comments and replies', false, 15],
  ['all that and sections, topics, totals and what replies answer', true, 16],
])('a list of stories with %s: as many statements for 25 as for 2', async (_, more, most) => {
  const list = (pageSize: number) =>
    statementsOf(app, async () => {
      const { articles } = await dataOf(app, listQuery(more), { variables: { pageSize } });
      expect(articles).toHaveLength(pageSize);
      for (const { credits, leadImage, comments, topics } of articles as Row[]) {
        expect(credits[0].author.name).toBe('Ada Voss');
        expect(leadImage.media.url).toBe('/uploads/harbour.png');
        expect(comments.nodes).toHaveLength(3);
        expect(comments.nodes[2].replies.nodes).toHaveLength(2);
        if (!more) continue;
        expect(topics).toEqual([{ name: 'Ferries' }]);
        expect(comments.totalCount).toBe(4);
        expect(comments.nodes[2].replies.nodes[1].inReplyTo.body).toBe('I agree with you.');
      }
    });
  const few = await list(2);
  const many = await list(25);
  expect(many).toHaveLength(few.length);
  expect(many.length).toBeLessThanOrEqual(most);
});

// One root field a request: what two of them ask for meets in one statement or in two, as their
// answers happen to come.
test.each([
  [
    'from comments to their stories',
    'comments',
    '{ article { headline section { name } comments(first: 1) { nodes { body } } } }',
  ],
  [
    'from replies to their threads',
    'replies',
    '{ comment { body } inReplyTo { body } article { slug } }',
  ],
])('sideways and back, %s: as many statements for 50 as for 2', async (_, root, selection) => {
  const statements = (pageSize: number) =>
    statementsOf(app, () =>
      dataOf(app, `{ ${root}(pagination: { pageSize: ${pageSize} }) ${selection} }`),
    );
  const few = await statements(2);
  const many = await statements(50);
  expect(many).toHaveLength(few.length);
});

describe('refused before anything is read', () => {
  const nested = (depth: number): string =>
    depth === 0 ? 'headline' : `comments { nodes { article { ${nested(depth - 1)} } } }`;
  const aliases = (count: number, field: string): string =>
    Array.from({ length: count }, (_, n) => `a${n}: ${field}`).join(' ');
  const bomb = (levels: number): string =>
    Array.from(
      { length: levels },
      (_, n) => `fragment f${n} on NewsroomArticle { ...f${n + 1} ...f${n + 1} }`,
    ).join(' ') + ` fragment f${levels} on NewsroomArticle { headline }`;

  const refused: Record<string, [query: string, code: string]> = {
    'depth 50': [`{ articles { ${nested(16)} } }`, 'query_too_costly'],

    '1,000 aliases of a list': [`{ ${aliases(1000, 'articles { slug }')} }`, 'query_too_costly'],
    '1,000 aliases of a field': [
      `{ articles { ${aliases(1000, 'headline')} } }`,
      'query_too_costly',
    ],
    '10,000 list items': [
      '{ articles(pagination: { limit: 100 }) { comments(first: 100) { nodes { body } } } }',
      'query_too_costly',
    ],
    'list items by variables': [
      'query ($n: Int = 100, $p: PaginationArg = { limit: 100 }) { articles(pagination: $p) { comments(first: $n) { nodes { body } } } }',
      'query_too_costly',
    ],
    'lists without a length': [
      '{ articles { comments(first: 100) { nodes { replies(first: 100) { nodes { body } } } } } }',
      'query_too_costly',
    ],
    'recursive fragments': [
      '{ articles { ...f } } fragment f on NewsroomArticle { comments(first: 1) { nodes { article { ...f } } } }',
      'query_too_costly',
    ],
    'fragments of nothing but themselves': [
      '{ articles { ...f } } fragment f on NewsroomArticle { ...g ...g } fragment g on NewsroomArticle { ...f ...f }',
      'query_too_costly',
    ],
    'fragments of nobody’s that hold themselves': [
      '{ ...f } fragment f on Query { ...f }',
      'query_too_costly',
    ],
    'fragments that double': [`{ articles { ...f0 } } ${bomb(20)}`, 'query_too_costly'],
    'fragments of nothing of ours that double': [
      `{ ...f0 } ${bomb(30).replaceAll('NewsroomArticle', 'Query').replace('headline', '__typename')}`,
      'query_too_costly',
    ],
    'aliases at the end of a hundred fragments': [
      `{ ...f0 } ${Array.from({ length: 102 }, (_, n) => `fragment f${n} on Query { ...f${n + 1} }`).join(' ')} fragment f102 on Query { ${aliases(600, 'articles { slug }')} }`,
      'query_too_costly',
    ],
    'aliases behind twenty thousand of nobody’s': [
      `{ ${'...p '.repeat(100)} ${aliases(600, 'articles { slug }')} } fragment p on Query { ${aliases(201, '__typename').replaceAll('a', 't')} }`,
      'query_too_costly',
    ],
    'one fragment in lists of a hundred lengths': [
      `{ ${Array.from({ length: 99 }, (_, n) => `a${n}: articles_connection(pagination: { limit: ${n + 1} }) { ...f }`).join(' ')} } fragment f on NewsroomArticleEntityResponseCollection { ${aliases(5000, '__typename')} }`,
      'query_too_costly',
    ],
    'one long text a hundred times': [
      `{ articles(pagination: { limit: 100 }) { ${aliases(100, 'body')} } }`,
      'query_too_costly',
    ],
    'comments of comments, each text many times': [
      `{ articles(pagination: { limit: 1 }) { comments(first: 100) { nodes { article { comments(first: 23) { nodes { ${aliases(150, 'body')} } } } } } } }`,
      'query_too_costly',
    ],
    'the schema, thirty times': [
      `{ ${aliases(30, '__schema { types { name } }')} }`,
      'query_too_costly',
    ],
    'a filter that is given many times': [
      `query ($g: NewsroomArticleFiltersInput = { headline: { contains: "a", startsWith: "b" }, kicker: { ne: "c" } }) { articles(filters: { and: [${'{ or: [$g, $g, $g, $g, $g, $g, $g, $g, $g, $g] } '.repeat(6)}] }) { slug } }`,
      'query_too_costly',
    ],
    'a search under many aliases': [
      `{ ${aliases(16, 'comments(filters: { body: { containsi: "z" } }) { documentId }')} }`,
      'query_too_costly',
    ],
    'values of many lists': [
      `{ articles(filters: { or: [${`{ slug: { in: [${'"a" '.repeat(100)}] } } `.repeat(11)}] }) { slug } }`,
      'query_too_costly',
    ],
  };
  const reads = (app: App, query: string) => graphql(app, query);

  test.each(Object.keys(refused))('%s', async (what) => {
    const [query, code] = refused[what]!;
    const answer = await reads(app, query);
    expect(answer.codes[0]).toBe(code);
    expect(answer.status).toBe(400);
    expect(answer.data).toBeUndefined();
  });

  test('with the limit in the error', async () => {
    const { errors } = await reads(app, refused['10,000 list items']![0]);
    expect(errors![0]).toMatchObject({
      message: expect.stringMatching(/asks for too much/) as unknown,
      extensions: {
        error: {
          details: {
            code: 'query_too_costly',
            errors: [{ params: { limit: 'objects', max: 5000, asked: 10200 } }],
          },
        },
      },
    });
  });

  test('but not the host’s own requests', async () => {
    const { codes } = await reads(app, `{ ${aliases(600, '__typename')} }`);
    expect(codes).toEqual([]);
  });
});
