/** The hooks of articles: slugs, bylines, lengths, dates. */
import { startApp, type App } from '../support/app';
import {
  createToken,
  db,
  discussionOf,
  documents,
  driftOf,
  heading,
  paragraph,
  UID,
  writeStory,
  type Row,
} from '../support/newsroom';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

const draftOf = (documentId: string): Promise<Row> =>
  documents(app, UID.article).findOne({
    documentId,
    status: 'draft',
    populate: ['updates', 'corrections', 'credits'],
  });
const publishedOf = (documentId: string): Promise<Row | null> =>
  documents(app, UID.article).findOne({
    documentId,
    status: 'published',
    populate: ['updates', 'corrections', 'credits'],
  });
const publish = (documentId: string) => documents(app, UID.article).publish({ documentId });
const update = (documentId: string, data: Row) =>
  documents(app, UID.article).update({ documentId, data });
/** What the Content Manager shows beside a story. */
const isModified = async (documentId: string): Promise<boolean> => {
  const [draft, published] = await Promise.all([draftOf(documentId), publishedOf(documentId)]);
  return +new Date(draft['updatedAt']) > +new Date(published!['updatedAt']);
};

describe('slug', () => {
  test('comes from the headline, and is unique among drafts', async () => {
    const first = await writeStory(app, { headline: 'The Ferry Is Late' }, 'draft');
    const second = await writeStory(app, { headline: 'The ferry is late' }, 'draft');
    const third = await writeStory(app, { headline: 'The ferry is late!' });
    expect([first, second, third].map((story) => story['slug'])).toEqual([
      'the-ferry-is-late',
      'the-ferry-is-late-2',
      'the-ferry-is-late-3',
    ]);
  });

  test('is unique when twenty editors save the same headline at once', async () => {
    const stories = await Promise.all(
      Array.from({ length: 20 }, () => writeStory(app, { headline: 'Everybody at once' }, 'draft')),
    );
    expect(new Set(stories.map(({ slug }) => slug)).size).toBe(20);
  });

  test('is found through a site’s own db.query as well', async () => {
    const story = await db(app, UID.article).create({ data: { headline: 'The ferry is late' } });
    expect(story.slug).toMatch(/^the-ferry-is-late-\d+$/);
    expect(await discussionOf(app, story.documentId)).toMatchObject({ state: 'open' });
  });

  test('follows the headline until the first publication, and then stays', async () => {
    const { documentId } = await writeStory(app, { headline: 'Working title' }, 'draft');
    await update(documentId, { headline: 'Final title' });
    expect((await draftOf(documentId))['slug']).toBe('final-title');
    expect((await writeStory(app, { headline: 'Working title' }, 'draft'))['slug']).toBe(
      'working-title',
    );
    await publish(documentId);
    await update(documentId, { headline: 'A better title' });
    expect((await draftOf(documentId))['slug']).toBe('final-title');
  });

  test('that an editor chose does not follow the headline', async () => {
    const { documentId } = await writeStory(app, { headline: 'One', slug: 'my-own' }, 'draft');
    await update(documentId, { headline: 'Two' });
    expect((await draftOf(documentId))['slug']).toBe('my-own');
  });

  test('of another story is refused', async () => {
    await writeStory(app, { headline: 'Taken already' });
    await expect(writeStory(app, { headline: 'X', slug: 'taken-already' })).rejects.toMatchObject({
      details: { code: 'slug_taken' },
    });
    const token = await createToken(app, 'full-access');
    const { status, body } = await app.http
      .post('/api/articles')
      .auth(token, { type: 'bearer' })
      .send({ data: { headline: 'X', slug: 'taken-already' } });
    expect(status).toBe(409);
    expect(body.error.details.code).toBe('slug_taken');
  });

  test('of a script without ASCII falls back to a stable name', async () => {
    const { slug } = await writeStory(app, { headline: '—' }, 'draft');
    expect(slug).toMatch(/^story-[a-z0-9]{8}$/);
  });

  test('changed by hand after publication leads from the old one to the new one', async () => {
    const { documentId } = await writeStory(app, { headline: 'Old address' });
    await update(documentId, { slug: 'new-address' });
    expect((await app.http.get('/api/articles/by-slug/new-address')).status).toBe(404);
    expect((await app.http.get('/api/articles/by-slug/old-address')).body.meta).toEqual({});
    await publish(documentId);
    const former = await app.http.get('/api/articles/by-slug/old-address');
    expect(former.status).toBe(200);
    expect(former.body.meta).toEqual({ redirect: { status: 301, slug: 'new-address' } });
    expect(former.body.data.documentId).toBe(documentId);
    await documents(app, UID.article).unpublish({ documentId });
    for (const slug of ['old-address', 'new-address']) {
      const gone = await app.http.get(`/api/articles/by-slug/${slug}`);
      expect([gone.status, gone.body.error.details.code]).toEqual([410, 'article_gone']);
    }
  });

  test('of a deleted draft is free again', async () => {
    const { documentId } = await writeStory(app, { headline: 'Never seen' }, 'draft');
    await documents(app, UID.article).delete({ documentId });
    expect((await writeStory(app, { headline: 'Never seen' }, 'draft'))['slug']).toBe('never-seen');
    expect(await db(app, UID.slugAlias).count({ where: { ownerId: documentId } })).toBe(0);
  });
});

describe('byline and length', () => {
  test('are made from credits and body', async () => {
    const author = await documents(app, UID.author).create({ data: { name: 'Ada Voss' } });
    const { documentId } = await writeStory(app, {
      language: 'en-GB',
      credits: [
        { name: 'Pia Lund', role: 'photographer' },
        { author: author.documentId },
        { name: 'Bo Ray' },
      ],
      body: [heading('The cross-head'), paragraph('One two three four five.')],
    });
    const story = (await publishedOf(documentId))!;
    expect(story).toMatchObject({ byline: 'Ada Voss and Bo Ray', wordCount: 8, readingTime: 1 });
    expect(story['credits'].map((credit: Row) => credit['label'])).toEqual([
      'Pia Lund (photographer)',
      'Ada Voss',
      'Bo Ray',
    ]);

    await documents(app, UID.author).update({
      documentId: author.documentId,
      data: { name: 'Ada Voss-Hale' },
    });
    const renamed = (await publishedOf(documentId))!;
    expect(renamed['byline']).toBe('Ada Voss-Hale and Bo Ray');
    expect(renamed['credits'][1].label).toBe('Ada Voss-Hale');
    expect(await isModified(documentId)).toBe(false);

    await documents(app, UID.author).delete({ documentId: author.documentId });
    await update(documentId, { source: 'A wire' });
    expect((await draftOf(documentId))['byline']).toBe('Ada Voss-Hale and Bo Ray');
  });

  test('an override wins, then the credits, then the source, then the paper', async () => {
    const { documentId } = await writeStory(app, { bylineOverride: 'By our correspondent' });
    expect((await publishedOf(documentId))!['byline']).toBe('By our correspondent');
    await update(documentId, { bylineOverride: null, source: 'Coast Wire' });
    expect((await draftOf(documentId))['byline']).toBe('Coast Wire');
    await update(documentId, { source: null });
    expect((await draftOf(documentId))['byline']).toBe('The Harbour Ledger');
  });

  test('a heading of level 1 is refused', async () => {
    await expect(writeStory(app, { body: [heading('Too big', 1)] })).rejects.toMatchObject({
      details: { code: 'heading_level_invalid' },
    });
  });
});

describe('dates', () => {
  test('datePublished is written once; nothing looks modified', async () => {
    const { documentId } = await writeStory(app, {}, 'draft');
    expect((await draftOf(documentId))['datePublished']).toBeNull();
    await publish(documentId);
    const first = (await publishedOf(documentId))!;
    expect(first['datePublished']).not.toBeNull();
    expect(first['displayDate']).toBe(first['datePublished']);
    expect(first['dateModified']).toBeNull();
    expect(await isModified(documentId)).toBe(false);

    await update(documentId, { standfirst: 'More.' });
    await publish(documentId);
    await documents(app, UID.article).unpublish({ documentId });
    await publish(documentId);
    const later = (await publishedOf(documentId))!;
    expect(later['datePublished']).toBe(first['datePublished']);
    expect(later['displayDate']).toBe(first['datePublished']);
    expect(later['dateModified']).toBeNull();
    expect(later['publishedAt']).not.toBe(first['publishedAt']);
    expect(await isModified(documentId)).toBe(false);
  });

  test('a duplicate starts anew', async () => {
    const { documentId } = await writeStory(app, { headline: 'To be copied' });
    const original = (await publishedOf(documentId))!;
    const { documentId: copyId } = await documents(app, UID.article).clone({ documentId });
    const copy = await draftOf(copyId);
    expect(copy).toMatchObject({ datePublished: null, dateModified: null, slug: 'to-be-copied-2' });
    await publish(copyId);
    expect((await publishedOf(copyId))!['datePublished']).not.toBe(original['datePublished']);
    expect((await publishedOf(documentId))!['slug']).toBe('to-be-copied');
  });

  test('a major update moves dateModified, and uses up its mark and note', async () => {
    const { documentId } = await writeStory(app);
    await update(documentId, { updateType: 'major', changeNote: 'The toll is now known.' });
    await publish(documentId);
    const story = (await publishedOf(documentId))!;
    expect(story['dateModified']).not.toBeNull();
    expect(story['updates']).toEqual([
      expect.objectContaining({ note: 'The toll is now known.', at: story['dateModified'] }),
    ]);
    for (const version of [story, await draftOf(documentId)]) {
      expect(version).toMatchObject({ updateType: 'minor', changeNote: null });
    }
    expect(await isModified(documentId)).toBe(false);

    await publish(documentId);
    const again = (await publishedOf(documentId))!;
    expect(again['dateModified']).toBe(story['dateModified']);
    expect(again['updates']).toHaveLength(1);
  });

  test('a new correction is dated by its publish and implies a major update', async () => {
    const { documentId } = await writeStory(app);
    await update(documentId, { corrections: [{ kind: 'correction', text: 'It was Tuesday.' }] });
    expect((await draftOf(documentId))['corrections'][0].issuedAt).toBeNull();
    await publish(documentId);
    const story = (await publishedOf(documentId))!;
    expect(story['corrections'][0].issuedAt).toBe(story['dateModified']);
    expect(story['dateModified']).not.toBeNull();

    // Sent again without ids, as an integrator does: it is the same correction.
    await update(documentId, { corrections: [{ kind: 'correction', text: 'It was Tuesday.' }] });
    await publish(documentId);
    expect((await publishedOf(documentId))!['dateModified']).toBe(story['dateModified']);
    expect((await publishedOf(documentId))!['corrections'][0].issuedAt).toBe(
      story['corrections'][0].issuedAt,
    );
  });

  test('displayDate follows, unless an editor overrides it', async () => {
    const { documentId } = await writeStory(app, {}, 'draft');
    expect((await draftOf(documentId))['displayDate']).not.toBeNull();
    await update(documentId, { displayDate: '2020-02-02T10:00:00.000Z' });
    await publish(documentId);
    expect((await publishedOf(documentId))!['displayDate']).toBe('2020-02-02T10:00:00.000Z');
    await update(documentId, { displayDate: null });
    await publish(documentId);
    const story = (await publishedOf(documentId))!;
    expect(story['displayDate']).toBe(story['datePublished']);
  });

  test('REST create and update publish by default, by the same rules', async () => {
    const token = await createToken(app, 'full-access');
    const auth = { type: 'bearer' } as const;
    const created = await app.http
      .post('/api/articles')
      .auth(token, auth)
      .send({ data: { headline: 'Over the API' } });
    expect(created.status).toBe(201);
    const { documentId, datePublished } = created.body.data;
    expect(datePublished).not.toBeNull();
    const updated = await app.http
      .put(`/api/articles/${documentId}`)
      .auth(token, auth)
      .send({ data: { standfirst: 'New.', updateType: 'major' } });
    expect(updated.status).toBe(200);
    expect(updated.body.data).toMatchObject({ datePublished, updateType: 'minor' });
    expect(updated.body.data.dateModified).not.toBeNull();
    expect(await isModified(documentId)).toBe(false);
  });

  test('what the machine keeps is refused from outside, and backdating needs its permission', async () => {
    for (const field of ['datePublished', 'dateModified', 'wordCount', 'byline']) {
      await expect(
        writeStory(app, {
          [field]:
            field === 'byline' ? 'Me' : field === 'wordCount' ? 7 : '2020-01-01T00:00:00.000Z',
        }),
      ).rejects.toMatchObject({ details: { code: 'unknown_field' } });
    }
    const create = ['article.create', 'article.find'];
    const plain = await createToken(app, 'custom', create);
    const trusted = await createToken(app, 'custom', [...create, 'article.backdate']);
    const send = (token: string) =>
      app.http
        .post('/api/articles')
        .auth(token, { type: 'bearer' })
        .send({
          data: { headline: 'From the archive', datePublished: '1999-05-05T08:00:00.000Z' },
        });
    const refused = await send(plain);
    expect([refused.status, refused.body.error.details.code]).toEqual([
      403,
      'backdate_not_allowed',
    ]);
    const { body } = await send(trusted);
    expect(body.data).toMatchObject({
      datePublished: '1999-05-05T08:00:00.000Z',
      displayDate: '1999-05-05T08:00:00.000Z',
    });
  });
});

describe('embargo and discussion', () => {
  test('a discussion exists as soon as its article does, and is live once readers can read', async () => {
    const { documentId } = await writeStory(app, {}, 'draft');
    expect((await discussionOf(app, documentId))['liveFrom']).toBeNull();
    await publish(documentId);
    const { liveFrom } = await discussionOf(app, documentId);
    expect(liveFrom).toBe((await publishedOf(documentId))!['datePublished']);
    await documents(app, UID.article).unpublish({ documentId });
    expect((await discussionOf(app, documentId))['liveFrom']).toBeNull();
  });

  test('an embargoed story is nowhere until its hour, and is dated by it', async () => {
    const embargoUntil = new Date(Date.now() + 1500).toISOString();
    const { documentId, slug } = await writeStory(app, { headline: 'Under wraps', embargoUntil });
    const list = async () =>
      (await app.http.get(`/api/articles?filters[documentId]=${documentId}`)).body.data.length;
    const bySlug = async () => (await app.http.get(`/api/articles/by-slug/${slug}`)).status;
    expect([await list(), await bySlug()]).toEqual([0, 404]);
    expect((await app.http.get(`/api/articles/${documentId}`)).status).toBe(404);
    expect((await publishedOf(documentId))!['datePublished']).toBe(embargoUntil);
    expect((await discussionOf(app, documentId))['liveFrom']).toBe(embargoUntil);
    await new Promise((resolve) => setTimeout(resolve, +new Date(embargoUntil) - Date.now() + 20));
    expect([await list(), await bySlug()]).toEqual([1, 200]);
  });

  test('a story taken back before its embargo ended leaves nothing behind', async () => {
    const embargoUntil = new Date(Date.now() + 3_600_000).toISOString();
    const { documentId, slug } = await writeStory(app, {
      headline: 'Second thoughts',
      embargoUntil,
    });
    await documents(app, UID.article).unpublish({ documentId });
    const draft = await draftOf(documentId);
    expect([draft['datePublished'], draft['displayDate']]).toEqual([null, draft['createdAt']]);
    expect((await app.http.get(`/api/articles/by-slug/${slug}`)).status).toBe(404);
    await update(documentId, { embargoUntil: null });
    await publish(documentId);
    const story = (await publishedOf(documentId))!;
    expect(+new Date(story['datePublished'])).toBeLessThanOrEqual(Date.now());
  });

  test('a failing publish changes nothing', async () => {
    const { documentId } = await writeStory(app, {});
    await update(documentId, { updateType: 'major', changeNote: 'Soon.' });
    const before = await draftOf(documentId);
    const stop = app.strapi.db.lifecycles.subscribe({
      models: [UID.article],
      afterCreate() {
        throw new Error('the disk is full');
      },
    });
    await expect(publish(documentId)).rejects.toThrow('the disk is full');
    stop();
    expect(await draftOf(documentId)).toEqual(before);
    expect((await publishedOf(documentId))!['updates']).toEqual([]);
  });

  test('two editors who publish at once leave one published version', async () => {
    const { documentId } = await writeStory(app);
    await Promise.all([publish(documentId), publish(documentId), publish(documentId)]);
    const versions = await db(app, UID.article).count({
      where: { documentId, publishedAt: { $notNull: true } },
    });
    expect(versions).toBe(1);
  });
});

test('the longest texts that a form takes can be stored, and a byline of many names', async () => {
  const long = (length: number) => 'x'.repeat(length);
  const { documentId } = await writeStory(app, {
    headline: long(255),
    changeNote: long(500),
    standfirst: long(1000),
    leadImage: { altText: long(500), caption: long(1000), credit: long(255) },
    seo: { canonicalUrl: `https://example.org/${long(2000)}` },
    credits: Array.from({ length: 10 }, (_, n) => ({ name: `${n} ${long(250)}`, role: 'editor' })),
  });
  const story = (await publishedOf(documentId))!;
  expect(story['byline'].length).toBeGreaterThan(2500);
  expect(story['credits'][0].label).toBe(`0 ${long(250)} (editor)`);
  expect(story['updates'][0].note).toBe(long(500));
});

describe('a filter through relations', () => {
  const list = (filters: string) => app.http.get(`/api/articles?${filters}`);
  const repeated = (count: number, condition: string) =>
    Array.from({ length: count }, (_, n) => `filters[$or][${n}]${condition}=zz`).join('&');

  test('names what it follows, once each', async () => {
    const filters =
      'filters[section][slug]=x&filters[topics][slug][$in][0]=a&filters[credits][author][slug]=ada';
    expect((await list(filters)).status).toBe(200);
  });

  // Each is a join of a table more, and rows multiply with each one to many.
  test.each([
    ['the same topics twice', repeated(2, '[topics][name]')],
    ['credits in a group in a group', repeated(2, '[$and][0][credits][name]')],
    ['a section seven times', repeated(7, '[section][name]')],
    ['a parent four times', repeated(4, '[section][parent][name]')],
  ])('and not %s', async (_, filters) => {
    const { status, body } = await list(filters);
    expect([status, body.error.details.code]).toEqual([400, 'invalid_query']);
    expect(body.error.details.errors[0].params.message).toMatch(/\$in/);
  });
});

describe('what the machine keeps, from a site’s own code', () => {
  const refused = (code: string, field: string) => ({
    details: { code, errors: [expect.objectContaining({ path: [field] }) as unknown] },
  });

  test('a correction has the moment it was published, and no other', async () => {
    const { documentId } = await writeStory(app);
    const update = (corrections: object[]) =>
      documents(app, UID.article).update({
        documentId,
        data: { corrections },
        status: 'published',
      });
    await expect(
      update([{ text: 'Wrong.', issuedAt: '1999-01-01T00:00:00Z' }]),
    ).rejects.toMatchObject(refused('unknown_field', 'issuedAt'));
    const { corrections } = await documents(app, UID.article).findOne({
      documentId,
      populate: ['corrections'],
    });
    expect(corrections).toEqual([]);
  });

  test('notes of updates come from publishing', async () => {
    const { documentId } = await writeStory(app);
    await documents(app, UID.article).update({
      documentId,
      data: { updateType: 'major', changeNote: 'More names.' },
      status: 'published',
    });
    const story = { where: { documentId, publishedAt: { $null: true } } };
    const { id, updates } = await db(app, UID.article).findOne({
      ...story,
      populate: { updates: true },
    });
    expect(updates).toHaveLength(1);
    await expect(
      db(app, UID.article).update({ where: { id }, data: { updates: [updates[0].id] } }),
    ).rejects.toMatchObject(refused('unknown_field', 'updates'));
  });

  test('a discussion counts by itself', async () => {
    const { documentId: articleId } = await writeStory(app);
    for (const [field, value] of Object.entries({
      commentCount: 77,
      liveFrom: new Date(),
      revision: 9,
    })) {
      await expect(
        db(app, UID.discussion).update({ where: { articleId }, data: { [field]: value } }),
      ).rejects.toMatchObject(refused('unknown_field', field));
    }
  });

  test('a story that a site takes back takes its discussion with it', async () => {
    const { documentId } = await writeStory(app);
    await db(app, UID.article).update({
      where: { documentId, publishedAt: { $notNull: true } },
      data: { publishedAt: null },
    });
    expect((await discussionOf(app, documentId as string))['liveFrom']).toBeNull();
  });

  test('a body nested without end is refused', async () => {
    let list: Row = { type: 'list', format: 'ordered', children: [] };
    for (let depth = 0; depth < 3000; depth += 1)
      list = { type: 'list', format: 'ordered', children: [list] };
    await expect(writeStory(app, { body: [list] })).rejects.toMatchObject(
      refused('invalid_field', 'body'),
    );
  });

  test('a duplicate has no corrections of a story that it is not', async () => {
    const { documentId } = await writeStory(app, { corrections: [{ text: 'It was on Monday.' }] });
    await documents(app, UID.article).update({
      documentId,
      data: { changeNote: 'More names.' },
      status: 'published',
    });
    const { entries } = await documents(app, UID.article).clone({ documentId });
    const [copy] = await db(app, UID.article).findMany({
      where: { id: entries[0].id },
      populate: { corrections: true, updates: true },
    });
    expect([copy.corrections, copy.updates]).toEqual([[], []]);
  });

  test('a recount takes off the air what a statement of SQL took away', async () => {
    const { documentId } = await writeStory(app);
    await app.strapi.db
      .connection('newsroom_articles')
      .where({ document_id: documentId })
      .whereNotNull('published_at')
      .delete();
    expect(await driftOf(app)).toBe(1);
    expect((await discussionOf(app, documentId as string))['liveFrom']).toBeNull();
    expect(await driftOf(app)).toBe(0);
  });
});

describe('a body over the API', () => {
  test.each([
    [{ section: 'nosuchdocumentofanybody1' }, 'section names no document', ['section']],
    [
      { credits: [{ author: { documentId: 'nosuchdocumentofanybody1' } }] },
      'credits.0.author.documentId names no document',
      ['credits', 0, 'author', 'documentId'],
    ],
    [
      { leadImage: { media: 'nosuchdocumentofanybody1' } },
      'leadImage.media names no file',
      ['leadImage', 'media'],
    ],
  ])('is told which of its references leads nowhere: %j', async (data, message, path) => {
    const { documentId } = await writeStory(app);
    const { status, body } = await app.http
      .put(`/api/articles/${String(documentId)}`)
      .auth(await createToken(app, 'full-access'), { type: 'bearer' })
      .send({ data });
    expect([status, body.error.details]).toEqual([
      400,
      { code: 'invalid_field', errors: [{ code: 'invalid_field', path, params: { message } }] },
    ]);
  });
});

describe('a token that writes and may not preview', () => {
  let token: string;
  beforeAll(async () => {
    token = await createToken(app, 'custom', [
      'article.create',
      'article.update',
      'article.backdate',
    ]);
  });
  const put = (documentId: unknown, query: string, data: Row) =>
    app.http
      .put(`/api/articles/${String(documentId)}?${query}`)
      .auth(token, { type: 'bearer' })
      .send({ data });

  test('is answered what it wrote of a draft, or of a story under embargo', async () => {
    const { documentId } = await writeStory(app, { standfirst: 'Not yet.' }, 'draft');
    const { body } = await put(documentId, 'status=draft&populate=*', { kicker: 'News' });
    expect(body.data).toMatchObject({ documentId, kicker: 'News' });
    expect(body.data).not.toHaveProperty('standfirst');
    const embargoUntil = new Date(Date.now() + 3_600_000).toISOString();
    const held = await writeStory(app, { standfirst: 'Not yet.', embargoUntil });
    for (const query of ['', 'fields[0]=publishedAt&fields[1]=standfirst', 'populate=*']) {
      const answer = await put(held['documentId'], query, { kicker: 'News' });
      expect([query, answer.status, answer.text.includes('Not yet.')]).toEqual([query, 200, false]);
    }
  });

  test('cannot say that a story was published in times to come', async () => {
    const { documentId } = await writeStory(app);
    const { status, body } = await put(documentId, '', { datePublished: '2950-01-01T00:00:00Z' });
    expect([status, body.error.details.code]).toEqual([400, 'invalid_field']);
  });
});
