/** What callers may send that they must not: forged fields, and values that no field can hold. */
import type { App } from './app';
import type { Row } from './newsroom';
import { attributesOf, type Attribute } from './probe-queries';
import { NOBODY } from './probe-routes';

/** Fields of comments and replies, and names like them, that no form shows. */
export const FORGED_IN_ITEMS: Row = {
  id: 1,
  documentId: NOBODY,
  createdAt: '2001-01-01T00:00:00.000Z',
  updatedAt: '2001-01-01T00:00:00.000Z',
  publishedAt: '2001-01-01T00:00:00.000Z',
  createdBy: 1,
  updatedBy: 1,
  locale: 'en',
  localizations: [],
  articleId: NOBODY,
  threadId: NOBODY,
  moderationStatus: 'approved',
  status: 'approved',
  postedAt: '2001-01-01T00:00:00.000Z',
  editedAt: '2001-01-01T00:00:00.000Z',
  moderatedAt: '2001-01-01T00:00:00.000Z',
  replyCount: 99,
  featured: true,
  revision: 99,
  listed: true,
  commenter: 1,
  signals: [],
  ipHash: 'x',
  ip: '10.0.0.1',
  userAgent: 'x',
  rejectionReason: null,
  receiptHash: 'x',
  receipt: 'x',
  externalId: 'x',
  identity: { kind: 'account', id: 'x' },
  actor: { type: 'administrator', id: '1', name: 'Boss' },
  user: 1,
  constructor: { name: 'x' },
  toString: 'x',
  $and: [],
};

/** What only Strapi and the hooks write, in any generated type. */
export const FORGED_EVERYWHERE: Row = {
  id: 1,
  documentId: NOBODY,
  createdAt: '2001-01-01T00:00:00.000Z',
  updatedAt: '2001-01-01T00:00:00.000Z',
  publishedAt: '2001-01-01T00:00:00.000Z',
  createdBy: 1,
  updatedBy: { connect: [1] },
  locale: 'de',
  localizations: [],
  comments: [],
  discussion: { state: 'open', commentCount: 9 },
  nonsense: 1,
  constructor: { name: 'x' },
};

export const FORGED_IN_ARTICLES: Row = {
  byline: 'By me',
  wordCount: 7,
  readingTime: 7,
  dateModified: '2001-01-01T00:00:00.000Z',
  updates: [{ at: '2001-01-01T00:00:00.000Z', note: 'x' }],
  'credits.0.label': [{ name: 'Bo', label: 'x' }],
  'corrections.0.issuedAt': [{ text: 'x', issuedAt: '2001-01-01T00:00:00.000Z' }],
  'print.nonsense': { nonsense: 1 },
  'leadImage.media.related': { media: { related: 1 } },
  status: 'draft',
  commentCount: 9,
  liveFrom: '2001-01-01T00:00:00.000Z',
};

/** A field's path, as the body that sets it. */
export const dataWith = (path: string, value: unknown): Row => ({ [path.split('.')[0]!]: value });

const LONG = 'x'.repeat(150_000);

/** Values that hardly any field can hold; none may be more than the database can take. */
const ODD_VALUES: unknown[] = [
  ...['', 'x', 'a\u0000b', '\ud800', '-1', '1e400', '{}', '[]', LONG, '2024-02-30', '0000-00-00'],
  ...['+275760-09-13', '2024-05-04T25:00:00Z', 1.5, 2 ** 31, 2 ** 53, 1e308, -1, true, 1714780800],
  ...[
    [null],
    [[]],
    ['x'],
    [1e20],
    [{}],
    {},
    { id: 2 ** 40 },
    { id: '1 or 1=1' },
    { documentId: 1 },
  ],
  ...[
    { connect: 1 },
    { connect: [{ id: 2 ** 40 }] },
    { set: [NOBODY] },
    { disconnect: ['x', 'x'] },
  ],
  ...[[{ type: 'paragraph', children: [{ type: 'text', text: '\u0000' }] }], [{ author: 'x' }]],
  ...[[{ type: 'image', children: [] }], [{ type: 'heading', level: 99, children: [] }]],
];

/** Of those, enough for what stands inside a component. */
const FEWER = ODD_VALUES.filter((_, index) => index % 3 === 1);

const OWN_COMPONENT = /^newsroom\./;

/** Every attribute of a type, and of its components, with every odd value. */
export function* oddBodies(app: App, uid: string, valid: Row): Generator<Row> {
  for (const [name, attribute] of Object.entries(attributesOf(app, uid))) {
    for (const value of ODD_VALUES) yield { ...valid, [name]: value };
    for (const inner of componentNames(app, attribute)) {
      for (const value of FEWER) {
        const component = { [inner]: value };
        yield { ...valid, [name]: isRepeatable(attribute) ? [component] : component };
      }
    }
  }
}

const isRepeatable = (attribute: Attribute): boolean =>
  (attribute as { repeatable?: boolean }).repeatable === true;

const componentNames = (app: App, { component }: Attribute): string[] =>
  component && OWN_COMPONENT.test(component) ? Object.keys(attributesOf(app, component)) : [];

const JSON_TYPE = { 'content-type': 'application/json' };
const as = (type: string): Record<string, string> => ({ 'content-type': type });

/** Bodies that are no `{"data": {…}}` at all: what is sent, and as what. */
export const BROKEN_BODIES: [body: string | undefined, headers: Record<string, string>][] = [
  ...['', '{', '[]', 'null', '1', '"x"', '{}', '{"data":null}', '{"data":[]}', '{"data":"x"}'].map(
    (body): [string, typeof JSON_TYPE] => [body, JSON_TYPE],
  ),
  ['{"data":1}', JSON_TYPE],
  ['{"data":{},"data":[]}', JSON_TYPE],
  [`{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`, JSON_TYPE],
  ['{"data":{"__proto__":{"admin":true}}}', JSON_TYPE],
  [undefined, JSON_TYPE],
  ['{"data":{}}', { ...JSON_TYPE, 'content-encoding': 'gzip' }],
  ['{"data":{}}', { ...JSON_TYPE, 'content-encoding': 'nonsense' }],
  ['{"data":{"headline":"x"}}', as('text/plain')],
  ['<data/>', as('application/xml')],
  ['data=1', as('application/x-www-form-urlencoded')],
  ['data[__proto__][x]=1', as('application/x-www-form-urlencoded')],
  ['--x\r\nnonsense', as('multipart/form-data; boundary=x')],
  ['--x--\r\n', as('multipart/form-data')],
  ['\u0000\u0001', as('application/octet-stream')],
];
