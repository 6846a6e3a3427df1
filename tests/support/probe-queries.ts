/** What callers may ask, made from the models: every attribute in every place of a query. */
import type { App } from './app';
import { draftSlug, GUESS } from './probe-plant';

export interface Probe {
  query: string;
  /** `refused`: 400 for everybody; `answered`: 200 for whoever may read what it names. */
  expect?: 'refused' | 'answered' | undefined;
  /** Asks for drafts: 403 for whoever may not preview. */
  drafts?: boolean;
  /** What comes back depends on who asks; the others are shared out among the callers. */
  forEverybody?: boolean;
}

const some = (queries: string[], expect?: Probe['expect']): Probe[] =>
  queries.map((query) => ({ query, expect }));
const refused = (...queries: string[]): Probe[] => some(queries, 'refused');

export interface Attribute {
  type: string;
  private?: boolean;
  searchable?: boolean;
  target?: string;
  component?: string;
}

/** The attributes of a type or component, as the running application knows them. */
export const attributesOf = ({ strapi }: App, uid: string): Record<string, Attribute> =>
  (strapi.getModel(uid as never) as unknown as { attributes: Record<string, Attribute> })
    .attributes;

const STRAPIS_OWN: Record<string, Attribute> = {
  id: { type: 'increments', private: true },
  documentId: { type: 'string' },
  createdBy: { type: 'relation', private: true },
  updatedBy: { type: 'relation', private: true },
  locale: { type: 'string', private: true },
  localizations: { type: 'relation', private: true },
};

/** Names that a relation to the hidden could have, were there one. */
const TO_THE_HIDDEN = [
  ...['comments', 'replies', 'comment', 'article', 'discussion', 'decisions', 'related', 'author'],
];

type Named = [name: string, attribute: Attribute];

const NOTHING: Attribute = { type: 'nothing', private: true };

/** The attributes of a type, and names that it does not have. */
function namesOf(app: App, uid: string): Named[] {
  const known = { ...attributesOf(app, uid), ...STRAPIS_OWN };
  const unknown = TO_THE_HIDDEN.filter((name) => !(name in known));
  return [...Object.entries(known), ...unknown.map((name): Named => [name, NOTHING])];
}

/** The same of what a relation or component leads to, a few of the names that it does not have. */
const innerNamesOf = (app: App, uid: string): Named[] =>
  Object.entries({
    // A component is no document: it has neither an id that lasts nor dates.
    documentId: uid.includes('::') ? { type: 'string' } : NOTHING,
    createdAt: uid.includes('::') ? { type: 'datetime' } : NOTHING,
    ...attributesOf(app, uid),
    createdBy: NOTHING,
    id: NOTHING,
    comments: NOTHING,
  });

const TEXT = ['string', 'text', 'uid', 'email', 'enumeration'];
const SCALAR = [...TEXT, 'boolean', 'integer', 'datetime', 'date'];
const RELATED = ['relation', 'component', 'media'];

const isText = ({ type }: Attribute): boolean => TEXT.includes(type);
const isOpenScalar = (attribute: Attribute): boolean =>
  SCALAR.includes(attribute.type) && !attribute.private;

const SAMPLE: Record<string, string> = {
  boolean: 'true',
  integer: '0',
  datetime: '2024-05-04T00:00:00.000Z',
  date: '2024-05-04',
};

const guessFor = (attribute: Attribute): string =>
  attribute.private ? GUESS : (SAMPLE[attribute.type] ?? GUESS);

/** Which documents, is all that the answer to a filter or sort tells. */
const answered = (...queries: string[]): Probe[] =>
  some(
    queries.map((query) => `${query}&fields=documentId`),
    'answered',
  );

/** Filters on one attribute; with a guess at the beginning of every secret. */
function filterProbes(name: string, attribute: Attribute): Probe[] {
  const path = `[${name}]`;
  const value = guessFor(attribute);
  if (attribute === NOTHING) return [];
  if (attribute.private) {
    return refused(
      ...[`filters${path}=${value}`, `filters${path}[$startsWith]=${value}`],
      ...[`filters${path}[$notNull]=true`, `filters[$or][0]${path}=${value}`],
      `filters[$and][0][$not]${path}[$contains]=${value}`,
    );
  }
  if (!isOpenScalar(attribute)) return refused(`filters${path}=x`, `filters${path}[$notNull]=true`);
  return [
    ...answered(`filters${path}=${value}`),
    ...(isText(attribute) ? [] : refused(`filters${path}[$gte]=${GUESS}`)),
  ];
}

const OPERATORS = [
  ...['$eqi', '$ne', '$in', '$gte', '$lt', '$contains', '$notContains', '$notContainsi'],
  ...['$startsWith', '$startsWithi', '$endsWith', '$endsWithi'],
];
/** As many as a group of filters may hold. */
const GROUP = 20;

/** Every operator, on all that can be read at once: a hidden match anywhere would show. */
function groupProbes(names: Named[]): Probe[] {
  const texts = names.filter(([, attribute]) => isOpenScalar(attribute) && isText(attribute));
  const all = names.filter(([, attribute]) => isOpenScalar(attribute));
  const either = (paths: string[]): string =>
    paths.map((path, index) => `filters[$or][${index % GROUP}]${path}`).join('&');
  const chunks = <T>(list: T[]): T[][] =>
    Array.from({ length: Math.ceil(list.length / GROUP) }, (_, n) =>
      list.slice(n * GROUP, (n + 1) * GROUP),
    );
  return [
    ...chunks(texts).flatMap((chunk) =>
      OPERATORS.flatMap((operator) =>
        answered(either(chunk.map(([name]) => `[${name}][${operator}]=${GUESS}`))),
      ),
    ),
    ...chunks(all).flatMap((chunk) => {
      const of = (condition: (name: string, value: string) => string) =>
        answered(either(chunk.map(([name, attribute]) => condition(name, guessFor(attribute)))));
      return [
        ...of((name) => `[${name}][$null]=false`),
        ...of((name, value) => `[${name}][$not][$eq]=${value}`),
        ...of((name, value) => `[$not][${name}][$ne]=${value}`),
        ...of((name, value) => `[$and][0][${name}][$notIn][0]=${value}`),
      ];
    }),
    ...answered(
      chunks(all)[0]!
        .map(([name], index) => `sort[${index % 10}][${name}]=desc`)
        .slice(0, 10)
        .join('&'),
    ),
  ];
}

function fieldProbes(name: string, attribute: Attribute): Probe[] {
  if (attribute === NOTHING) return [];
  if (attribute.private) return refused(`fields=${name}`, `fields[0]=documentId&fields[1]=${name}`);
  return some([`fields=documentId,${name}`], isOpenScalar(attribute) ? 'answered' : undefined);
}

function sortProbes(name: string, attribute: Attribute): Probe[] {
  if (attribute === NOTHING) return [];
  return isOpenScalar(attribute) ? answered(`sort=${name}:desc`) : refused(`sort=${name}`);
}

function populateProbes(name: string, attribute: Attribute, canPopulate: boolean): Probe[] {
  const here = `populate[${name}]`;
  if (!RELATED.includes(attribute.type)) return [];
  if (attribute.private || !canPopulate) return refused(`populate=${name}`, `${here}[populate]=*`);
  return [
    ...[
      ...some([`populate=${name}`], 'answered'),
      ...some([`${here}=*`, `${here}[fields]=*`, `${here}[populate]=*`, `populate=${name}.*`]),
    ].map((probe) => ({ ...probe, forEverybody: true })),
    ...refused(
      ...[`${here}[count]=true`, `${here}[sort]=id`, `${here}[filters][id][$gt]=0`],
      ...[`${here}[limit]=-1`, `${here}[status]=draft`, `${here}[fields]=id`],
      `${here}[on][plugin::newsroom.article][populate]=*`,
    ),
  ];
}

const OWN = /^(plugin::)?newsroom\./;

const targetOf = ({ type, target, component }: Attribute): string | null =>
  target ?? component ?? (type === 'media' ? 'plugin::upload.file' : null);

/** Every attribute of what a relation or component leads to, on the paths there. */
function pathProbes(app: App, name: string, attribute: Attribute): Probe[] {
  const target = targetOf(attribute);
  if (!target || attribute.private) {
    return refused(
      ...[`filters[${name}][body][$startsWith]=${GUESS}`, `sort=${name}.body`],
      `populate=${name}.comments`,
    );
  }
  const isOwn = OWN.test(target);
  return innerNamesOf(app, target).flatMap(([inner, innermost]) => {
    const path = `filters[${name}][${inner}]`;
    const isOpen = isOwn && isOpenScalar(innermost);
    const query = isText(innermost)
      ? `${path}[$startsWith]=${GUESS}`
      : `${path}=${guessFor(innermost)}`;
    return [
      ...(isOpen ? answered(query) : refused(query)),
      ...(isOpenScalar(innermost)
        ? []
        : refused(
            `sort=${name}.${inner}`,
            `${path}[externalId][$startsWith]=${GUESS}`,
            `populate[${name}][populate][${inner}][filters][id][$gt]=0`,
          )),
    ];
  });
}

function populatePathProbes(app: App, name: string, attribute: Attribute): Probe[] {
  const target = targetOf(attribute);
  if (!target || attribute.private) return [];
  return innerNamesOf(app, target).flatMap(([inner, innermost]) =>
    some(
      [
        `populate[${name}][fields][0]=${inner}`,
        ...(isOpenScalar(innermost)
          ? []
          : [`populate=${name}.${inner}`, `populate[${name}][populate][${inner}][populate]=*`]),
      ],
      // A private field of a picture Strapi leaves out, which is as good as refusing it.
      innermost.private && OWN.test(target) ? 'refused' : undefined,
    ),
  );
}

const nested = (depth: number, group: string): string =>
  `filters${`[${group}][0]`.repeat(depth)}[documentId]=x`;

const PAGES: Probe[] = [
  ...some(
    [
      ...['', 'pagination[page]=1', 'pagination[pageSize]=100', 'pagination[start]=9999'],
      ...['pagination[page]=2&pagination[pageSize]=1', 'pagination[start]=1&pagination[limit]=2'],
      ...['pagination[page]=1000000&pagination[pageSize]=100', 'pagination[withCount]=false'],
    ],
    'answered',
  ),
  ...refused(
    ...[
      'pagination[page]=0',
      'pagination[page]=-1',
      'pagination[page]=1.5',
      'pagination[page]=1e9',
    ],
    ...['pagination[pageSize]=0', 'pagination[pageSize]=-1', 'pagination[pageSize]=101'],
    ...['pagination[pageSize]=Infinity', 'pagination[pageSize]=', 'pagination[foo]=1'],
    ...['pagination[limit]=-1', 'pagination[limit]=0', 'pagination[start]=-1', 'pagination=1'],
    ...['pagination[start]=99999999999999999999', 'pagination[page]=1&pagination[start]=1'],
    ...['pagination[withCount]=maybe', 'pagination[page]=%00', 'pagination={"page":1}'],
  ),
];

/** What does not depend on the type: unknown keys, ways around the filters, ways to confuse a parser. */
const TRICKS: Probe[] = [
  ...refused(
    ...['foo=1', 'plugins[i18n][locale]=*', 'locale=*', 'locale[$ne]=x', 'limit=1', '_limit=-1'],
    ...['publicationState=preview', '_where[id]=1', 'where[id]=1', 'select=id', 'lookup[id]=1'],
    ...['status[]=draft', 'status=DRAFT', 'status=draft&status=published', 'status[$ne]=published'],
    ...['status=draft%00', 'status=', 'auth[strategy]=x', 'populate[__type]=x'],
    ...['fields=id', 'fields=documentId,id', 'fields[0]=*,id', 'fields[a]=body', 'fields={"a":1}'],
    ...['populate=**', 'populate=%00', 'populate[%00]=*', 'populate=a,b,c', 'populate[]=id'],
    ...['populate=[]', 'populate={}', 'populate[populate]=*', 'populate=createdBy.roles.users'],
    `populate${'[x]'.repeat(30)}=1`,
  ),
  ...some([
    ...['__proto__[status]=draft', 'constructor[prototype][a]=1', 'populate[__proto__]=1'],
    ...['%', '%E0%A4%A=1', 'a=%ff', '&&&', '=', '[]=1', 'filters[a', 'filters]a=1', '?', '%00'],
    ...[`${'a=1&'.repeat(1100)}b=2`, 'filters[$or][]='.repeat(150)],
  ]),
];

const LIST_TRICKS: Probe[] = [
  ...refused(
    ...['sort=id', 'sort=id:desc', 'sort[id]=asc', 'sort=documentId:up', 'sort=documentId;'],
    ...['sort[]=&sort[]=x', 'sort=;drop%20table%20newsroom_articles', "sort=documentId'%20--"],
    ...['sort[a][b][c]=asc', 'sort={"id":"asc"}', 'sort=documentId,id', 'sort=%00'],
    ...['filters=x', 'filters[]=x', 'filters[0][body]=x', 'filters[id]=1', 'filters[id][$gt]=0'],
    ...['filters[$and]=x', 'filters[$or][a]=x', 'filters[$not]=x', 'filters[$raw]=1'],
    ...['filters[$gt]=1', 'filters[documentId][$exists]=true', 'filters[documentId][id][$gt]=0'],
    ...[
      'filters[documentId][$jsonSupersetOf]=x',
      'filters[documentId][$foo]=x',
      'filters[documentId][foo]=x',
    ],
    ...['filters[$where]=1', 'filters[documentId][$in][0][a]=x', 'filters[documentId]=%00'],
    ...['filters[documentId][$eq][]=x&filters[documentId][$eq][]=y', 'filters[%00]=x'],
    ...['filters[documentId][$startsWith]=%00', `filters[documentId]=${'x'.repeat(10_000)}`],
    ...['filters={"documentId":"x"}', 'filters[$and]=[{"id":1}]', nested(30, '$and')],
    ...[nested(30, '$or'), `filters${'[$not]'.repeat(30)}[documentId]=x`],
  ),
  ...some([
    ...['filters[__proto__][private]=1', 'filters[constructor]=x', 'filters[toString]=x'],
    ...['filters[hasOwnProperty]=x', 'filters[documentId][__proto__]=x', 'sort[__proto__]=asc'],
    ...['filters[documentId][$startsWith]=_', 'filters[documentId][$contains]=%25'],
  ]),
];

const DRAFTS = [
  ...['status=draft', 'hasPublishedVersion=true', 'hasPublishedVersion=false'],
  ...['publicationFilter=never-published', 'publicationFilter=modified'],
  ...['status=draft&hasPublishedVersion=false', 'status=published&hasPublishedVersion=false'],
  'status=draft&populate[credits][populate]=*&populate[leadImage][populate]=*&populate[seo]=*',
  'status=draft&populate=*',
];
const LISTS_OF_DRAFTS = [
  `status=draft&filters[headline][$startsWith]=${GUESS}`,
  `status=draft&filters[slug]=${draftSlug('draft')}`,
  `status=draft&_q=${GUESS}&sort=headline`,
];

const SEARCHES = [
  GUESS,
  GUESS.toUpperCase(),
  'zq',
  '_',
  '%25',
  '%25%25',
  '_%25',
  '\\',
  "'",
  '@',
  '-',
];

export interface Kind {
  populate: boolean;
  search: boolean;
  drafts: boolean;
  /** Whether it is read by code that no other type has tried every trick on. */
  isFirst: boolean;
}

const draftProbes = ({ drafts }: Kind, queries: string[]): Probe[] =>
  drafts ? queries.map((query) => ({ query, drafts, forEverybody: true })) : refused(...queries);

/** What a list and a single answer have in common. */
const commonProbes = (app: App, uid: string, kind: Kind): Probe[] => [
  ...draftProbes(kind, DRAFTS),
  ...namesOf(app, uid).flatMap(([name, attribute]) => [
    ...fieldProbes(name, attribute),
    ...populateProbes(name, attribute, kind.populate),
  ]),
];

/** The queries for a generated list. */
export const listProbes = (app: App, uid: string, kind: Kind): Probe[] => [
  ...[...PAGES, ...TRICKS, ...LIST_TRICKS].filter((_, index) => kind.isFirst || index % 4 === 0),
  ...some(
    SEARCHES.map((words) => `_q=${words}`),
    kind.search ? 'answered' : 'refused',
  ),
  ...refused('_q=', '_q[]=x', '_q[$ne]=x', '_q=%00'),
  ...commonProbes(app, uid, kind),
  ...draftProbes(kind, LISTS_OF_DRAFTS),
  ...groupProbes(namesOf(app, uid)),
  ...namesOf(app, uid).flatMap(([name, attribute]) => [
    ...sortProbes(name, attribute),
    ...filterProbes(name, attribute),
    ...(RELATED.includes(attribute.type) ? [] : refused(`populate=${name}`)),
    ...(isOpenScalar(attribute) ? [] : pathProbes(app, name, attribute)),
  ]),
];

/** The queries for a generated single answer, which knows neither filters nor pages. */
export const oneProbes = (app: App, uid: string, kind: Kind): Probe[] => [
  ...some([''], 'answered'),
  ...refused('filters[documentId]=x', 'sort=documentId', 'pagination[page]=1', `_q=${GUESS}`),
  ...TRICKS.filter((_, index) => index % 4 === 0),
  ...commonProbes(app, uid, kind),
  ...(kind.populate
    ? namesOf(app, uid).flatMap(([name, attribute]) => populatePathProbes(app, name, attribute))
    : []),
];

/** The queries for the plugin's own pages. */
export const PAGE: Probe[] = some([
  ...['', 'sort=newest', 'sort=oldest', 'sort=most-replied', 'limit=1', 'limit=100', 'replies=0'],
  ...['replies=10', 'sort=oldest&limit=2&replies=1', 'limit=0', 'limit=-1', 'limit=101', 'limit=x'],
  ...['replies=11', 'sort=id', 'sort=body', 'sort[]=newest', 'cursor=x', 'cursor=', 'cursor[]=x'],
  ...['cursor=e30.e30', 'cursor=%00', 'around=x', 'around=%00', 'around[]=x', 'after=x', 'page=2'],
  ...[
    'populate=*',
    'fields=authorEmail',
    'status=pending',
    'status=draft',
    'moderationStatus=spam',
  ],
  ...['filters[moderationStatus]=pending', `filters[body][$startsWith]=${GUESS}`, `_q=${GUESS}`],
  ...['listed=false', 'tombstone=false', 'withCount=true', 'pagination[page]=1', 'locale=*'],
  ...['__proto__=x', 'constructor=x', 'limit[$gt]=1', 'limit=1&limit=2', 'limit=1e1', '%', 'foo=1'],
]);

export const QUEUE: Probe[] = [
  ...PAGE,
  ...some([
    ...['pending', 'approved', 'rejected', 'spam', 'removed', 'PENDING', 'nonsense'].map(
      (status) => `status=${status}&limit=100`,
    ),
    ...['article=x', 'article=%00', 'article[]=x', 'article[$ne]=x', 'sort=newest&limit=3'],
  ]),
];

/** A few queries, for what is hidden from the caller anyhow. */
export const FEW = ['', 'populate=*', 'limit=1'];
