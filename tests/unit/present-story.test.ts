/** The whole story page, field by field. */
import { presentStory } from '../../src/plugins/newsroom/server/src/api/present-story';
import type { Block } from '../../src/plugins/newsroom/server/src/publishing/blocks';
import type { ArticleRow, DiscussionRow } from '../../src/plugins/newsroom/server/src/rows';

const PRIVATE = 'never to be seen';
const AT = '2024-05-01T12:00:00.000Z';

const file = {
  id: 9,
  documentId: 'file',
  url: '/ferry.jpg',
  mime: 'image/jpeg',
  width: 640,
  height: 480,
  formats: { thumbnail: { url: '/thumb.jpg' } },
  alternativeText: 'A ferry',
  hash: PRIVATE,
  provider_metadata: { key: PRIVATE },
};
const named = (name: string) => ({
  id: 9,
  documentId: name,
  name,
  slug: name,
  description: PRIVATE,
  externalId: PRIVATE,
});
const paragraph = (text: string): Block => ({
  type: 'paragraph',
  children: [{ type: 'text', text }],
});

const ROW = {
  id: 9,
  documentId: 'story',
  headline: 'The ferry is late',
  slug: 'the-ferry-is-late',
  byline: 'Ann',
  body: [paragraph('Again.')],
  credits: [
    {
      id: 9,
      name: null,
      role: 'writer',
      label: 'Ann',
      author: {
        ...named('Ann'),
        kind: 'person',
        jobTitle: 'Reporter',
        email: PRIVATE,
        photo: file,
      },
    },
    { id: 9, name: 'Pat', role: 'photographer', label: 'Pat (photographer)', author: null },
  ],
  leadImage: { id: 9, media: file, caption: 'At last', credit: 'Pat', altText: null },
  section: { ...named('city'), moderationMode: PRIVATE, parent: named('news') },
  topics: [named('ferries')],
  print: { id: 9, publication: 'The Paper', publishedOn: '2024-05-01' },
  corrections: [{ id: 9, kind: 'correction', text: 'Late, not early', issuedAt: new Date(AT) }],
  updates: [{ id: 9, at: AT, note: null }],
  seo: { id: 9, title: 'Late', image: file },
  datePublished: new Date(AT),
  dateModified: null,
  displayDate: AT,
  publishedAt: AT,
  embargoUntil: AT,
  internalNote: PRIVATE,
  externalId: PRIVATE,
  createdBy: { id: 9, email: PRIVATE },
} as unknown as ArticleRow;

const DISCUSSION = {
  id: 9,
  state: 'open',
  liveFrom: AT,
  commentCount: 3,
  closesAt: null,
  lastCommentAt: AT,
} as unknown as DiscussionRow;

const story = (fields: object = {}) => presentStory({ ...ROW, ...fields }, DISCUSSION);

test('has every field that the page needs, and dates as text', () => {
  expect(story()).toMatchObject({
    documentId: 'story',
    headline: 'The ferry is late',
    kicker: null,
    byline: 'Ann',
    datePublished: AT,
    dateModified: null,
    displayDate: AT,
    publishedAt: AT,
    credits: [
      {
        name: 'Ann',
        role: 'writer',
        author: { documentId: 'Ann', jobTitle: 'Reporter', photo: { url: '/ferry.jpg' } },
      },
      { name: 'Pat', role: 'photographer', author: null },
    ],
    leadImage: { caption: 'At last', credit: 'Pat', altText: null, media: { width: 640 } },
    section: { name: 'city', parent: { name: 'news' } },
    topics: [{ documentId: 'ferries', name: 'ferries', slug: 'ferries' }],
    print: { publication: 'The Paper', edition: null, publishedOn: '2024-05-01' },
    body: ROW.body,
    bodyHtml: '<p>Again.</p>',
    excerpt: 'Again.',
    corrections: [{ kind: 'correction', text: 'Late, not early', issuedAt: AT }],
    updates: [{ at: AT, note: null }],
    seo: { title: 'Late', noIndex: null, image: { url: '/ferry.jpg' } },
    discussion: { state: 'open', commentCount: 3, closesAt: null, lastCommentAt: AT },
  });
});

test('of a story with nothing but a headline is complete as well', () => {
  const bare = presentStory({ documentId: 'story', headline: 'Late' } as ArticleRow, undefined);
  expect(Object.keys(bare).sort()).toEqual(Object.keys(story()).sort());
  expect(bare).toMatchObject({
    credits: [],
    leadImage: null,
    section: null,
    topics: [],
    print: null,
    body: [],
    bodyHtml: '',
    excerpt: '',
    corrections: [],
    updates: [],
    seo: null,
    discussion: { state: 'open', commentCount: 0 },
  });
});

const answer = (fields?: object) => JSON.stringify(story(fields));

test('nothing private leaves, and no numeric id', () => {
  expect(answer()).not.toContain(PRIVATE);
  expect(answer()).not.toMatch(/"id":/);
});

// Strapi stores a picture in a body as it was sent.
test('no numeric id leaves with the body either', () => {
  const image = { id: 9, url: '/ferry.jpg' };
  expect(answer({ body: [{ type: 'image', image, children: [] }] })).not.toMatch(/"id":/);
});

describe('excerpt', () => {
  const excerpt = (body: string, standfirst: string | null = null) =>
    story({ body: [paragraph(body)], standfirst })['excerpt'];

  test.each([
    ['the standfirst', excerpt('Body', 'Standfirst'), 'Standfirst'],
    ['the body without one', excerpt('Body', ''), 'Body'],
    ['on one line', excerpt(' One\n two\t three '), 'One two three'],
    ['whole up to its length', excerpt('x'.repeat(200)), 'x'.repeat(200)],
    [
      'cut at a word’s end',
      excerpt(`${'word '.repeat(39)}another one`),
      `${'word '.repeat(38)}word …`,
    ],
  ])('%s', (_, made, expected) => {
    expect(made).toBe(expected);
  });

  test('in a script without spaces it is cut where it must be', () => {
    expect(excerpt('北'.repeat(300))).toBe(`${'北'.repeat(200)} …`);
  });

  test('a cut leaves no half of a character', () => {
    expect(excerpt(`${'北'.repeat(199)}${'😀'.repeat(9)}`).isWellFormed()).toBe(true);
  });

  test('one early space does not cut nearly all of it', () => {
    expect(excerpt(`2024 ${'北'.repeat(300)}`).length).toBeGreaterThan(100);
  });
});
