/**
 * The rule of visibility, probed over GraphQL as visibility.test.ts probes it over REST. What is
 * asked comes from the schema's introspection, so a field, an argument, an operator or a mutation
 * that is new fails here until the probes know it. See support/graphql-probe-*.ts.
 */
import fc from 'fast-check';
import { startApp, type App } from '../support/app';
import { watchTables } from '../support/fuzz-digest';
import { contradictionsIn, wrongWith } from '../support/graphql-probe-checks';
import { filtersFor, inRest } from '../support/graphql-probe-filters';
import { inputPaths, oddFor } from '../support/graphql-probe-odd';
import {
  ARGUMENT_OF_TYPE,
  ARGUMENTS,
  MACHINERY,
  NEVER_SHOWN,
  NEVER_TAKEN,
  SHOWN,
  SHOWN_TO_MODERATORS,
  TAKEN,
} from '../support/graphql-probe-promised';
import {
  briefly,
  inBatches,
  queryFor,
  requestFor,
  send,
  type GraphqlProbe,
  type GraphqlReply,
} from '../support/graphql-probe-request';
import { readingFields, sortNames, type ReadingField } from '../support/graphql-probe-roots';
import {
  introspect,
  isHosts,
  isObject,
  isRequired,
  nameOf,
  reachedFrom,
  typeOf,
  wordsOf,
  type Field,
  type Schema,
} from '../support/graphql-probe-schema';
import {
  FEW,
  filledIn,
  keyOf,
  nest,
  seeded,
  treeOf,
  waysFrom,
  type Selecting,
} from '../support/graphql-probe-select';
import { writingFields, WORDS, type WritingField } from '../support/graphql-probe-writes';
import { approvedReply, postComment, setStatus, UID, type Row } from '../support/newsroom';
import { CALLERS, createCallers, type Caller, type CallerName } from '../support/probe-callers';
import { differenceOf, leaksIn, type Allowed } from '../support/probe-checks';
import { createClient, forEachAtOnce, type Answer, type Client } from '../support/probe-client';
import { GUESS, plant, secret, type Planted, type PlantedItem } from '../support/probe-plant';
import { NOBODY } from '../support/probe-routes';
import { changesIn, stored } from '../support/probe-stored';
import { alterHidden } from '../support/probe-twin';

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_101);
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 60);

let app: App;
let client: Client;
let planted: Planted;
let callers: Record<CallerName, Caller>;
let schema: Schema;
let reading: Record<string, ReadingField>;
let writing: Record<string, WritingField>;
let answered: { documentId: string; inReplyTo: string };

beforeAll(async () => {
  app = await startApp();
  planted = await plant(app);
  await answerOneAnother();
  callers = await createCallers(app);
  client = await createClient(app);
  schema = await introspect(app);
  reading = readingFields(planted);
  writing = writingFields(planted);
});
afterAll(async () => {
  client.close();
  await app.stop();
});

/** A reply that answers a reply, both to be seen: what is planted has none. */
async function answerOneAnother(): Promise<void> {
  const to = planted.replies.find(({ story, shown }) => story === 'plain' && shown === 'itself')!;
  const { documentId } = await approvedReply(app, to.comment!, { inReplyTo: to.documentId });
  planted.replies.push({ ...to, documentId });
  answered = { documentId, inReplyTo: to.documentId };
}

const ask = (caller: CallerName, probe: GraphqlProbe): Promise<GraphqlReply> =>
  send(client, probe, callers[caller].token);
const queryField = (name: string): Field => schema.queries.find((field) => field.name === name)!;
const mutationField = (name: string): Field =>
  schema.mutations.find((field) => field.name === name)!;
const newsrooms = (fields: Field[]): Field[] => fields.filter((field) => !isHosts(field));
const key = (name: string): string => keyOf(schema, queryField(name));
const allowedFor = (name: CallerName, { audiences = [] }: ReadingField): Allowed => ({
  audiences: name === 'anonymous' ? audiences.filter((one) => one !== 'signals') : audiences,
});
const idsOf = (items: PlantedItem[]): string[] => items.map(({ documentId }) => documentId).sort();
const shown = (items: PlantedItem[]): PlantedItem[] =>
  items.filter((item) => item.shown === 'itself');

/** A few problems say as much as thousands, and can be read. */
const expectNone = (problems: string[]): void => {
  expect([problems.length, ...problems.slice(0, 20)]).toEqual([0]);
};

/** What anonymous callers asked for and got, for when everything hidden has changed. */
const recorded: [probe: GraphqlProbe, answer: GraphqlReply][] = [];
const record = (name: CallerName, probe: GraphqlProbe, reply: GraphqlReply): void => {
  if (name === 'anonymous' && reply.errors.length === 0) recorded.push([probe, reply]);
};

/** Asks a probe and says what is wrong with the answer. */
async function problemsWith(
  name: CallerName,
  probe: GraphqlProbe,
  allowed: Allowed = {},
  more: (reply: GraphqlReply) => string[] = () => [],
): Promise<string[]> {
  const reply = await ask(name, probe);
  return [...wrongWith(reply, planted, allowed), ...more(reply)].map(
    (problem) => `${name} ${problem}: ${briefly(probe)}`,
  );
}

describe('the schema', () => {
  test('has no root field that the probes do not know', () => {
    const bothNames = (fields: Record<string, { plain: string }>): string[] =>
      Object.entries(fields).flatMap(([name, { plain }]) => [name, plain]);
    const names = (fields: Field[]): string[] => newsrooms(fields).map(({ name }) => name);
    expect(names(schema.queries).sort()).toEqual(bothNames(reading).sort());
    expect(names(schema.mutations).sort()).toEqual(bothNames(writing).sort());
  });

  test('has each field twice, and the same under both names', () => {
    const spelt = ({ args, type }: Field): string =>
      `(${args.map((arg) => `${arg.name}: ${wordsOf(arg.type)}`).join(', ')}): ${wordsOf(type)}`;
    for (const [name, { plain }] of Object.entries(reading)) {
      expect([plain, spelt(queryField(plain))]).toEqual([plain, spelt(queryField(name))]);
    }
    for (const [name, { plain }] of Object.entries(writing)) {
      expect([plain, spelt(mutationField(plain))]).toEqual([plain, spelt(mutationField(name))]);
    }
  });

  test('shows the promised types and fields, and no others', () => {
    const fields = [...newsrooms(schema.queries), ...newsrooms(schema.mutations)];
    const found = reachedFrom(schema, fields, 'output').filter(isObject);
    const actual = Object.fromEntries(
      found.map((type) => [type.name, type.fields!.map(({ name }) => name).sort()]),
    );
    const promised = { ...SHOWN, ...SHOWN_TO_MODERATORS };
    expect(actual).toEqual(
      Object.fromEntries(Object.entries(promised).map(([name, all]) => [name, [...all].sort()])),
    );
    for (const [name, all] of Object.entries(SHOWN)) {
      const never = all.filter((field) => NEVER_SHOWN.includes(field));
      // How the form of a discussion treats addresses, and no address.
      expect([name, never]).toEqual([name, name === 'NewsroomDiscussionRules' ? ['email'] : []]);
    }
  });

  test('takes the promised inputs, none of which is kept by hooks or names what is hidden', () => {
    const fields = [...newsrooms(schema.queries), ...newsrooms(schema.mutations)];
    const inputs = reachedFrom(schema, fields, 'input').filter(
      ({ kind }) => kind === 'INPUT_OBJECT',
    );
    const namesIn = (name: string): string[] =>
      schema.types.get(name)!.inputFields!.map((field) => field.name);
    const given = inputs.map(({ name }) => name).filter((name) => !/Filters?Input$/.test(name));
    expect(Object.fromEntries(given.map((name) => [name, namesIn(name).sort()]))).toEqual(
      Object.fromEntries(Object.entries(TAKEN).map(([name, all]) => [name, [...all].sort()])),
    );
    for (const name of given.filter((one) => one !== 'NewsroomDecisionItemInput')) {
      expect([name, namesIn(name).filter((one) => NEVER_TAKEN.includes(one))]).toEqual([name, []]);
    }
    for (const { name } of inputs.filter((type) => type.name.endsWith('FiltersInput'))) {
      const never = namesIn(name).filter((one) => NEVER_SHOWN.includes(one));
      expect([name, never]).toEqual([name, []]);
    }
  });

  test('has no type of the machinery', () => {
    const own = [...schema.types.keys()].filter((name) => /newsroom/i.test(name));
    const strange = own.filter((name) => MACHINERY.test(name) && !(name in SHOWN_TO_MODERATORS));
    expect(strange).toEqual([]);
    const promised = { ...SHOWN, ...SHOWN_TO_MODERATORS, ...TAKEN };
    expect(
      own.filter(
        (name) =>
          !(name in promised) &&
          schema.types.get(name)!.kind !== 'ENUM' &&
          !name.endsWith('FiltersInput'),
      ),
    ).toEqual([]);
  });

  test('has no argument, filter or operator that the probes do not know', () => {
    const roots = [...newsrooms(schema.queries), ...newsrooms(schema.mutations)];
    const all = [
      ...roots.map((field) => ['Root', field] as const),
      ...reachedFrom(schema, roots, 'output').flatMap((type) =>
        (type.fields ?? []).map((field) => [type.name, field] as const),
      ),
    ];
    const unknown = all.flatMap(([owner, { name, args }]) =>
      args
        .map((arg) => `${arg.name}: ${wordsOf(arg.type)}`)
        .filter((arg) => !ARGUMENTS.has(arg) && !ARGUMENT_OF_TYPE.test(arg))
        .map((arg) => `${owner}.${name}(${arg})`),
    );
    expect(unknown).toEqual([]);
    for (const { name } of schema.types.values()) {
      if (/Newsroom\w*FiltersInput$/.test(name)) {
        expect(filtersFor(schema, name).length).toBeGreaterThan(40);
      }
    }
  });
});

describe('the probes', () => {
  test('notice what they look for', async () => {
    const { documentId } = planted.stories.plain;
    const row = () =>
      app.strapi.db.connection('newsroom_articles').where({ document_id: documentId });
    await row().update({ kicker: secret('draft', 'kicker') });
    const probe = queryFor({
      field: queryField('articles'),
      args: {},
      selection: '{ documentId kicker }',
    });
    expect(await problemsWith('anonymous', probe)).toHaveLength(1);
    await row().update({ kicker: 'Harbour' });
    expect(await problemsWith('anonymous', probe)).toEqual([]);

    const reply = await ask('anonymous', probe);
    const error = (extensions: object, message = 'x') =>
      ({ message, path: ['a'], extensions }) as unknown as GraphqlReply['errors'][number];
    const wrong = (...errors: GraphqlReply['errors']) => wrongWith({ ...reply, errors }, planted);
    expect(wrong(error({ code: 'INTERNAL_SERVER_ERROR' }))).toHaveLength(1);
    expect(wrong(error({ code: 'BAD_USER_INPUT' }))).toHaveLength(1);
    expect(wrong(error({ code: 'FORBIDDEN' }))).toHaveLength(1);
    expect(
      wrong(
        error({
          code: 'FORBIDDEN',
          error: { details: { code: 'forbidden', errors: [] } },
          stacktrace: ['at x.js:3'],
        }),
      ),
    ).toHaveLength(1);
    expect(wrong(error({}))).toHaveLength(1);
    const tombstone = {
      tombstone: true,
      documentId: 'x',
      revision: 4,
      featured: false,
      body: null,
    };
    expect(contradictionsIn({ nodes: [tombstone], totalCount: 2 }, 2)).toEqual([
      'has 1 of 2 at first 2',
      'has a tombstone with revision',
    ]);
  });
});

/** Of what GraphQL refuses before it reads a field. */
const isUnread = ({ path }: GraphqlReply['errors'][number]): boolean => !path;
const OUR_CODE = /^[a-z_]+$/;

describe('selections', () => {
  const selecting: Selecting = { asked: new Set(), random: seeded(SEED) };
  const filled = new Set<string>();

  test.each(CALLERS)('of %s bring out nothing hidden, and contradict nothing', async (name) => {
    const probes = Object.entries(reading).flatMap(([generatedName, field]) =>
      selectionsOf(name, generatedName, field),
    );
    const problems = await forEachAtOnce(probes, async ([probe, field, root]) => {
      const may = callers[name].may(field.action);
      return problemsWith(name, probe, may ? allowedFor(name, field) : {}, (reply) => {
        record(name, probe, reply);
        if (!may)
          return reply.codes.join() === 'forbidden' ? [] : [`is answered ${reply.codes.join()}`];
        filledIn(schema, typeOf(schema, root.type), Object.values(reply.data ?? {}), filled);
        const isWhole = callers[name].readsEverything;
        const unexpected = reply.codes.filter((code) => !EXPECTED.has(code));
        return [
          ...contradictionsIn(reply.data, FEW),
          ...(isWhole && unexpected.length > 0 ? [`is refused with ${unexpected.join()}`] : []),
        ];
      });
    });
    expectNone(problems.flat());
    expect(probes.length).toBeGreaterThan(name === 'anonymous' ? 120 : 20);
  });

  /** Hidden stories are among what is asked for by their ids. */
  const EXPECTED = new Set(['article_not_found', 'comment_not_found', 'reply_not_found']);

  /** Readers ask for all; of the others each a share under its other name. */
  function selectionsOf(
    name: CallerName,
    generatedName: string,
    field: ReadingField,
  ): [GraphqlProbe, ReadingField, Field][] {
    const isAll = name === 'anonymous' || field.action.endsWith('.read');
    const part = CALLERS.indexOf(name);
    const root = queryField(part % 2 === 0 ? generatedName : field.plain);
    const other = queryField(part % 2 === 0 ? field.plain : generatedName);
    const few = root.args.some((arg) => arg.name === 'pagination' || arg.name === 'first') ? 6 : 1;
    const trees = field.usual
      .filter((args) => JSON.stringify(args) !== '{}')
      .map((args, n) => {
        const it = n % 2 === 0 ? root : other;
        return queryFor({ field: it, args, selection: treeOf(schema, it, few, selecting) });
      });
    const [args = {}] = field.usual;
    const ways = waysFrom(schema, root, selecting).map((selection, n) =>
      queryFor({ field: n % 2 === 0 ? root : other, args, selection }),
    );
    const mine = <T>(list: T[]): T[] => (isAll ? list : list.filter((_, n) => n % 6 === part));
    return [...mine(trees), ...mine(ways)].map((probe) => [probe, field, root]);
  }

  test('have asked for every field, and nearly all had something to show', () => {
    const types = reachedFrom(schema, newsrooms(schema.queries), 'output').filter(isObject);
    const all = types.flatMap(({ name, fields }) =>
      fields!.map((field) => `${name}.${field.name}`),
    );
    expect(all.filter((one) => !selecting.asked.has(one))).toEqual([]);
    expect(all.filter((one) => !filled.has(one) && !NEVER_FILLED.test(one))).toEqual([]);
  });

  /** What nothing planted has: asked for all the same. */
  const NEVER_FILLED =
    /^(UploadFile|ComponentNewsroom(Correction|Update)|NewsroomRedirect)\.|\.(bylineOverride|changeNote|dateModified|publishAt|unpublishAt|jobTitle|description|canonicalUrl|closesAt|guidelinesUrl|editedAt|moderatedAt|redirect|reason|bannedUntil|evidence|policyVersion|restores|note)$|^ComponentNewsroom(Credit\.name|Print\.section)$|^NewsroomActor\.|^NewsroomQueueItem\.inReplyTo$/;
});

describe('filters and sorts', () => {
  const lists = (): [string, ReadingField & { list: { uid: string; path: string } }][] =>
    Object.entries(reading).flatMap(([name, field]) =>
      field.list ? [[name, { ...field, list: field.list }]] : [],
    );
  const filtersIn = (name: string): string =>
    nameOf(queryField(name).args.find((arg) => arg.name === 'filters')!.type);

  interface Twin {
    name: string;
    args: Row;
    path: string;
  }

  /** The same question in both languages. */
  const twins = (): Twin[] =>
    lists().flatMap(([name, field], index) => {
      const { plain, list } = field;
      const of = (args: Row, query: string | null, n: number): Twin[] =>
        query === null
          ? []
          : [{ name: n % 2 === 0 ? name : plain, args, path: `/api${list.path}?${query}` }];
      const isConnection = name.endsWith('_connection');
      const share = isConnection ? 16 : field.list.uid === UID.article ? 8 : 5;
      const filters = filtersFor(schema, filtersIn(name)).filter(
        (_, n) => n % share === index % share,
      );
      const sorts = sortNames(app, list.uid).flatMap((attribute, n) => [
        [attribute],
        ...(isConnection || n % 3 > 0 ? [] : [['documentId', attribute], [`${attribute}:DESC`]]),
      ]);
      return [
        ...filters.flatMap((one, n) => of({ filters: one }, inRest(one), n)),
        ...sorts.flatMap((sort, n) =>
          of({ sort }, sort.map((one, i) => `sort[${i}]=${encodeURIComponent(one)}`).join('&'), n),
        ),
      ];
    });

  test('answer readers as REST does: the same documents, or the same code', async () => {
    const all = twins();
    const rest = await forEachAtOnce(all, ({ path }) =>
      client.ask({ path: path.replace('?', '?fields[0]=documentId&') }),
    );
    const answered = all.flatMap((twin, n) => (rest[n]!.status === 200 ? [{ twin, n }] : []));
    const refused = all.flatMap((twin, n) => (rest[n]!.status === 200 ? [] : [{ twin, n }]));
    expect(answered.length).toBeGreaterThan(120);
    expect(refused.length).toBeGreaterThan(60);
    const found = await forEachAtOnce(inBatches(answered, 60), async (batch) => {
      const probe = queryFor(
        ...batch.map(({ twin }) => ({
          field: queryField(twin.name),
          args: twin.args,
          selection: key(twin.name),
        })),
      );
      const reply = await ask('anonymous', probe);
      record('anonymous', probe, reply);
      if (reply.data === null) {
        // One of them spoils the others: which?
        return Promise.all(batch.map(({ twin, n }) => compare(twin, rest[n]!)));
      }
      return [
        ...wrongWith(reply, planted),
        ...batch.flatMap(({ twin, n }, index) =>
          differing(twin, rest[n]!, reply.data![`a${index}`]),
        ),
      ];
    });
    expectNone(found.flat(2));
    const others = await forEachAtOnce(refused, ({ twin, n }) => compare(twin, rest[n]!));
    expectNone(others.flat());
  });

  async function compare(twin: Twin, rest: Answer): Promise<string[]> {
    const probe = queryFor({
      field: queryField(twin.name),
      args: twin.args,
      selection: key(twin.name),
    });
    const reply = await ask('anonymous', probe);
    const problems = wrongWith(reply, planted).map((problem) => `${briefly(probe)} ${problem}`);
    if (problems.length > 0) return problems;
    if (rest.status === 200) {
      return reply.codes.length > 0
        ? [`${briefly(probe)} is ${reply.codes.join()}, but REST answers`]
        : differing(twin, rest, reply.data!['a0']);
    }
    const code = (rest.json as Row)['error'].details.code as string;
    // What a scalar cannot be GraphQL has refused before us.
    return reply.codes.includes(code) || reply.errors.every(isUnread)
      ? []
      : [`${briefly(probe)} is ${reply.codes.join() || 'answered'}, in REST ${code}`];
  }

  function differing({ name, args }: Twin, rest: Answer, value: unknown): string[] {
    const nodes = (Array.isArray(value) ? value : (value as Row)['nodes']) as Row[];
    const ids = (list: Row[]): string[] => {
      const all = list.map(({ documentId }) => documentId as string);
      return args['sort'] ? all : all.sort();
    };
    const [here, there] = [ids(nodes), ids((rest.json as { data: Row[] }).data)];
    const isPaged = there.length === 25;
    return here.join() === there.join() || (isPaged && !args['sort'] && here.length === 25)
      ? []
      : [
          `${name} ${JSON.stringify(args)} finds ${here.join() || 'nothing'}, REST ${there.join() || 'nothing'}`,
        ];
  }

  /** Connections may fail one by one, so many stand in one request. */
  const connections = (): GraphqlProbe[] =>
    lists()
      .filter(([name]) => name.endsWith('_connection'))
      .flatMap(([name]) => {
        const all = filtersFor(schema, filtersIn(name)).map((filters) => ({
          field: queryField(name),
          args: { filters },
          selection: key(name),
        }));
        return inBatches(all, 20).map((batch) => queryFor(...batch));
      });

  test.each(CALLERS)('of %s inside and outside bring out nothing hidden', async (name) => {
    const part = CALLERS.indexOf(name);
    const all = [...connections(), ...insideLists()];
    const mine = all.filter((_, n) => n % (name === 'anonymous' ? 3 : 20) === part % 3);
    const problems = await forEachAtOnce(mine, (probe) =>
      problemsWith(name, probe, {}, (reply) => {
        record(name, probe, reply);
        return [];
      }),
    );
    expectNone(problems.flat());
    expect(mine.length).toBeGreaterThan(4);
  });

  test('inside tell no more than outside of what a caller may not read', async () => {
    const has = (bio: string): string => `filters: { author: { bio: { startsWith: "${bio}" } } }`;
    for (const name of ['articles', 'preview'] as const) {
      const [right, wrong] = await Promise.all(
        ['Writes about', 'Nothing of'].map((bio) =>
          ask(name, { query: `{ articles { credits(${has(bio)}) { label } } }`, variables: {} }),
        ),
      );
      expect([name, right!.text]).toEqual([name, wrong!.text]);
      const outside = await ask(name, {
        query: `{ articles(filters: { credits: { author: { bio: { startsWith: "x" } } } }) { documentId } }`,
        variables: {},
      });
      expect([name, wrongWith(outside, planted)]).toEqual([name, []]);
    }
  });

  /** The lists inside articles and authors that take filters and sorts, each under every one. */
  function insideLists(): GraphqlProbe[] {
    const owners = ['newsroomArticles', 'newsroomAuthors', 'newsroomSections', 'newsroomTopics'];
    return owners.flatMap((name) => {
      const root = queryField(name);
      const inner = typeOf(schema, root.type).fields!.filter((field) =>
        field.args.some((arg) => arg.name === 'filters'),
      );
      return inner.flatMap((field) => {
        const filtersType = nameOf(field.args.find((arg) => arg.name === 'filters')!.type);
        const target = typeOf(schema, field.type);
        const sortable = [
          ...(target.fields ?? []).map((one) => one.name),
          'id',
          'email',
          'author.email',
        ];
        const literals = [
          ...filtersFor(schema, filtersType).map((filters) => `filters: ${literal(filters)}`),
          ...sortable.flatMap((one) => [`sort: "${one}"`, `sort: ["${one}:desc"]`]),
        ];
        // One that fails takes the whole article with it where the field is never null.
        const size = isRequired(field.type) ? 1 : 25;
        const asked = isRequired(field.type) ? literals.filter((_, n) => n % 6 === 0) : literals;
        return inBatches(asked, size).map((batch): GraphqlProbe => ({
          query: `{ ${name}(pagination: { limit: 4 }) { ${batch
            .map((args, n) => `a${n}: ${field.name}(${args}) ${keyOf(schema, field)}`)
            .join(' ')} } }`,
          variables: {},
        }));
      });
    });
  }
});

/** A value as it stands in a query; enums are none of these. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([name, part]) => `${name}: ${literal(part)}`)
      .join(', ')} }`;
  }
  return JSON.stringify(value);
}

describe('drafts', () => {
  const asked = (): Row[] => [
    { status: 'DRAFT' },
    { hasPublishedVersion: true },
    { hasPublishedVersion: false },
    ...schema.types
      .get('PublicationFilter')!
      .enumValues!.flatMap(({ name }): Row[] => [
        { publicationFilter: name },
        { publicationFilter: name, status: 'DRAFT' },
      ]),
    { status: 'DRAFT', hasPublishedVersion: false },
    { status: 'PUBLISHED', hasPublishedVersion: false },
  ];
  const NOTHING_SPECIAL: Row[] = [
    { status: 'PUBLISHED' },
    { status: null },
    { hasPublishedVersion: null, publicationFilter: null },
  ];

  test.each(CALLERS)('are for %s what a permission says', async (name) => {
    const mayPreview = callers[name].may('article.preview');
    const fields = newsrooms(schema.queries).filter(({ args }) =>
      args.some((arg) => arg.name === 'status' && nameOf(arg.type) === 'PublicationStatus'),
    );
    expect(fields).toHaveLength(8);
    // Each under one of its names.
    const part = CALLERS.indexOf(name);
    const mine = fields.filter((field) => field.name.startsWith('newsroom') === (part % 2 === 0));
    const selecting: Selecting = { asked: new Set(), random: seeded(7) };
    const { draft, edited, embargoed, plain } = planted.stories;
    const problems: string[] = [];
    for (const field of mine) {
      const takes = (name: string): boolean => field.args.some((arg) => arg.name === name);
      const isOne = takes('documentId') || takes('slug');
      const places = isOne
        ? [draft, edited, embargoed, plain].map(({ documentId, slug }): Row =>
            takes('slug') ? { slug } : { documentId },
          )
        : [{ pagination: { limit: 10 } }];
      const specials = [...asked(), ...NOTHING_SPECIAL].filter((args) =>
        Object.keys(args).every(takes),
      );
      const [first] = specials;
      const probes = specials.flatMap((special) =>
        places.map((place) => {
          const args = { ...place, ...special };
          // One of them shows all that it can; the others show which documents they find.
          const isWhole = special === first && place === places[0];
          const selection = isWhole
            ? treeOf(schema, field, isOne ? 1 : 10, selecting)
            : keyOf(schema, field);
          return [NOTHING_SPECIAL.includes(special), queryFor({ field, args, selection })] as const;
        }),
      );
      const found = await forEachAtOnce(probes, ([isUsual, probe]) =>
        problemsWith(
          name,
          probe,
          { audiences: mayPreview && !isUsual ? ['draft'] : [] },
          ({ codes, data }) => {
            if (isUsual || mayPreview)
              return codes.includes('preview_not_allowed') ? ['is refused'] : [];
            const isRefused =
              codes.join() === 'preview_not_allowed' && (data === null || data['a0'] === null);
            return isRefused ? [] : [`is answered ${codes.join()}`];
          },
        ),
      );
      problems.push(...found.flat());
    }
    expectNone(problems);
  });

  test('previewers do see', async () => {
    const reply = await ask(
      'preview',
      queryFor({
        field: queryField('articles'),
        args: { status: 'DRAFT', pagination: { limit: 100 } },
        selection: '{ headline }',
      }),
    );
    expect(reply.text).toContain(secret('draft', 'draft-headline'));
    expect(reply.text).toContain(secret('draft', 'edited-headline'));
  });
});

describe('what is hidden cannot be told from what does not exist', () => {
  const withId = (field: Field, name: string, id: string, special: Row = {}): GraphqlProbe => {
    const { type } = field.args.find((arg) => arg.name === name)!;
    const value = wordsOf(type).startsWith('[') ? [id] : id;
    const selection = treeOf(schema, field, 1, { asked: new Set(), random: seeded(3) });
    return queryFor({ field, args: { [name]: value, ...special }, selection });
  };

  /** The answer, with the id itself blotted out. */
  const without = ({ status, text }: GraphqlReply, id: string): string =>
    `${status} ${text.replaceAll(id, '·')}`;

  const same = async (
    name: CallerName,
    probeOf: (id: string) => GraphqlProbe,
  ): Promise<string[]> => {
    const expected = without(await ask(name, probeOf(NOBODY)), NOBODY);
    const found = await forEachAtOnce(planted.hiddenOfEachKind, async (id) => {
      const reply = await ask(name, probeOf(id));
      record(name, probeOf(id), reply);
      const is = without(reply, id);
      return is === expected
        ? []
        : [`${name}: ${briefly(probeOf(id))} ${is.slice(0, 300)} ≠ ${expected.slice(0, 300)}`];
    });
    return found.flat();
  };

  test.each(['anonymous', 'read-only', 'full-access', 'articles'] as const)(
    'by its id, for %s',
    async (name) => {
      const fields = Object.entries(reading)
        .filter(([, { names }]) => names)
        .flatMap(([generatedName, { plain, names }]) =>
          (name === 'anonymous' ? [generatedName, plain] : [plain]).map(
            (one) => [queryField(one), names!] as const,
          ),
        );
      const problems: string[] = [];
      for (const [field, names] of fields) {
        problems.push(...(await same(name, (id) => withId(field, names, id))));
      }
      expectNone(problems);
    },
  );

  test('by a filter or a sideways path', async () => {
    const conditions: ((id: string) => unknown)[] = [
      ...[(id: string) => ({ eq: id }), (id: string) => ({ in: [id, NOBODY] })],
      ...[(id: string) => ({ ne: id }), (id: string) => ({ notIn: [id] })],
      ...[
        (id: string) => ({ startsWith: id.slice(0, 12) }),
        (id: string) => ({ contains: id.slice(4) }),
      ],
    ];
    const problems: string[] = [];
    for (const [name, { list }] of Object.entries(reading)) {
      if (!list || name.endsWith('_connection')) continue;
      const field = queryField(name);
      const filters = typeOf(schema, field.args.find((arg) => arg.name === 'filters')!.type);
      const ids = filters.inputFields!.filter((one) =>
        /^(documentId|articleId|threadId)$/.test(one.name),
      );
      for (const one of ids) {
        for (const condition of conditions) {
          const asked = [NOBODY, ...planted.hiddenOfEachKind];
          const probe = queryFor(
            ...asked.map((id) => ({
              field,
              args: { filters: { [one.name]: condition(id) } },
              selection: key(name),
            })),
          );
          const reply = await ask('anonymous', probe);
          record('anonymous', probe, reply);
          problems.push(...wrongWith(reply, planted));
          const answers = asked.map((_, n) => JSON.stringify(reply.data?.[`a${n}`]));
          if (new Set(answers).size !== 1) problems.push(`${briefly(probe)} tells them apart`);
        }
      }
    }
    expectNone(problems);
  });

  test('by what is written to it', async () => {
    const words = WORDS;
    const comment = planted.comments.find(
      ({ story, shown: what }) => story === 'plain' && what === 'itself',
    )!.documentId;
    const writes: Record<string, (id: string) => Row> = {
      createComment: (article) => ({ data: { article, ...words } }),
      createReply: (id) => ({ data: { comment: id, ...words } }),
      createNewsroomReply: (inReplyTo) => ({ data: { comment, inReplyTo, ...words } }),
      createNewsroomComment: (article) => ({ data: { article, body: '', authorName: '' } }),
      withdrawSubmission: (receipt) => ({ receipt }),
      deleteArticle: (documentId) => ({ documentId }),
      updateArticle: (documentId) => ({ documentId, data: { headline: 'Mine' } }),
      configureDiscussion: (article) => ({ article, data: { state: 'open' } }),
      decideItems: (documentId) => ({
        data: { action: 'approve', items: [{ type: 'comment', documentId }] },
      }),
    };
    const before = await stored(app);
    for (const [name, argsOf] of Object.entries(writes)) {
      const field = mutationField(name);
      const probeOf = (id: string): GraphqlProbe =>
        requestFor('mutation', { field, args: argsOf(id), selection: keyOf(schema, field) });
      for (const caller of ['anonymous', 'reader', 'read-only'] as const) {
        expect(await same(caller, probeOf)).toEqual([]);
      }
    }
    expect(changesIn(before, await stored(app))).toEqual([]);
  });
});

describe('lists and counts', () => {
  const all = async (query: string, name: CallerName = 'anonymous'): Promise<Row> => {
    // Counts say again which articles they were asked for.
    const allowed: Allowed = query.includes('commentCounts') ? { audiences: ['draft'] } : {};
    const probe = { query, variables: {} };
    const reply = await ask(name, probe);
    expect([name, wrongWith(reply, planted, allowed), reply.errors]).toEqual([name, [], []]);
    record(name, probe, reply);
    return reply.data!;
  };
  const ids = (rows: Row[]): string[] => rows.map(({ documentId }) => documentId as string).sort();

  test.each(['anonymous', 'reader', 'read-only', 'full-access'] as const)(
    'hold for %s exactly what may be seen',
    async (name) => {
      const page = '(pagination: { limit: 100 })';
      const data = await all(
        `{ articles${page} { documentId } comments${page} { documentId } replies${page} { documentId }
           articles_connection { pageInfo { total } } }`,
        name,
      );
      expect(ids(data['articles'])).toEqual(
        planted.openStories.map(({ documentId }) => documentId).sort(),
      );
      expect(ids(data['comments'])).toEqual(idsOf(shown(planted.comments)));
      expect(ids(data['replies'])).toEqual(idsOf(shown(planted.replies)));
      expect(data['articles_connection'].pageInfo.total).toBe(planted.openStories.length);
    },
  );

  test('agree with one another, wherever a count stands', async () => {
    const { comments, replies, stories } = planted;
    const asked = Object.values(stories).map(({ documentId }) => `"${documentId}"`);
    const { commentCounts } = await all(
      `{ commentCounts(articles: [${asked.join()}]) { article count } }`,
    );
    const counts = new Map((commentCounts as Row[]).map(({ article, count }) => [article, count]));
    for (const [name, { documentId }] of Object.entries(stories)) {
      const of = (items: PlantedItem[]) => items.filter(({ story }) => story === name);
      const count = of(shown(comments)).length + of(shown(replies)).length;
      expect([name, counts.get(documentId)]).toEqual([name, count]);
      if (!planted.openStories.some((story) => story.documentId === documentId)) continue;
      const { article } = await all(
        `{ article(documentId: "${documentId}") { discussion { commentCount lastCommentAt }
           comments(first: 25) { totalCount nodes { documentId tombstone postedAt replyCount
             replies(first: 25) { totalCount nodes { documentId postedAt inReplyTo { documentId } comment { documentId } } } } } } }`,
      );
      const { discussion, comments: threads } = article as Row;
      const nodes = threads.nodes as Row[];
      const answers = nodes.flatMap((node) => node['replies'].nodes as Row[]);
      const spoken = nodes.filter(({ tombstone }) => !tombstone);
      expect([name, discussion.commentCount]).toEqual([name, count]);
      expect(spoken.length + answers.length).toBe(count);
      expect(threads.totalCount).toBe(nodes.length);
      expect(ids(nodes)).toEqual(
        name === 'hidden' ? [] : idsOf(of(comments).filter((item) => item.shown !== 'nothing')),
      );
      expect(ids(answers)).toEqual(idsOf(of(shown(replies))));
      const times = [...spoken, ...answers].map(({ postedAt }) => postedAt as string).sort();
      expect(discussion.lastCommentAt).toBe(times.at(-1) ?? null);
      for (const node of nodes) {
        expect(node['replyCount']).toBe(node['replies'].totalCount);
        for (const reply of node['replies'].nodes as Row[]) {
          expect(reply['comment']).toEqual(
            node['tombstone'] ? null : { documentId: node['documentId'] },
          );
          expect(reply['inReplyTo']).toEqual(
            reply['documentId'] === answered.documentId ? { documentId: answered.inReplyTo } : null,
          );
        }
      }
    }
  });

  test('are paged by cursors that lead through all of it once, and nowhere else', async () => {
    const { documentId } = planted.stories.plain;
    const strange: string[] = ['e30.e30', 'x', '', '.', `${'x'.repeat(400)}.x`, '\u0000'];
    for (const sort of ['NEWEST', 'OLDEST', 'MOST_REPLIED']) {
      const found: string[] = [];
      let after: string | null = null;
      do {
        const probe: GraphqlProbe = {
          query: `query ($after: String) { article(documentId: "${documentId}") { comments(sort: ${sort}, first: 2, after: $after) {
            totalCount pageInfo { endCursor hasNextPage } nodes { documentId tombstone } } } }`,
          variables: { after },
        };
        const reply = await ask('anonymous', probe);
        expect(wrongWith(reply, planted)).toEqual([]);
        const { nodes, pageInfo } = reply.data!['article'].comments as Row;
        found.push(...(nodes as Row[]).map((node) => node['documentId'] as string));
        if (pageInfo.endCursor) strange.push(pageInfo.endCursor as string);
        after = pageInfo.hasNextPage ? (pageInfo.endCursor as string) : null;
      } while (after);
      expect(found.sort()).toEqual(
        idsOf(
          planted.comments.filter(
            ({ story, shown: what }) => story === 'plain' && what !== 'nothing',
          ),
        ),
      );
    }
    const others = [
      `query ($after: String) { article(documentId: "${planted.stories.closed.documentId}") { comments(after: $after) { nodes { documentId } } } }`,
      `query ($after: String) { comment(documentId: "${planted.comments.find(({ shown: what }) => what === 'itself')!.documentId}") { replies(after: $after) { nodes { documentId } } } }`,
      'query ($after: String) { moderationQueue(after: $after) { nodes { documentId } } }',
      'query ($after: String) { moderationQueue(sort: NEWEST, after: $after) { nodes { documentId } } }',
      'query ($after: String) { decisions(after: $after) { nodes { documentId } } }',
    ];
    for (const query of others) {
      for (const after of strange) {
        const reply = await ask('full-access', { query, variables: { after } });
        expect([query, after, reply.codes, leaksIn(reply, planted)]).toEqual([
          query,
          after,
          ['invalid_cursor'],
          [],
        ]);
      }
    }
  });

  test('of moderators are led through by cursors', async () => {
    for (const [query, name] of [
      [
        'query ($after: String) { moderationQueue(first: 4, after: $after) { pageInfo { endCursor hasNextPage } nodes { documentId } } }',
        'moderationQueue',
      ],
      [
        'query ($after: String) { decisions(first: 4, after: $after) { pageInfo { endCursor hasNextPage } nodes { documentId } } }',
        'decisions',
      ],
    ] as const) {
      const found: string[] = [];
      let after: string | null = null;
      for (let pages = 0; pages < 200; pages += 1) {
        const { data }: GraphqlReply = await ask('full-access', { query, variables: { after } });
        const { nodes, pageInfo } = data![name] as Row;
        found.push(...(nodes as Row[]).map((node) => node['documentId'] as string));
        if (!pageInfo.hasNextPage) break;
        after = pageInfo.endCursor as string;
      }
      expect(new Set(found).size).toBe(found.length);
      const table =
        name === 'decisions' ? ['newsroom_decisions'] : ['newsroom_comments', 'newsroom_replies'];
      const rows = await Promise.all(
        table.map((one) => {
          const rowsOf = app.strapi.db.connection(one);
          return (
            name === 'decisions' ? rowsOf : rowsOf.where({ moderation_status: 'pending' })
          ).select('document_id');
        }),
      );
      expect(found.length).toBe(rows.flat().length);
    }
  });
});

describe('odd values', () => {
  const callerFor = ({ action }: { action: string }): CallerName =>
    action.endsWith('.read') ? 'full-access' : 'anonymous';

  const ordinary = (field: Field, usual: Row): Row =>
    Object.fromEntries(
      Object.entries(usual).filter(([name]) => field.args.some((arg) => arg.name === name)),
    );

  test('in arguments of what reads are answered, or refused with a code', async () => {
    const probes = Object.entries(reading).flatMap(([name, field], index) => {
      const root = queryField(index % 2 === 0 ? name : field.plain);
      const usual = ordinary(root, field.usual[0] ?? {});
      return root.args.flatMap((arg) =>
        oddFor(schema, arg.type)
          .filter(
            (_, n) => !['filters', 'sort', 'pagination'].includes(arg.name) || n % 6 === index % 6,
          )
          .map((value) => ({
            caller: callerFor(field),
            allowed: field.audiences ?? [],
            probe: queryFor({
              field: root,
              args: { ...usual, [arg.name]: value },
              selection: keyOf(schema, root),
            }),
          })),
      );
    });
    const problems = await forEachAtOnce(probes, ({ caller, allowed, probe }) =>
      problemsWith(caller, probe, { audiences: allowed }),
    );
    expectNone(problems.flat());
    expect(probes.length).toBeGreaterThan(200);
  });

  test('in great numbers are refused without being looked through', async () => {
    const field = queryField('articles');
    const codesOf = async (group: 'and' | 'or', length: number, one = {}) => {
      const filters = { [group]: Array.from({ length }, () => one) };
      const probe = queryFor({ field, args: { filters }, selection: '{ documentId }' });
      return (await ask('anonymous', probe)).errors.map(({ extensions }) => {
        const { code, errors = [] } = extensions.error!.details!;
        return [code, errors[0]!['params']] as unknown[];
      });
    };
    for (const group of ['and', 'or'] as const) {
      const tooMany = { limit: 'list', max: 5000, asked: 10_000 };
      expect(await codesOf(group, 10_000)).toEqual([['query_too_costly', tooMany]]);
      expect(await codesOf(group, 300)).toEqual([['invalid_query', { longest: 200 }]]);
      const conditions = { limit: 'conditions', max: 100, asked: 151 };
      expect(await codesOf(group, 300, { slug: { eq: 'x' } })).toEqual([
        ['query_too_costly', conditions],
      ]);
    }
  });

  test('in every operator of every filter too', async () => {
    const wheres = newsrooms(schema.queries).filter(({ args }) =>
      args.some((arg) => arg.name === 'filters'),
    );
    const operators = new Map<string, [Field, string]>();
    for (const field of wheres) {
      const filters = typeOf(schema, field.args.find((arg) => arg.name === 'filters')!.type);
      for (const one of filters.inputFields!) {
        if (/[^s]FilterInput$/.test(nameOf(one.type)))
          operators.set(nameOf(one.type), [field, one.name]);
      }
    }
    const probes = [...operators].flatMap(([type, [field, name]]) =>
      schema.types.get(type)!.inputFields!.flatMap((operator, index) =>
        oddFor(schema, operator.type)
          .filter((_, n) => n % 12 === index % 12 && operator.name !== 'not')
          .map((value) =>
            queryFor({
              field,
              args: { filters: { [name]: { [operator.name]: value } } },
              selection: keyOf(schema, field),
            }),
          ),
      ),
    );
    const problems = await forEachAtOnce(probes, (probe) => problemsWith('anonymous', probe));
    expectNone(problems.flat());
    expect(probes.length).toBeGreaterThan(250);
  });

  test('in arguments of the fields inside', async () => {
    const { documentId } = planted.stories.plain;
    const owners = reachedFrom(schema, newsrooms(schema.queries), 'output').filter(isObject);
    /** A way to each type that has fields with arguments. */
    const WAYS: Record<string, string[]> = {
      NewsroomArticle: [],
      NewsroomAuthor: ['credits', 'author'],
      NewsroomComment: ['comments', 'nodes'],
    };
    const probes = owners.flatMap(({ name, fields }) =>
      fields!.flatMap((field) =>
        field.args.flatMap((arg) => {
          const way = WAYS[name];
          if (!way) throw new Error(`No way is known to ${name}.${field.name}(${arg.name})`);
          return oddFor(schema, arg.type)
            .filter(
              (_, n) =>
                (arg.name !== 'filters' && arg.name !== 'sort') ||
                name === 'NewsroomAuthor' ||
                n % 4 === 0,
            )
            .map((value): GraphqlProbe => ({
              query: `query ($value: ${wordsOf(arg.type)}) { article(documentId: "${documentId}") ${nest(way, `${field.name}(${arg.name}: $value) ${keyOf(schema, field)}`)} }`,
              variables: { value },
            }));
        }),
      ),
    );
    const problems = await forEachAtOnce(probes, (probe) => problemsWith('anonymous', probe));
    expectNone(problems.flat());
    expect(probes.length).toBeGreaterThan(150);
  });

  test('in requests that are none are refused with a code', async () => {
    const bodies = [
      ...['', '{', '[]', 'null', '1', '"x"', '{}', '{"query":null}', '{"query":1}', '{"query":[]}'],
      ...['{"query":""}', '{"query":"{"}', '{"query":"\\u0000"}', '{"query":"{ nonsense }"}'],
      ...['{"query":"{ articles { id } }"}', '{"query":"{ articles { internalNote } }"}'],
      ...['{"query":"{ articles { documentId } }","variables":"x"}'],
      ...['{"query":"{ articles { documentId } }","variables":[1]}'],
      ...['{"query":"{ articles { documentId } }","operationName":"x"}'],
      ...[
        '{"query":"{ articles { documentId } }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}',
      ],
      ...['[{"query":"{ articles { documentId } }"},{"query":"{ decisions { nodes { note } } }"}]'],
      ...[
        '{"query":"subscription { x }"}',
        '{"query":"query a { me { id } } query b { me { id } }"}',
      ],
      JSON.stringify({
        query: `{ articles(filters: ${'{ not: '.repeat(3000)}{}${' }'.repeat(3000)}) { documentId } }`,
      }),
      JSON.stringify({
        query: `{ articles ${'{ section '.repeat(3000)}{ name }${' }'.repeat(3000)} }`,
      }),
      JSON.stringify({
        query: `{ articles(sort: ${'['.repeat(3000)}"x"${']'.repeat(3000)}) { documentId } }`,
      }),
      `{"query":"{ articles { documentId } }","variables":{"a":${'['.repeat(5000)}${']'.repeat(5000)}}}`,
      JSON.stringify({ query: `{ ${'x'.repeat(500_000)} }` }),
      '{"query":"{ articles { documentId } }","variables":{"__proto__":{"x":1}}}',
    ];
    for (const body of bodies) {
      const answer = await client.ask({ method: 'POST', path: '/graphql', body });
      const { errors, data } = (answer.json ?? {}) as {
        errors?: GraphqlReply['errors'];
        data?: Row;
      };
      const what = body.slice(0, 80);
      expect([what, answer.status < 500, leaksIn(answer, planted)]).toEqual([what, true, []]);
      if (answer.status === 200 && data) continue;
      if (errors) {
        const codes = errors.map(({ extensions }) => extensions.error?.details?.code);
        expect([what, codes.filter((code) => !code || !OUR_CODE.test(code))]).toEqual([what, []]);
      }
      expect([what, /node_modules|\.js:\d|stacktrace|call stack/i.exec(answer.text)]).toEqual([
        what,
        null,
      ]);
    }
  });

  test('of any kind together are answered, or refused with a code', async () => {
    const fields = Object.entries(reading).flatMap(([name, { plain, audiences = [], action }]) =>
      [name, plain].map((one) => ({ field: queryField(one), audiences, action })),
    );
    const probe = fc.constantFrom(...fields).chain(({ field, audiences, action }) =>
      fc
        .tuple(
          ...field.args.map((arg) =>
            fc.option(
              fc.oneof(fc.constantFrom(...oddFor(schema, arg.type)), fc.jsonValue({ maxDepth: 3 })),
              {
                nil: undefined,
              },
            ),
          ),
        )
        .map((values) => ({
          audiences,
          caller: callerFor({ action }),
          probe: queryFor({
            field,
            args: Object.fromEntries(
              field.args.flatMap(({ name }, n) =>
                values[n] === undefined ? [] : [[name, values[n]]],
              ),
            ),
            selection: keyOf(schema, field),
          }),
        })),
    );
    await fc.assert(
      fc.asyncProperty(probe, async ({ audiences, caller, probe: one }) => {
        expectNone(await problemsWith(caller, one, { audiences }));
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });
});

/** Before anything is written: what is written here may be seen. */
describe('were everything hidden different', () => {
  test('readers would get the same, byte for byte', async () => {
    await alterHidden(app, planted);
    const asked = recorded.filter(([{ query }]) => !/ubmission/.test(query));
    const differing = await forEachAtOnce(asked, async ([probe, was]) =>
      differenceOf(was, await ask('anonymous', probe)).map(
        (difference) => `${briefly(probe)}: ${difference}`,
      ),
    );
    expectNone(differing.flat());
    expect(asked.length).toBeGreaterThan(300);
  });
});

describe('mutations', () => {
  const probeOf = (name: string, args: Row): GraphqlProbe => {
    const field = mutationField(name);
    return requestFor('mutation', { field, args, selection: keyOf(schema, field) });
  };

  test.each(CALLERS)('of %s need a permission, and store nothing without', async (name) => {
    const before = await stored(app);
    const problems: string[] = [];
    for (const [generatedName, { plain, action, usual }] of Object.entries(writing)) {
      if (callers[name].may(action)) continue;
      for (const one of [generatedName, plain]) {
        const probe = probeOf(one, usual);
        problems.push(
          ...(await problemsWith(name, probe, {}, ({ codes, data }) =>
            codes.join() === 'forbidden' && (data === null || data['a0'] === null)
              ? []
              : [`is answered ${codes.join()}`],
          )),
        );
      }
    }
    expectNone(problems);
    expect(changesIn(before, await stored(app))).toEqual([]);
  });

  test('with a token nobody has, or over GET, are refused', async () => {
    const before = await stored(app);
    for (const [name, { usual }] of Object.entries(writing)) {
      const probe = probeOf(name, usual);
      const unknown = await send(client, probe, 'nonsense');
      expect([name, unknown.status, leaksIn(unknown, planted)]).toEqual([name, 401, []]);
      const query = `query=${encodeURIComponent(probe.query)}&variables=${encodeURIComponent(JSON.stringify(probe.variables))}`;
      const got = await client.ask({
        path: `/graphql?${query}`,
        token: callers['full-access'].token,
        headers: { 'apollo-require-preflight': '1', 'content-type': 'application/json' },
      });
      expect([name, got.status]).toEqual([name, 405]);
    }
    expect(changesIn(before, await stored(app))).toEqual([]);
  });

  test('take no field that is not theirs', async () => {
    const forged: Row = {
      ...{ id: 1, documentId: NOBODY, createdAt: null, publishedAt: '2001-01-01T00:00:00.000Z' },
      ...{ createdBy: 1, updatedBy: 1, locale: 'en', articleId: NOBODY, threadId: NOBODY },
      ...{ moderationStatus: 'approved', postedAt: '2001-01-01T00:00:00.000Z', featured: true },
      ...{ revision: 9, listed: true, commenter: 1, signals: [], receiptHash: 'x', replyCount: 9 },
      ...{ byline: 'Me', wordCount: 7, updates: [], dateModified: '2001-01-01T00:00:00.000Z' },
      ...{ rejectionReason: 'spam', externalIds: 'x', discussion: {}, comments: [], __proto__x: 1 },
    };
    const before = await stored(app);
    const problems: string[] = [];
    for (const [name, { usual }] of Object.entries(writing)) {
      if (!('data' in usual)) continue;
      const data = mutationField(name).args.find((arg) => arg.name === 'data')!;
      const known = typeOf(schema, data.type).inputFields!.map((field) => field.name);
      for (const [field, value] of Object.entries(forged)) {
        if (known.includes(field)) problems.push(`${name} takes ${field}`);
        const probe = probeOf(name, {
          ...usual,
          data: { ...(usual['data'] as Row), [field]: value },
        });
        problems.push(
          ...(await problemsWith('full-access', probe, {}, ({ codes, errors }) =>
            codes.join() === 'invalid_query' && errors.every(isUnread)
              ? []
              : [`is answered ${codes.join()}`],
          )),
        );
      }
    }
    expectNone(problems);
    expect(changesIn(before, await stored(app))).toEqual([]);
  });

  test('take nobody’s word for who reads, nor another’s address', async () => {
    const before = await stored(app);
    for (const name of ['createComment', 'createReply']) {
      const { usual } = Object.values(writing).find(({ plain }) => plain === name)!;
      const withData = (more: Row): GraphqlProbe =>
        probeOf(name, { data: { ...(usual['data'] as Row), ...more } });
      for (const caller of ['anonymous', 'reader'] as const) {
        const { codes } = await ask(caller, withData({ reader: { id: '7', emailVerified: true } }));
        expect([caller, codes]).toEqual([caller, ['on_behalf_not_allowed']]);
      }
      const { codes } = await ask('reader', withData({ authorEmail: 'other@example.org' }));
      expect(codes).toEqual(['unknown_field']);
    }
    const backdated = probeOf('updateArticle', {
      documentId: planted.stories.plain.documentId,
      data: { datePublished: '2001-01-01T00:00:00.000Z' },
    });
    expect((await ask('anonymous', backdated)).codes).toEqual(['forbidden']);
    expect(changesIn(before, await stored(app))).toEqual([]);
  });

  test('of moderators on what is not there say so', async () => {
    const before = await stored(app);
    const items = [
      { type: 'comment', documentId: NOBODY },
      { type: 'reply', documentId: planted.comments[0]!.documentId },
      { type: 'comment', documentId: planted.replies[0]!.documentId },
      { type: 'comment', documentId: planted.stories.plain.documentId },
      { type: 'comment', documentId: '' },
      { type: 'reply', documentId: 'a\u0000b' },
    ];
    const actions = schema.types.get('NewsroomDecisionAction')!.enumValues!.map(({ name }) => name);
    for (const action of actions) {
      for (const item of items) {
        const reply = await ask(
          'full-access',
          requestFor('mutation', {
            field: mutationField('decideItems'),
            args: { data: { action, items: [item] } },
            selection: '{ results { outcome code } counts { outcome count } }',
          }),
        );
        expect([action, item, wrongWith(reply, planted)]).toEqual([action, item, []]);
        if (reply.codes.length > 0) continue;
        const code = item.type === 'comment' ? 'comment_not_found' : 'reply_not_found';
        expect([action, item, reply.data!['a0']]).toEqual([
          action,
          item,
          {
            results: [{ outcome: 'not_found', code }],
            counts: [{ outcome: 'not_found', count: 1 }],
          },
        ]);
      }
    }
    const unknown = probeOf('configureDiscussion', { article: NOBODY, data: { state: 'hidden' } });
    expect((await ask('full-access', unknown)).codes).toEqual(['article_not_found']);
    expect(changesIn(before, await stored(app))).toEqual([]);
  });

  test('with odd values are coded, and a refusal stores nothing', async () => {
    const watch = await watchTables(app);
    const problems: string[] = [];
    let count = 0;
    const fire = async (caller: CallerName, probe: GraphqlProbe): Promise<void> => {
      count += 1;
      const reply = await ask(caller, probe);
      const isStored = await watch.hasChanged();
      const wrong = [
        ...wrongWith(reply, planted),
        ...(reply.errors.length > 0 && isStored ? ['stored something all the same'] : []),
      ];
      problems.push(...wrong.map((problem) => `${caller} ${problem}: ${briefly(probe)}`));
    };
    for (const [index, [name, { plain, usual, isPublic }]] of Object.entries(writing).entries()) {
      const field = mutationField(index % 2 === 0 ? name : plain);
      const caller = isPublic ? 'anonymous' : 'full-access';
      // What is written must be nobody's, so that what the probes rely on stays as it is.
      const safe: Row = 'documentId' in usual ? { ...usual, documentId: NOBODY } : usual;
      for (const arg of field.args) {
        for (const value of oddFor(schema, arg.type).filter((_, n) => n % 3 === index % 3)) {
          await fire(caller, probeOf(field.name, { ...safe, [arg.name]: value }));
        }
        const isCreate = field.name.startsWith('create');
        const target = isCreate ? usual : safe;
        for (const [n, { path }] of inputPaths(schema, arg.type, 2).entries()) {
          const last = path.at(-1)!;
          const odd = oddFor(schema, last.type).filter(
            (_, m) => (m + n) % (path.length === 1 ? 6 : 16) === 0,
          );
          for (const value of odd.filter((_, m) => isCreate || m % 4 === 0)) {
            const data = { ...(usual['data'] as Row), ...inPath(path, value) };
            await fire(caller, probeOf(field.name, { ...target, data }));
          }
        }
      }
    }
    watch.stop();
    expectNone(problems);
    expect(count).toBeGreaterThan(300);
  });

  const inPath = (path: { name: string; type: Field['type'] }[], value: unknown): Row =>
    path.reduceRight<unknown>(
      (inner, { name, type }, index) => ({
        [name]: index < path.length - 1 && wordsOf(type).startsWith('[') ? [inner] : inner,
      }),
      value,
    ) as Row;
});

describe('other doors', () => {
  test.each(['anonymous', 'reader', 'read-only', 'full-access'] as const)(
    'what the host brings leads %s to nothing hidden',
    async (name) => {
      const selecting: Selecting = { asked: new Set(), random: seeded(11) };
      const hosts = schema.queries.filter(isHosts);
      const found = reachedFrom(schema, hosts, 'output').filter(({ name: type }) =>
        /newsroom/i.test(type),
      );
      expect(found.map((type) => type.name)).toEqual([]);
      const file = (await app.strapi.db
        .query('plugin::upload.file')
        .findOne({ where: { id: planted.file } })) as Row;
      const probes = hosts.flatMap((field) => {
        const selection = treeOf(schema, field, 20, selecting);
        const of = (args: Row): GraphqlProbe => queryFor({ field, args, selection });
        const isOne = field.args.some((arg) => arg.name === 'documentId');
        const hasFilters = field.args.some((arg) => arg.name === 'filters');
        return [
          ...(isOne
            ? [file['documentId'], ...planted.hiddenOfEachKind.slice(0, 6)].map((documentId) =>
                of({ documentId }),
              )
            : [of({})]),
          ...(hasFilters
            ? filtersFor(schema, nameOf(field.args.find((arg) => arg.name === 'filters')!.type))
                .filter((_, n) => n % 40 === 0)
                .map((filters) => of({ filters }))
            : []),
          ...(hasFilters
            ? [
                'related',
                'related.caption:desc',
                'folder.path',
                'folderPath',
                'createdBy.email',
              ].map((sort) => of({ sort: [sort] }))
            : []),
        ];
      });
      const problems = await forEachAtOnce(probes, async (probe) =>
        leaksIn(await ask(name, probe), planted).map((leak) => `${briefly(probe)} ${leak}`),
      );
      expectNone(problems.flat());
      expect(probes.length).toBeGreaterThan(50);
    },
  );

  test('fields that machinery could have had do not exist', async () => {
    const names = [
      'newsroomCommenters',
      'newsroomDiscussions',
      'newsroomPolicies',
      'newsroomSlugAliases',
      'newsroomLocks',
    ];
    for (const name of [
      ...names,
      'commenters',
      'discussions',
      'policies',
      'newsroomComments_connection',
      'newsroomReplies_connection',
    ]) {
      const reply = await ask('full-access', {
        query: `{ ${name} { __typename } }`,
        variables: {},
      });
      const [error] = reply.errors;
      expect([name, error?.extensions.code]).toEqual([name, 'GRAPHQL_VALIDATION_FAILED']);
    }
  });
});

describe('what moderators do to the unseen', () => {
  test('shows nowhere', async () => {
    const { documentId } = planted.stories.plain;
    const tree = (name: string, args: Row, selection: string): GraphqlProbe =>
      queryFor({ field: queryField(name), args, selection });
    const story = `{ discussion { commentCount lastCommentAt revision } updatedAt
      comments(first: 50) { totalCount nodes { documentId updatedAt revision replyCount replies(first: 20) { totalCount nodes { documentId updatedAt } } } } }`;
    const view = async (): Promise<string> => {
      const probes = [
        tree('article', { documentId }, story),
        tree(
          'comments',
          { pagination: { limit: 100 } },
          '{ documentId updatedAt revision replyCount }',
        ),
        tree('commentCounts', { articles: [documentId] }, '{ article count }'),
      ];
      const answers = await Promise.all(probes.map((probe) => ask('anonymous', probe)));
      return answers.map(({ text }) => text).join('\n');
    };
    const before = await view();
    const { documentId: unseen } = await postComment(app, documentId, {
      body: `Not yet, ${GUESS}.`,
    });
    expect(await view()).toBe(before);
    for (const status of ['rejected', 'spam', 'pending', 'removed']) {
      await setStatus(app, UID.comment, unseen, status);
      expect([status, await view()]).toEqual([status, before]);
    }
  });
});
