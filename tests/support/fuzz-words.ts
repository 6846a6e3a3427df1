/** Names and values that no form would send, and names that exist, for both to stand in one place. */
const list = (text: string): string[] => text.trim().split(/\s+/);
const longWord = (length: number): string => 'x'.repeat(length);

/** Written as they stand on the wire: half of them are no text at all. */
export const NASTY_TEXT = [
  '',
  ...list(`
    %00 a%00b %ed%a0%80 %ff %c3%28 % %zz %u0000 %0d%0a + %20 %25 _ %5C %5C%27 %25%5C %60 $ : * , ,,,
    . .. [] %7B%7D [object%20Object] true false null undefined __proto__ constructor prototype
    toString hasOwnProperty %27%20or%201=1-- %22;drop%20table%20x (((((a%2B)%2B)%2B)%2B)$ [a-z
    %5Cd%2B %F0%9F%92%A9 e%CC%81 %E2%80%AE %C4%B0
  `),
  ...['%00'.repeat(20), longWord(256), longWord(3000), '%F0%9F%92%A9'.repeat(200)],
];

export const NASTY_NUMBERS = list(`
  0 -0 -1 1 1.5 20 101 1e3 1e309 -1e309 NaN Infinity 0x10 0b1 1_000 ٣ .5 1. 1e-400 2147483647
  2147483648 9007199254740993 9223372036854775807 9223372036854775808 1${'0'.repeat(400)}
`).map(encodeURIComponent);

export const NASTY_DATES = list(`
  0000-00-00 0000-01-01T00:00:00Z 0001-01-01 0001-01-01T00:00:00+14:00 999999-01-01 2026-02-30
  +275760-09-13T00:00:00Z -000001-01-01T00:00:00Z -271821-04-20T00:00:00Z 9999-12-31T23:59:59.999Z
  9999-12-31T23:59:59-14:00 2026-13-45T99:99:99Z 2026-01-01T00:00:00+99:99 2026-01-01T24:00:00Z
  2026-W01 2026-001 2026 20260101 12:00
`).map(encodeURIComponent);

/** What may follow a slash without being another path. */
export const NASTY_SEGMENTS = [
  ...list(`
    %2e%2e%2f%2e%2e%2fpackage.json ..%2f.. %2e %2e%2e %2f %5c a%2fb a%3fb a%23b a;b=c a.json
  `),
  ...[longWord(8000), `%00${longWord(300)}`, '%'.repeat(50)],
];

export const QUERY_KEYS = list(`
  filters sort fields populate pagination status _q locale limit cursor articles article after
  around replies page pageSize start publicationFilter hasPublishedVersion id where select $and data
`);

export const OPERATORS = list(`
  $eq $ne $eqi $nei $in $notIn $null $notNull $between $lt $lte $gt $gte $contains $notContains
  $containsi $notContainsi $startsWith $startsWithi $endsWith $endsWithi $not $and $or
  $jsonSupersetOf $where
`);

export const JUNK_KEYS = [
  '',
  ...list(`
    __proto__ constructor hasOwnProperty toString length 0 -1 1000000000 %00 %ed%a0%80 %ff nobody id
    locale createdBy updatedBy localizations password documentId publishedAt * a.b.c $ $$
  `),
  longWord(300),
];

/** Values that some key takes. */
export const KNOWN_VALUES = list(`
  asc desc DESC draft published true false * newest oldest most-replied approved pending documentId
  headline headline:asc name:desc postedAt:desc,body modified section createdBy discussion commenter
  credits.author credits.author.photo.related section.parent.parent.parent.parent.parent
`);

/** Whole queries: syntax that brackets can be bent into, and what larger runs have found. */
export const BROKEN_QUERIES = list(`
  &&& = ? ; # % %00=1 filters filters= filters[ filters] filters[]=1 filters[][]=1 []=1 [filters]=1
  filters[$and][1000000]=x filters[$and][-1]=x filters.headline=x sort[]= sort[9999]=a
  sort=a&sort=b&sort[x]=c pagination=1&pagination[page]=2 limit=1&limit=2 _q=a&_q=b
  status=draft&status=published populate=* populate[credits]=* populate[credits][on][x]=1
  populate[credits][count]=1 populate[section][filters][name]=x populate[__proto__][x]=1
  fields[]=documentId&fields[]= cursor[]= cursor=a.b cursor=${longWord(9000)}
  cursor=bnVsbA.${longWord(22)} filters[__proto__][polluted]=1
  filters[constructor][prototype][polluted]=1 a=${'&a='.repeat(2000)}
`);

/** Once answered with a 500; asked of every route in every run. */
export const FORMER_FAILURES = list(`
  filters[section][$not][name]=a
  filters[parent][$not][name][$not][$contains]=a
  filters[credits][$not][author][name]=a
  filters[credits][name]=a&filters[credits][$or][0][name]=b
  filters[parent][name]=a&filters[parent][$and][0][name]=b
  filters[credits][$and][0][name]=a&filters[credits][$or][0][name]=b
  filters[credits][documentId]=a
  filters[links][createdAt]=2026-01-01
  filters[links][$not][url]=a
`);

export const NASTY_WORDS = [
  ...['', ' ', '\u0000', 'a\u0000b', '\ud800', '\udfff\ud800', '\r\nSet-Cookie: a=b', "' or 1=1--"],
  ...list(`
    \uffff \u202e \u200d __proto__ constructor null NaN $1 %s {{7*7}} ";drop <script>alert(1)</script>
    javascript:alert(1) ../../etc/passwd a@b a@b.c not-an-id
  `),
  ...['\ufeff', 'x'.repeat(256), 'x'.repeat(20_000), '💩'.repeat(300), 'İ'.repeat(99)],
  ...NASTY_DATES.map(decodeURIComponent),
];

const NOBODY = { documentId: 'nobody' };
const before = { id: 1, position: { before: 'x' } };

export const NASTY_VALUES: unknown[] = [
  ...[null, true, false, 0, -0, -1, 1, 1.5, 1e21, 1e308, 5e-324],
  ...[2 ** 31, 2 ** 53, 2 ** 63, -(2 ** 63)],
  ...[[], {}, [[]], [null], [{}], [1, '1', null], Array.from({ length: 1000 }, () => 'x')],
  ...[{ id: 1 }, { id: 'x' }, [{ id: -1 }], NOBODY, [NOBODY], { documentId: null }],
  ...[{ connect: [] }, { connect: [NOBODY] }, { connect: [before] }, { disconnect: [{}] }],
  ...[{ set: null }, { set: [NOBODY] }, { toString: 1 }, { then: 'x' }, { toJSON: 1 }],
  ...[{ length: 1e9 }, { type: 'Buffer', data: [0] }, { $eq: 1 }],
];

export const BODY_KEYS = [
  '',
  ...list(`
    article comment inReplyTo body authorName authorEmail reader action reason note items state
    moderationMode closesAt id documentId locale publishedAt createdBy createdAt status nobody
    toString hasOwnProperty
  `),
];

const unsigned = (payload: object): string =>
  [{ alg: 'none', typ: 'JWT' }, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');

/** Headers that somebody sends: credentials that are none, and others that a parser reads. */
export const NASTY_HEADERS: Record<string, string>[] = [
  ...['Bearer', 'Bearer x', 'Bearer null', 'bearer a.b.c', 'Basic eDp4', 'x', '\xff\xfe'],
  ...[`Bearer ${longWord(5000)}`, `Bearer ${unsigned({ id: 1 })}.`, `Bearer ${unsigned({})}.x`],
  ...['Bearer a b', `Bearer ${'ff'.repeat(64)}`, "Bearer ' or 1=1--"],
]
  .map((value): Record<string, string> => ({ Authorization: value }))
  .concat(
    { 'User-Agent': '\xff\xfe'.repeat(300) },
    { 'X-Forwarded-For': '\xff, 999.1.1.1', 'X-Forwarded-Proto': 'x' },
    { Cookie: 'koa.sess=%00; koa.sess.sig=x; strapi_jwt=x; =; %ff=%' },
    { Cookie: `koa.sess=${Buffer.from('{"_expire":"x"').toString('base64')}` },
    { Origin: 'http://[::1', Referer: '\xff' },
    { Accept: '*/*;q=x', 'Accept-Language': '*-*;q=9', 'Accept-Encoding': 'x;q=x' },
    { 'If-Modified-Since': 'x', 'If-None-Match': '"', Range: 'bytes=9-1' },
    { 'X-HTTP-Method-Override': 'DELETE', 'Content-Language': '\xff' },
  );
