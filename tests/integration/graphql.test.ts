/** GraphQL over the real application: what REST answers, by the same rules and with the same codes. */
import { startApp, type App } from '../support/app';
import { dataOf, graphql, type GraphqlCall } from '../support/graphql';
import {
  approvedComment,
  approvedReply,
  configureDiscussion,
  createToken,
  db,
  documents,
  driftOf,
  paragraph,
  postComment,
  postReply,
  setStatus,
  signIn,
  UID,
  writeStory,
  type Row,
} from '../support/newsroom';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  const drift = await driftOf(app);
  await app.stop();
  expect(drift).toBe(0);
});

const ask = (query: string, call?: GraphqlCall) => graphql(app, query, call);
const data = (query: string, call?: GraphqlCall) => dataOf(app, query, call);
const codesOf = async (query: string, call?: GraphqlCall) => (await ask(query, call)).codes;

describe('a story', () => {
  test('comes with everything on its page', async () => {
    const section = await documents(app, UID.section).create({ data: { name: 'Harbour' } });
    const topic = await documents(app, UID.topic).create({ data: { name: 'Ferries' } });
    const author = await documents(app, UID.author).create({ data: { name: 'Ada Voss' } });
    const { documentId, slug } = await writeStory(app, {
      headline: 'The ferry is back',
      standfirst: 'It sails again.',
      body: [paragraph('On <Monday>.')],
      dateline: 'PORT',
      section: section.documentId,
      topics: [topic.documentId],
      credits: [{ author: author.documentId, role: 'writer' }, { name: 'Coast Wire' }],
      print: { publication: 'Ledger', publishedOn: '2024-05-04', page: 'A1' },
    });
    const { articleBySlug } = await data(
      `query ($slug: String!) {
        articleBySlug(slug: $slug) {
          redirect { slug }
          article {
            documentId headline standfirst byline displayDate dateline body bodyHtml excerpt
            credits { role name label author { name slug } }
            section { name } topics { name } topics_connection { nodes { slug } }
            print { publication publishedOn page }
            discussion { state acceptsComments commentCount lastCommentAt notice rules { bodyMax email } }
          }
        }
      }`,
      { variables: { slug } },
    );
    const rest = (await app.http.get(`/api/articles/by-slug/${String(slug)}`)).body.data as Row;
    const { article, redirect } = articleBySlug as Row;
    expect(redirect).toBeNull();
    for (const field of [
      ...['documentId', 'headline', 'standfirst', 'byline', 'displayDate', 'dateline'],
      ...['body', 'bodyHtml', 'excerpt'],
    ]) {
      expect([field, article[field]]).toEqual([field, rest[field]]);
    }
    expect(article).toMatchObject({
      documentId,
      bodyHtml: '<p>On &lt;Monday&gt;.</p>',
      credits: [
        { role: 'writer', label: 'Ada Voss', author: { name: 'Ada Voss', slug: 'ada-voss' } },
        { name: 'Coast Wire', author: null },
      ],
      section: { name: 'Harbour' },
      topics: [{ name: 'Ferries' }],
      topics_connection: { nodes: [{ slug: 'ferries' }] },
      print: { publication: 'Ledger', publishedOn: '2024-05-04', page: 'A1' },
      discussion: { state: 'open', acceptsComments: true, commentCount: 0, lastCommentAt: null },
    });
  });

  test('has its fields under both names, and a total by page or by offset', async () => {
    const answer = await data(`{
      articles(pagination: { limit: 1 }, sort: "headline") { documentId }
      newsroomArticles(pagination: { pageSize: 1 }, sort: ["headline:asc"]) { documentId }
      byPage: articles_connection(pagination: { page: 1, pageSize: 1 }) {
        nodes { documentId } pageInfo { total page pageSize pageCount }
      }
      byOffset: articles_connection(pagination: { start: 1, limit: 1 }) { pageInfo { page total } }
    }`);
    expect(answer['articles']).toEqual(answer['newsroomArticles']);
    const { total, ...pages } = answer['byPage'].pageInfo;
    expect(pages).toEqual({ page: 1, pageSize: 1, pageCount: total });
    expect(answer['byOffset'].pageInfo).toEqual({ page: 2, total });
  });

  test('is found by filters, as in REST', async () => {
    await writeStory(app, { headline: 'Zebra crossing', kicker: 'Streets' });
    const { articles } = await data(`{
      articles(filters: {
        or: [{ headline: { startsWith: "Zebra" } }, { kicker: { eq: "nothing" } }]
        displayDate: { gt: "2020-01-01T00:00:00.000Z" }
        not: { headline: { contains: "ferry" } }
      }) { headline }
    }`);
    expect(articles).toEqual([{ headline: 'Zebra crossing' }]);
  });

  test('moves with its slug, and is gone when it is withdrawn', async () => {
    const { documentId, slug } = await writeStory(app, { headline: 'A story that moves' });
    await documents(app, UID.article).update({
      documentId,
      data: { slug: 'moved' },
      status: 'published',
    });
    const query = `query ($slug: String!) { articleBySlug(slug: $slug) { article { slug } redirect { status slug } } }`;
    expect(await data(query, { variables: { slug } })).toEqual({
      articleBySlug: { article: { slug: 'moved' }, redirect: { status: 301, slug: 'moved' } },
    });
    await documents(app, UID.article).unpublish({ documentId });
    expect(await codesOf(query, { variables: { slug: 'moved' } })).toEqual(['article_gone']);
    expect(await codesOf(query, { variables: { slug: 'never' } })).toEqual(['article_not_found']);
  });

  test('in draft is for previewers', async () => {
    const { documentId } = await writeStory(app, { headline: 'Not yet' }, 'draft');
    const one = `{ article(documentId: "${String(documentId)}", status: DRAFT) { headline discussion { state } comments { totalCount } } }`;
    expect(await codesOf(one)).toEqual(['preview_not_allowed']);
    expect(await codesOf(one.replace(', status: DRAFT', ''))).toEqual(['article_not_found']);
    for (const asked of [
      'status: DRAFT',
      'publicationFilter: MODIFIED',
      'hasPublishedVersion: false',
    ]) {
      expect(await codesOf(`{ articles(${asked}) { documentId } }`)).toEqual([
        'preview_not_allowed',
      ]);
    }
    const bySlug = '{ articleBySlug(slug: "not-yet", status: DRAFT) { article { headline } } }';
    expect(await codesOf(bySlug)).toEqual(['preview_not_allowed']);
    expect(await codesOf(bySlug.replace(', status: DRAFT', ''))).toEqual(['article_not_found']);
    const token = await createToken(app, 'full-access');
    expect((await data(bySlug, { token }))['articleBySlug']).toEqual({
      article: { headline: 'Not yet' },
    });
    expect((await data(one, { token }))['article']).toEqual({
      headline: 'Not yet',
      discussion: expect.objectContaining({ state: 'open' }) as unknown,
      comments: { totalCount: 0 },
    });
  });
});

describe('a conversation', () => {
  let articleId: string;
  const threads: string[] = [];
  const replies: string[] = [];
  beforeAll(async () => {
    articleId = (await writeStory(app))['documentId'] as string;
    for (let n = 0; n < 7; n += 1) {
      const { documentId } = await approvedComment(app, articleId, { body: `Comment ${n}` });
      threads.push(documentId);
    }
    for (let n = 0; n < 3; n += 1) {
      const inReplyTo = replies.at(-1);
      const { documentId } = await approvedReply(app, threads[1]!, {
        body: `Reply ${n}`,
        ...(inReplyTo && { inReplyTo }),
      });
      replies.push(documentId);
    }
    await approvedReply(app, threads[4]!);
    await approvedReply(app, threads[2]!);
    await setStatus(app, UID.comment, threads[2]!, 'rejected');
    await setStatus(app, UID.comment, threads[3]!, 'spam');
  });

  const PAGE = `query ($id: ID!, $sort: NewsroomCommentSort, $first: Int, $after: String) {
    article(documentId: $id) {
      discussion { commentCount }
      comments(sort: $sort, first: $first, after: $after) {
        totalCount
        pageInfo { endCursor hasNextPage }
        nodes {
          documentId body authorName tombstone postedAt editedAt featured replyCount
          moderationStatus moderatedAt revision articleId
          replies(first: 2) {
            totalCount pageInfo { hasNextPage endCursor }
            nodes { documentId body inReplyTo { documentId authorName } comment { documentId } article { documentId } }
          }
        }
      }
    }
  }`;
  const page = async (variables: Row): Promise<Row> =>
    (await data(PAGE, { variables: { id: articleId, ...variables } }))['article'] as Row;

  test.each(['NEWEST', 'OLDEST', 'MOST_REPLIED'] as const)(
    'is paged by %s in the order of REST, nothing twice and nothing missed',
    async (sort) => {
      const rest = await app.http.get(
        `/api/articles/${articleId}/comments?limit=100&sort=${sort.toLowerCase().replace('_', '-')}`,
      );
      const expected = (rest.body.data as Row[]).map(({ documentId }) => documentId as string);
      const found: string[] = [];
      let after: string | null = null;
      do {
        const { comments }: Row = await page({ sort, first: 2, after });
        found.push(...comments.nodes.map(({ documentId }: Row) => documentId as string));
        expect(comments.totalCount).toBe(6);
        after = comments.pageInfo.hasNextPage ? (comments.pageInfo.endCursor as string) : null;
      } while (after);
      expect(found).toEqual(expected);
      expect(found).toHaveLength(6);

      const overRest: string[] = [];
      let cursor: string | null = '';
      do {
        const path = `/api/articles/${articleId}/comments?limit=4&sort=${sort.toLowerCase().replace('_', '-')}`;
        const { body }: Row = await app.http.get(`${path}${cursor && `&cursor=${cursor}`}`);
        overRest.push(...body.data.map(({ documentId }: Row) => documentId as string));
        cursor = body.meta.pagination.nextCursor as string | null;
      } while (cursor);
      expect(overRest).toEqual(expected);
    },
  );

  test('shows tombstones, and of them only their place', async () => {
    const { comments, discussion } = await page({ sort: 'OLDEST' });
    const tombstone = (comments.nodes as Row[]).find(({ documentId }) => documentId === threads[2]);
    expect(tombstone).toMatchObject({
      ...{ tombstone: true, body: null, authorName: null, featured: false, replyCount: 1 },
      ...{ moderationStatus: null, moderatedAt: null, revision: null, editedAt: null, articleId },
    });
    expect(tombstone!['replies'].nodes[0]).toMatchObject({ comment: null, inReplyTo: null });
    // Six threads with five replies, without the tombstone.
    expect(discussion.commentCount).toBe(5 + 5);
  });

  test('goes on in a thread, each reply with what it answers', async () => {
    const { comments } = await page({ sort: 'OLDEST', first: 2 });
    const first = comments.nodes[1].replies as Row;
    expect(first['totalCount']).toBe(3);
    expect(first['pageInfo'].hasNextPage).toBe(true);
    expect(first['nodes']).toMatchObject([
      { documentId: replies[0], inReplyTo: null, article: { documentId: articleId } },
      { documentId: replies[1], inReplyTo: { documentId: replies[0], authorName: 'Ned Pell' } },
    ]);
    const { comment } = await data(
      `query ($after: String) { comment(documentId: "${threads[1]!}") { replies(first: 2, after: $after) {
        nodes { documentId comment { documentId } } pageInfo { hasNextPage } } } }`,
      { variables: { after: first['pageInfo'].endCursor } },
    );
    expect(comment.replies).toEqual({
      nodes: [{ documentId: replies[2], comment: { documentId: threads[1] } }],
      pageInfo: { hasNextPage: false },
    });
  });

  test('goes on under a tombstone', async () => {
    const thread = `{ thread(documentId: "${threads[2]!}") {
      tombstone body authorName replies(first: 1) { totalCount nodes { body } } } }`;
    expect((await data(thread))['thread']).toEqual({
      ...{ tombstone: true, body: null, authorName: null },
      replies: { totalCount: 1, nodes: [{ body: expect.any(String) as unknown }] },
    });
    expect(await codesOf(`{ thread(documentId: "${threads[3]!}") { replyCount } }`)).toEqual([
      'comment_not_found',
    ]);
  });

  test('is listed across stories, visible ones only', async () => {
    const { comments, replies: listed } = await data(`{
      comments(filters: { articleId: { eq: "${articleId}" } }, sort: "postedAt") { documentId body article { documentId } }
      replies(filters: { threadId: { eq: "${threads[1]!}" } }, sort: "postedAt:asc") { documentId inReplyTo { documentId } }
    }`);
    const seen = threads.filter((_, n) => n !== 2 && n !== 3);
    expect(comments.map(({ documentId }: Row) => documentId)).toEqual(seen);
    expect(comments[0].article).toEqual({ documentId: articleId });
    expect(listed).toEqual([
      { documentId: replies[0], inReplyTo: null },
      { documentId: replies[1], inReplyTo: { documentId: replies[0] } },
      { documentId: replies[2], inReplyTo: { documentId: replies[1] } },
    ]);
    expect(await codesOf(`{ comment(documentId: "${threads[2]!}") { body } }`)).toEqual([
      'comment_not_found',
    ]);
  });

  test('is empty where it is hidden', async () => {
    const { documentId } = await writeStory(app);
    const { documentId: hidden } = await approvedComment(app, documentId as string);
    await configureDiscussion(app, documentId as string, { state: 'hidden' });
    const { article, commentCounts } = await data(`{
      article(documentId: "${String(documentId)}") {
        discussion { state commentCount acceptsComments }
        comments { totalCount nodes { documentId } }
      }
      commentCounts(articles: ["${String(documentId)}", "${articleId}", "unknown"]) { article count }
    }`);
    expect(article).toEqual({
      discussion: { state: 'hidden', commentCount: 0, acceptsComments: false },
      comments: { totalCount: 0, nodes: [] },
    });
    expect(commentCounts).toEqual([
      { article: documentId, count: 0 },
      { article: articleId, count: 10 },
      { article: 'unknown', count: 0 },
    ]);
    expect(await codesOf(`{ comment(documentId: "${hidden}") { body } }`)).toEqual([
      'comment_not_found',
    ]);
  });

  test.each([
    ['first: 0', 'invalid_limit'],
    ['first: 101', 'invalid_limit'],
    ['after: "nonsense"', 'invalid_cursor'],
    ['after: ""', 'invalid_cursor'],
  ])('refuses comments(%s)', async (args, code) => {
    const query = `{ article(documentId: "${articleId}") { headline comments(${args}) { nodes { body } } } }`;
    const { errors, codes, data: partly } = await ask(query);
    expect(codes).toEqual([code]);
    expect(errors![0]!.path).toEqual(['article', 'comments']);
    expect(partly['article'].comments).toBeNull();
  });

  test('takes a cursor only where it came from', async () => {
    const { comments } = await page({ sort: 'NEWEST', first: 1 });
    const variables = { id: articleId, sort: 'OLDEST', after: comments.pageInfo.endCursor };
    expect(await codesOf(PAGE, { variables })).toEqual(['invalid_cursor']);
  });
});

describe('a submission', () => {
  const SUBMIT = `mutation ($data: NewsroomCommentInput!) {
    createComment(data: $data) { receipt submission { documentId body authorName moderationStatus postedAt } }
  }`;
  const words = { body: 'What a good story.', authorName: 'Rose Tully' };

  test('waits, is seen by its receipt, and is withdrawn with it', async () => {
    const { documentId: article } = await writeStory(app);
    const { createComment } = await data(SUBMIT, { variables: { data: { article, ...words } } });
    const { submission, receipt } = createComment as Row;
    expect(submission).toMatchObject({ ...words, moderationStatus: 'pending' });
    const { comments } = await data(
      `{ comments(filters: { articleId: { eq: "${String(article)}" } }) { body } }`,
    );
    expect(comments).toEqual([]);
    const SEE = `query ($receipt: String!) { submission(receipt: $receipt) { type documentId moderationStatus reason article { documentId } } }`;
    expect(await data(SEE, { variables: { receipt } })).toEqual({
      submission: {
        ...{ type: 'comment', documentId: submission.documentId, moderationStatus: 'pending' },
        ...{ reason: null, article: { documentId: article } },
      },
    });
    const { withdrawSubmission } = await data(
      `mutation ($receipt: String!) { withdrawSubmission(receipt: $receipt) { moderationStatus } }`,
      { variables: { receipt } },
    );
    expect(withdrawSubmission).toEqual({ moderationStatus: 'removed' });
    expect(await codesOf(SEE, { variables: { receipt: 'wrong' } })).toEqual(['receipt_invalid']);
  });

  test('of a reply goes to the thread, and to the reply it answers', async () => {
    const { documentId: article } = await writeStory(app);
    const { documentId: comment } = await approvedComment(app, article as string);
    const { documentId: inReplyTo } = await approvedReply(app, comment);
    const { createReply } = await data(
      `mutation ($data: NewsroomReplyInput!) { createReply(data: $data) { submission { documentId } } }`,
      { variables: { data: { comment, inReplyTo, ...words } } },
    );
    const { documentId } = createReply.submission as Row;
    const stored = await db(app, UID.reply).findOne({
      where: { documentId },
      populate: { inReplyTo: true },
    });
    expect(stored).toMatchObject({ threadId: comment, inReplyTo: { documentId: inReplyTo } });
  });

  test('of a signed-in reader has the name of the account', async () => {
    const { documentId: article } = await writeStory(app);
    const token = await signIn(app, 'gillgraph');
    const variables = { data: { article, body: 'What a good story.' } };
    const { createComment } = await data(SUBMIT, { token, variables });
    expect(createComment.submission.authorName).toBe('gillgraph');
  });

  const wrong: [Row, string[]][] = [
    [{ body: '' }, ['body_required']],
    [{ body: 'x'.repeat(6000) }, ['body_too_long']],
    [{ authorName: '' }, ['name_required']],
    [{ authorEmail: 'nobody' }, ['email_invalid']],
    [{ article: 'unknown' }, ['article_not_found']],
    [{ reader: { id: '7' } }, ['on_behalf_not_allowed']],
    [{ body: 'a\u0000b' }, ['text_invalid']],
    [{ moderationStatus: 'approved' }, ['invalid_query']],
    [{ listed: true }, ['invalid_query']],
  ];
  test.each(wrong)('is refused with %j', async (change, codes) => {
    const { documentId: article } = await writeStory(app);
    const answer = await ask(SUBMIT, { variables: { data: { article, ...words, ...change } } });
    expect(answer.codes).toEqual(codes);
    expect(await db(app, UID.comment).count({ where: { articleId: article } })).toBe(0);
  });

  test('is refused where the discussion is closed', async () => {
    const { documentId: article } = await writeStory(app);
    await configureDiscussion(app, article as string, { state: 'closed' });
    const { errors } = await ask(SUBMIT, { variables: { data: { article, ...words } } });
    expect(errors).toEqual([
      expect.objectContaining({
        message: 'This discussion is closed.',
        path: ['createComment'],
        extensions: expect.objectContaining({
          error: expect.objectContaining({
            details: {
              code: 'discussion_closed',
              errors: [{ path: [], code: 'discussion_closed', params: {} }],
            },
          }) as unknown,
        }) as unknown,
      }),
    ]);
  });
});

describe('with a token', () => {
  let token: string;
  beforeAll(async () => {
    token = await createToken(app, 'full-access');
  });

  test('stories are written, changed and deleted, by the rules of REST', async () => {
    const { createArticle } = await data(
      `mutation ($data: NewsroomArticleInput!) { createArticle(data: $data, status: DRAFT) { documentId slug datePublished credits { name label } } }`,
      { token, variables: { data: { headline: 'By GraphQL', credits: [{ name: 'Coast Wire' }] } } },
    );
    expect(createArticle).toMatchObject({ slug: 'by-graph-ql', datePublished: null });
    const { documentId } = createArticle as Row;
    const { updateArticle } = await data(
      `mutation ($id: ID!, $data: NewsroomArticleInput!) { updateArticle(documentId: $id, data: $data) { headline datePublished byline } }`,
      {
        token,
        variables: {
          id: documentId,
          data: { kicker: 'News', datePublished: '2001-02-03T04:05:06.000Z' },
        },
      },
    );
    expect(updateArticle).toEqual({
      headline: 'By GraphQL',
      datePublished: '2001-02-03T04:05:06.000Z',
      byline: expect.stringContaining('Coast Wire') as unknown,
    });
    expect(
      await data(`mutation { deleteArticle(documentId: "${String(documentId)}") { documentId } }`, {
        token,
      }),
    ).toEqual({
      deleteArticle: { documentId },
    });
    expect(
      await codesOf(
        `mutation { deleteArticle(documentId: "${String(documentId)}") { documentId } }`,
        { token },
      ),
    ).toEqual(['article_not_found']);
  });

  test('what may not be set is refused', async () => {
    const create = (fields: Row) =>
      codesOf(
        `mutation ($data: NewsroomArticleInput!) { createArticle(data: $data) { documentId } }`,
        {
          token,
          variables: { data: { headline: 'A story', ...fields } },
        },
      );
    const before = await db(app, UID.article).count({});
    expect(await create({ byline: 'Me' })).toEqual(['invalid_query']);
    expect(await create({ publishedAt: '2001-02-03T04:05:06.000Z' })).toEqual(['invalid_query']);
    expect(await create({ headline: 'x'.repeat(300) })).toEqual(['invalid_field']);
    expect(
      await create({
        body: [{ type: 'heading', level: 1, children: [{ type: 'text', text: 'x' }] }],
      }),
    ).toEqual(['heading_level_invalid']);
    expect(await db(app, UID.article).count({})).toBe(before);
  });

  test('the queue is read and decided, and the log tells of it', async () => {
    const { documentId: article } = await writeStory(app);
    const { documentId: comment } = await postComment(app, article as string);
    const { documentId: open } = await approvedComment(app, article as string);
    await postReply(app, open);
    const QUEUE = `query ($article: ID, $after: String) {
      moderationQueue(article: $article, first: 1, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { type documentId revision body authorName moderationStatus postedAt signals article { headline } comment { documentId } commenter { approvedCount } }
      }
    }`;
    const first = (await data(QUEUE, { token, variables: { article } }))['moderationQueue'] as Row;
    expect(first['nodes']).toMatchObject([
      { type: 'comment', documentId: comment, moderationStatus: 'pending', revision: 1 },
    ]);
    const after = first['pageInfo'].endCursor as string;
    const second = (await data(QUEUE, { token, variables: { article, after } }))[
      'moderationQueue'
    ] as Row;
    expect(second).toMatchObject({
      nodes: [{ type: 'reply', comment: { documentId: open } }],
      pageInfo: { hasNextPage: false, endCursor: null },
    });
    const { decideItems } = await data(
      `mutation ($data: NewsroomDecisionInput!) { decideItems(data: $data) { results { documentId outcome code moderationStatus revision } counts { outcome count } } }`,
      {
        token,
        variables: {
          data: {
            action: 'approve',
            items: [
              { type: 'comment', documentId: comment, revision: 1 },
              { type: 'comment', documentId: open, revision: 1 },
              { type: 'reply', documentId: 'unknown' },
            ],
          },
        },
      },
    );
    expect(decideItems.results).toMatchObject([
      { outcome: 'changed', moderationStatus: 'approved' },
      { outcome: 'conflict', code: 'conflict' },
      { outcome: 'not_found', code: 'reply_not_found' },
    ]);
    expect(decideItems.counts).toContainEqual({ outcome: 'changed', count: 1 });
    const { decisions, moderationItem } = await data(
      `{ decisions(first: 500) { nodes { action from to item { type documentId } actor { type } decidedAt } }
         moderationItem(type: comment, documentId: "${comment}") { documentId decisions { action } } }`,
      { token },
    );
    expect(decisions.nodes.filter(({ item }: Row) => item.documentId === comment)).toMatchObject([
      { action: 'approve', from: 'pending', to: 'approved', actor: { type: 'token' } },
    ]);
    expect(moderationItem.decisions).toMatchObject([{ action: 'approve' }]);
  });

  test('a discussion is switched at once', async () => {
    const { documentId: article } = await writeStory(app);
    const { configureDiscussion: changed } = await data(
      `mutation { configureDiscussion(article: "${String(article)}", data: { state: closed, closesAt: "2030-01-01T00:00:00.000Z" }) { state closesAt moderationMode revision } }`,
      { token },
    );
    expect(changed).toEqual({
      ...{ state: 'closed', closesAt: '2030-01-01T00:00:00.000Z' },
      ...{ moderationMode: 'inherit', revision: expect.any(Number) as unknown },
    });
  });

  test.each([
    ['{ moderationQueue { nodes { body } } }'],
    ['{ decisions { nodes { action } } }'],
    ['mutation { decideItems(data: { action: approve, items: [] }) { results { outcome } } }'],
    ['mutation { createArticle(data: { headline: "x" }) { documentId } }'],
    ['mutation { deleteNewsroomAuthor(documentId: "x") { documentId } }'],
    ['mutation { configureNewsroomDiscussion(article: "x", data: { state: open }) { state } }'],
  ])('only: %s', async (query) => {
    const readOnly = await createToken(app, 'read-only');
    for (const caller of [undefined, readOnly]) {
      expect(await codesOf(query, caller ? { token: caller } : {})).toEqual(['forbidden']);
    }
  });

  test('that may read articles only, the rest is left out as in REST, or refused where it is asked', async () => {
    const author = await documents(app, UID.author).create({ data: { name: 'Cy Holm' } });
    const { documentId } = await writeStory(app, { credits: [{ author: author.documentId }] });
    await approvedComment(app, documentId as string);
    const token = await createToken(app, 'custom', ['article.find', 'article.findOne']);
    const {
      data: partly,
      codes,
      errors,
    } = await ask(
      `{ article(documentId: "${String(documentId)}") { headline topics { name } section { name } credits { label author { name } } discussion { commentCount } comments { totalCount } } }`,
      { token },
    );
    expect(partly['article']).toMatchObject({
      ...{ topics: [], section: null, comments: null },
      credits: [{ label: 'Cy Holm', author: null }],
      discussion: { commentCount: 1 },
    });
    expect(codes).toEqual(['forbidden']);
    expect(errors![0]!.path).toEqual(['article', 'comments']);
  });
});

test('what has been submitted is told whole, with its receipt', async () => {
  const { documentId } = await writeStory(app, { headline: 'A story to write to' });
  const { createComment } = await dataOf(
    app,
    `mutation { createComment(data: { article: "${documentId as string}", body: "Well said.", authorName: "Rose Tully" }) {
      receipt submission { type documentId body authorName postedAt editedAt moderationStatus reason article { slug headline } }
    } }`,
  );
  const { receipt, submission } = createComment as Row;
  expect(submission).toMatchObject({
    ...{ type: 'comment', editedAt: null, reason: null, moderationStatus: 'pending' },
    article: { slug: 'a-story-to-write-to', headline: 'A story to write to' },
  });
  const { submission: again } = await dataOf(
    app,
    `{ submission(receipt: "${receipt as string}") { type documentId body authorName postedAt editedAt moderationStatus reason article { slug headline } } }`,
  );
  expect(again).toEqual(submission);
});
