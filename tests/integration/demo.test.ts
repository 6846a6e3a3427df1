/** `npm run demo`: what it fills an empty database with, as a newspaper's article page needs it. */
import { startApp, type App } from '../support/app';
import { clearPictures, fillNewsroom, loadDemo, type Progress } from '../support/demo';
import { createToken, db, driftOf, UID, type Row } from '../support/newsroom';

const FRONT_PAGE = 'harbour-wall-closes-for-repair';
const CLOSED = 'saturday-market-stays-on-the-quay';
const HIDDEN = 'village-school-opens-its-hall';
const DRAFT = 'ferrin-point-lamp-relit';
const EMBARGOED = 'seal-count-tolling-sands';
const FILE = 'plugin::upload.file';
const FOLDER = 'plugin::upload.folder';
const HOUR = 3_600_000;
const CONTENT = [UID.article, UID.author, UID.section, UID.topic, UID.comment, UID.reply];
const PRIVATE_NOTE = 'Ring the harbour master before noon.';

interface Content {
  readNewsroom: (now: Date) => { stories: { conversation: Row[] }[] };
}

const { readNewsroom } = loadDemo<Content>('content');

const now = new Date();
const hoursAgo = (hours: number) => new Date(+now - hours * HOUR).toISOString();

let app: App;

const counts = (types: string[] = CONTENT): Promise<number[]> =>
  Promise.all(types.map((type) => db(app, type).count()));

async function get(path: string): Promise<Row> {
  const { status, body } = await app.http.get(`/api${path}`);
  expect({ path, status, error: body.error }).toEqual({ path, status: 200, error: undefined });
  return body;
}

const storyPage = async (slug = FRONT_PAGE): Promise<Row> =>
  (await get(`/articles/by-slug/${slug}`))['data'];

const conversation = (slug = FRONT_PAGE, query = 'replies=10'): Promise<Row> =>
  get(`/articles/by-slug/${slug}/comments?${query}`);

/** Comments and replies of a page with words in them. */
const readable = ({ data }: Row): Row[] =>
  (data as Row[])
    .flatMap((thread) => [thread, ...(thread['replies'] as Row[])])
    .filter(({ tombstone }) => !tombstone);

beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  await clearPictures(app);
  await app.stop();
});

describe('before it is filled', () => {
  const TABLES = ['articles', 'authors', 'sections', 'topics', 'comments', 'replies'];

  test.each(TABLES)('a database with one row in newsroom_%s is not touched', async (name) => {
    const table = () => app.strapi.db.connection(`newsroom_${name}`);
    await table().insert({ document_id: 'somebodys' });
    const before = await counts();
    await expect(fillNewsroom(app.strapi)).rejects.toThrow(/holds content already/);
    expect(await counts()).toEqual(before);
    expect(await counts([FILE, FOLDER])).toEqual([0, 0]);
    await table().where({ document_id: 'somebodys' }).delete();
  });

  test('a run that fails leaves no row behind', async () => {
    const failing = fillNewsroom(app.strapi, {
      now,
      onProgress({ what, done }) {
        if (what === 'Writing stories' && done === 5) throw new Error('The lights went out.');
      },
    });
    await expect(failing).rejects.toThrow('The lights went out.');
    expect(await counts([...CONTENT, UID.discussion, UID.slugAlias, UID.decision])).toEqual(
      Array(9).fill(0),
    );
  });
});

describe('the demo newsroom', () => {
  const progress: Progress[] = [];

  beforeAll(async () => {
    await fillNewsroom(app.strapi, { now, onProgress: (step) => progress.push(step) });
    // What editors tell each other, in both versions of a story.
    await db(app, UID.article).updateMany({
      where: { slug: FRONT_PAGE },
      data: { internalNote: PRIVATE_NOTE },
    });
  });

  test('is complete, and uses the pictures of the run that failed', async () => {
    // Twelve drafts, eleven of them published.
    expect(await counts()).toEqual([23, 9, 7, 10, 32, 20]);
    const files = await db(app, FILE).findMany();
    expect(new Set(files.map(({ name }: Row) => name)).size).toBe(files.length);
    for (const file of files) {
      expect(file).toMatchObject({
        mime: 'image/jpeg',
        alternativeText: expect.stringMatching(/./),
      });
    }
    expect(progress.at(-1)).toEqual({ what: 'Writing stories', done: 12, total: 12 });
  });

  test('is not filled a second time', async () => {
    const before = await counts([...CONTENT, FILE]);
    await expect(fillNewsroom(app.strapi)).rejects.toThrow(/holds content already/);
    expect(await counts([...CONTENT, FILE])).toEqual(before);
  });

  test('keeps counts that a recount would not change', async () => {
    expect(await driftOf(app)).toBe(0);
  });

  test('lists ten stories, newest first', async () => {
    const { data, meta } = await get('/articles?populate=*');
    expect([data.length, meta.pagination.total]).toEqual([10, 10]);
    const dates = data.map(({ displayDate }: Row) => displayDate);
    expect(dates).toEqual([...dates].sort().reverse());
    expect(data[0]).toMatchObject({ slug: 'winter-ferry-saved', byline: 'Idris Pentlow' });
  });

  test('says of every story how many comments can be read', async () => {
    for (const { slug, discussion } of (await get('/articles'))['data']) {
      const page = await conversation(slug, 'replies=10&limit=100');
      expect({ slug, count: readable(page).length }).toEqual({
        slug,
        count: discussion.commentCount,
      });
    }
  });
});

describe('the story page', () => {
  let story: Row;
  beforeAll(async () => {
    story = await storyPage();
  });

  test('has a kicker, a headline and a standfirst', () => {
    expect(story).toMatchObject({
      kicker: 'The harbour',
      headline: 'Harbour wall to close for 14 weeks as £2.6m repair begins',
      shortHeadline: 'Harbour wall closes for £2.6m repair',
      standfirst: expect.stringMatching(/^Walkers, anglers and the fish stall/),
    });
  });

  test('names two writers in their order, and the photographer', () => {
    expect(story['byline']).toBe('Nell Farrowby and Idris Pentlow');
    expect(story['credits'].map(({ name, role }: Row) => [name, role])).toEqual([
      ['Nell Farrowby', 'writer'],
      ['Idris Pentlow', 'writer'],
      ['Beatrix Ondley', 'photographer'],
    ]);
    const [{ author }] = story['credits'];
    expect(author).toMatchObject({ slug: 'nell-farrowby', jobTitle: 'Chief reporter' });
    expect(author.photo.url).toMatch(/^\/uploads\/portrait_nell_farrowby/);
  });

  test('has a dateline without a colon, and dates', () => {
    expect(story).toMatchObject({
      dateline: 'SALTMERE',
      displayDate: hoursAgo(74),
      datePublished: hoursAgo(74),
      dateModified: hoursAgo(20),
    });
  });

  test('has a lead image with caption, credit, alt text and a file', async () => {
    const { media, ...image } = story['leadImage'];
    expect(image).toEqual({
      caption: expect.stringMatching(/^The north arm of the harbour wall/),
      credit: 'Beatrix Ondley/The Harbour Ledger',
      altText: expect.stringMatching(/^A long granite harbour wall/),
    });
    expect(media).toMatchObject({ width: 1600, height: 900, mime: 'image/jpeg' });
    for (const { url } of [media, ...Object.values<Row>(media.formats)] as { url: string }[]) {
      const { status, type, body } = await app.http.get(url);
      expect([status, type]).toEqual([200, 'image/jpeg']);
      // How a JPEG begins.
      expect((body as Buffer).subarray(0, 3).toString('hex')).toBe('ffd8ff');
    }
  });

  test('has a body with cross-heads, a quote, a list and a link', () => {
    const { bodyHtml, body } = story;
    expect(bodyHtml).toContain('<h2>Stone by stone</h2>');
    expect(bodyHtml.match(/<h2>/g)).toHaveLength(3);
    expect(bodyHtml).not.toContain('<h1');
    expect(bodyHtml).toContain('<blockquote>We are not building a new wall.');
    expect(bodyHtml).toContain('<ul><li><strong>The north arm and crab steps</strong> close');
    expect(bodyHtml).toContain(
      '<a href="https://example.org/harbour-works">harbour works page</a>',
    );
    expect(body[0].type).toBe('paragraph');
  });

  test('says where and when it was printed', () => {
    expect(story['print']).toEqual({
      publication: 'The Harbour Ledger',
      edition: 'Town edition',
      publishedOn: hoursAgo(48).slice(0, 10),
      section: 'News',
      page: 'A1',
    });
  });

  test('shows its correction, and when it was issued', () => {
    expect(story['corrections']).toEqual([
      {
        kind: 'correction',
        text: expect.stringMatching(/a storm in 1951. The storm was in 1961/),
        issuedAt: hoursAgo(20),
      },
    ]);
    expect(story['updates']).toEqual([
      { at: hoursAgo(20), note: expect.stringMatching(/^Corrected the year/) },
    ]);
  });

  test('stands in a section, under topics', async () => {
    expect(story['section']).toMatchObject({ name: 'News', slug: 'news' });
    expect(story['topics'].map(({ slug }: Row) => slug)).toEqual([
      'the-harbour',
      'coast-and-weather',
      'heritage',
      'local-democracy',
    ]);
    const race = await storyPage('hollin-island-race-eleven-seconds');
    expect(race['section']).toMatchObject({ slug: 'sailing', parent: { slug: 'sport' } });
  });
});

describe('COMMENTS (11)', () => {
  let page: Row;
  const threadOf = (authorName: string | null): Row =>
    page['data'].find((thread: Row) => thread['authorName'] === authorName);

  beforeAll(async () => {
    page = await conversation();
  });

  test('is the count of the story, of its discussion, and of what can be read', async () => {
    expect((await storyPage())['discussion']).toMatchObject({ state: 'open', commentCount: 11 });
    expect(page['meta'].discussion).toMatchObject({
      state: 'open',
      acceptsComments: true,
      commentCount: 11,
      notice: 'Comments are moderated, and are posted if they are on-topic and not abusive.',
    });
    expect(readable(page)).toHaveLength(11);
    expect(page['meta'].pagination.total).toBe(5);
  });

  test('each have a text, a name and a time, the newest thread first', () => {
    for (const item of readable(page)) {
      expect(item).toMatchObject({
        body: expect.stringMatching(/./),
        authorName: expect.stringMatching(/./),
        postedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      });
    }
    expect(threadOf('Marian Stroud')['postedAt']).toBe(hoursAgo(0.4));
    const times = page['data'].map(({ postedAt }: Row) => postedAt);
    expect(times).toEqual([...times].sort().reverse());
  });

  test('hold a place for one that was removed, with its two replies', () => {
    expect(threadOf(null)).toMatchObject({
      body: null,
      authorName: null,
      tombstone: true,
      replyCount: 2,
      replies: [
        { authorName: 'Philippa Dunmore', inReplyTo: null },
        { authorName: 'Tobias Ketteridge', inReplyTo: { authorName: 'Philippa Dunmore' } },
      ],
    });
  });

  test('say to whom a reply replies', () => {
    const { replies } = threadOf('Wilf Garrowby');
    expect(replies.map(({ authorName, inReplyTo }: Row) => [authorName, inReplyTo])).toEqual([
      ['Annis Pell', null],
      ['Wilf Garrowby', { documentId: replies[0].documentId, authorName: 'Annis Pell' }],
      ['Annis Pell', { documentId: replies[1].documentId, authorName: 'Wilf Garrowby' }],
    ]);
  });

  test('feature one', () => {
    const featured = readable(page).filter((item) => item['featured']);
    expect(featured.map(({ authorName }) => authorName)).toEqual(['Wilf Garrowby']);
  });

  test('can be paged: three replies at first, the rest of a thread after', async () => {
    const { data } = await conversation(FRONT_PAGE, 'limit=2&replies=0&sort=oldest');
    expect(data.map(({ authorName, replies }: Row) => [authorName, replies])).toEqual([
      ['Wilf Garrowby', []],
      ['Hester Vane-Lowry', []],
    ]);
    const more = await get(`/comments/${data[0].documentId}/replies`);
    expect(more['data']).toEqual(threadOf('Wilf Garrowby')['replies']);
  });
});

describe('what readers must not see', () => {
  /** Every public answer about everything, as text. */
  async function everythingPublic(): Promise<string> {
    const all = 'pagination[pageSize]=100';
    const { data: stories } = await get(`/articles?populate=*&${all}`);
    const { data: comments } = await get(`/comments?${all}`);
    const answers = [stories, comments];
    for (const path of ['authors', 'sections', 'topics']) {
      answers.push(await get(`/${path}?populate=*&${all}`));
    }
    answers.push(await get(`/replies?${all}`));
    for (const { slug, documentId } of stories) {
      answers.push(await storyPage(slug), await conversation(slug, 'limit=100&replies=10'));
      answers.push(await get(`/articles/${documentId}?populate=*`));
    }
    for (const { documentId, replyCount } of comments) {
      if (replyCount > 0) answers.push(await get(`/comments/${documentId}/replies?limit=100`));
    }
    return answers.map((answer) => JSON.stringify(answer)).join('\n');
  }

  test('is in no answer: unapproved texts, moderators’ notes, addresses, internal notes', async () => {
    const everything = await everythingPublic();
    const said = readNewsroom(now).stories.flatMap(({ conversation: items }) => items);
    const asInJson = (text: string) => JSON.stringify(text).slice(1, -1);
    const unseen = said.filter(({ status }) => status !== 'approved');
    expect(new Set(unseen.map(({ status }) => status))).toEqual(
      new Set(['pending', 'rejected', 'spam', 'removed']),
    );
    for (const { body } of unseen) expect(everything).not.toContain(asInJson(body));
    for (const { note } of said) if (note) expect(everything).not.toContain(asInJson(note));
    for (const { body, status } of said) {
      if (status === 'approved') expect(everything).toContain(asInJson(body));
    }
    expect(everything).not.toMatch(/@example\.org/);
    expect(everything).not.toMatch(/internalNote|authorEmail|rejectionReason/);
    expect(everything).not.toContain(PRIVATE_NOTE);
  });

  test.each([
    ['the draft', DRAFT],
    ['the embargoed story', EMBARGOED],
  ])('%s is in no list, and not found', async (_, slug) => {
    const { documentId } = await db(app, UID.article).findOne({ where: { slug } });
    const list = await get(`/articles?filters[slug]=${slug}`);
    expect([list['data'], list['meta'].pagination.total]).toEqual([[], 0]);
    for (const path of [
      `/articles/by-slug/${slug}`,
      `/articles/by-slug/${slug}/comments`,
      `/articles/${documentId}`,
      `/articles/${documentId}/comments`,
    ]) {
      const { status, body } = await app.http.get(`/api${path}`);
      expect({ path, status, code: body.error.details.code }).toEqual({
        path,
        status: 404,
        code: expect.stringMatching(/^(article_)?not_found$/),
      });
    }
  });

  test('the embargoed story will be published under its embargo', async () => {
    const published = await db(app, UID.article).findOne({
      where: { slug: EMBARGOED, publishedAt: { $notNull: true } },
    });
    for (const field of ['embargoUntil', 'datePublished', 'displayDate']) {
      expect(new Date(published[field]).toISOString()).toBe(hoursAgo(-36));
    }
  });
});

describe('discussions', () => {
  const postTo = async (slug: string) => {
    const { documentId: article } = await storyPage(slug);
    const data = { article, body: 'One more word.', authorName: 'Late Comer' };
    return app.http.post('/api/comments').send({ data });
  };

  test('that are closed can be read, and take no more', async () => {
    const page = await conversation(CLOSED);
    expect(page['meta'].discussion).toMatchObject({
      state: 'closed',
      acceptsComments: false,
      commentCount: 5,
    });
    expect(readable(page)).toHaveLength(5);
    const { status, body } = await postTo(CLOSED);
    expect([status, body.error.details.code]).toEqual([403, 'discussion_closed']);
  });

  test('that are hidden show nothing, and take nothing', async () => {
    expect((await storyPage(HIDDEN))['discussion']).toMatchObject({
      state: 'hidden',
      commentCount: 0,
    });
    const page = await conversation(HIDDEN);
    expect([page['data'], page['meta'].discussion.acceptsComments]).toEqual([[], false]);
    const { status, body } = await postTo(HIDDEN);
    expect([status, body.error.details.code]).toEqual([403, 'discussion_hidden']);
  });

  test('keep for moderators what waits, and why something was taken away', async () => {
    const token = await createToken(app, 'full-access');
    const ask = (path: string) =>
      app.http.get(`/api/moderation/${path}`).auth(token, { type: 'bearer' });
    const queue = await ask('queue?limit=100');
    expect(queue.body.data.map(({ authorName }: Row) => authorName)).toEqual(
      expect.arrayContaining(['Corin Thackwray', 'Rosalind Eyre-Tucker', 'Jem Hollowell']),
    );
    const { documentId } = await db(app, UID.comment).findOne({
      where: { authorName: 'Quayside Regular' },
    });
    const { body } = await ask(`items/comment/${documentId}`);
    expect(body.data.decisions).toEqual([
      expect.objectContaining({
        to: 'removed',
        reason: 'personal_data',
        note: expect.stringMatching(/^Points readers to the place/),
        decidedAt: hoursAgo(39.8),
      }),
    ]);
  });
});
