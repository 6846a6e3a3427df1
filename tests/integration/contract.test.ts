/**
 * The OpenAPI specification is what the API does: requests made from it are taken, requests that it
 * excludes are refused, and every answer is as it says. So are the types for front ends.
 */
import fc from 'fast-check';
import type {
  CommentCountsAnswer,
  DecisionsAnswer,
  ErrorAnswer,
  NewCommentBody,
  StoryAnswer,
  StoryPreviewAnswer,
  SubmissionAnswer,
  SubmittedAnswer,
  ThreadsAnswer,
} from 'strapi-plugin-newsroom/api';
import { createTypeCheck, type TypeCheck } from '../support/api-types';
import { startApp, type App } from '../support/app';
import { clearPictures, fillNewsroom } from '../support/demo';
import { createToken, db, documents, postComment, UID, type Row } from '../support/newsroom';
import { createClient, forEachAtOnce, type Answer, type Client } from '../support/probe-client';
import { spoiltOf, STRANGE, valuesOf, type Override } from '../support/schema-values';
import {
  queryString,
  specificationOf,
  type Json,
  type Operation,
  type Specification,
} from '../support/specification';

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_102);
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 25);
const SLUG = 'harbour-wall-closes-for-repair';

let app: App;
let client: Client;
let token: string;
let specification: Specification;
let problemsOfType: TypeCheck;
let fieldsOfType: (type: string) => string[];
let known: Known;

/** What the newsroom has, for requests that must name it. */
interface Known {
  article: string;
  author: string;
  section: string;
  topic: string;
  comment: string;
  reply: string;
  file: string;
  receipt: string;
}

beforeAll(async () => {
  app = await startApp();
  await fillNewsroom(app.strapi);
  client = await createClient(app);
  token = await createToken(app, 'full-access');
  specification = specificationOf(app);
  ({ problemsOfType, fieldsOfType } = createTypeCheck());
  const { data: story } = (await get(`/articles/by-slug/${SLUG}`)).json as StoryAnswer;
  const { data: threads } = (await get(`/articles/${story.documentId}/comments?sort=most-replied`))
    .json as ThreadsAnswer;
  const open = await db(app, UID.article).findOne({
    where: { slug: { $ne: SLUG }, publishedAt: { $notNull: true } },
  });
  const { receipt } = await postComment(app, open.documentId as string);
  known = {
    article: story.documentId,
    author: story.credits[0]!.author!.documentId,
    section: story.section!.documentId,
    topic: story.topics[0]!.documentId,
    comment: threads[0]!.documentId,
    reply: threads[0]!.replies[0]!.documentId,
    file: (await db(app, 'plugin::upload.file').findMany({ limit: 1 }))[0].documentId as string,
    receipt,
  };
});
afterAll(async () => {
  client.close();
  await clearPictures(app);
  await app.stop();
});

const get = (path: string): Promise<Answer> => client.ask({ path: `/api${path}`, token });

const named = ({ method, path }: Operation): string => `${method} ${path}`;

/** What is at a path, by the type in it. */
const idAt = (path: string): string =>
  path.startsWith('/comments')
    ? known.comment
    : path.startsWith('/replies')
      ? known.reply
      : known[/^\/(article|author|section|topic)/.exec(path)![1] as 'article'];

/** A fresh one of what a request deletes or changes for good. */
async function victimOf({ method, path }: Operation): Promise<string | null> {
  const [, type] =
    /^\/(article|author|section|topic)s\/\{documentId\}(\/discussion)?$/.exec(path) ?? [];
  if (!type || !['DELETE', 'PUT'].includes(method)) return null;
  const name = type === 'article' ? 'headline' : 'name';
  const { documentId } = await documents(app, UID[type as 'article']).create({
    data: { [name]: 'In passing' },
    ...(type === 'article' && { status: 'published' }),
  });
  return documentId as string;
}

/** Of references no schema can say that they must lead somewhere. */
const referring: Override = (path) => {
  const name = path.at(-1)!;
  const one = {
    section: known.section,
    author: known.author,
    parent: known.section,
    article: known.article,
    comment: known.comment,
  }[name];
  if (name === 'topics') return fc.constantFrom([], [known.topic]);
  if (name === 'inReplyTo') return fc.constantFrom(null, known.reply);
  if (['media', 'photo', 'image'].includes(name)) return fc.constant(known.file);
  return one && path[0] === 'data' ? fc.constant(one) : undefined;
};

/** What stands beside a schema: sentences that JSON Schema has no words for. */
function finish(body: Json): Json {
  const data = body['data'] as Json | undefined;
  // A credit has an author or a name.
  for (const credit of (data?.['credits'] ?? []) as Json[]) credit['author'] ??= known.author;
  // A token has no name of its own to comment under.
  if (data && ('article' in data || 'comment' in data)) data['authorName'] ||= 'Rose Tully';
  return body;
}

interface Asked {
  path: string;
  body?: unknown;
}

/** Requests as the specification describes them. */
function requestsOf(operation: Operation): fc.Arbitrary<Asked> {
  const { schemas } = specification.document.components;
  const queries = operation.parameters.filter((parameter) => parameter.in === 'query');
  const needed = queries.filter(({ required }) => required);
  const others = queries.filter(({ required, name }) => !required && !FROM_AN_ANSWER.test(name));
  const query = fc
    .subarray(others, { maxLength: Math.min(3, others.length) })
    .filter((chosen) => areTogether(chosen.map(({ name }) => name)))
    .chain((chosen) =>
      fc.record(
        Object.fromEntries(
          [...needed, ...chosen].map(({ name, schema }) => [
            name,
            valuesOf(schema, schemas, () => undefined),
          ]),
        ),
      ),
    );
  const body = operation.body
    ? valuesOf(operation.body, schemas, referring).map((one) => finish(one as Json))
    : fc.constant(undefined);
  return fc.record({ query, body }).map(({ query: given, body: sent }) => ({
    path: `${operation.path}?${queryString(given)}`,
    ...(sent !== undefined && { body: sent }),
  }));
}

/** Cursors are given back, never made up; `around` names what is there. */
const FROM_AN_ANSWER = /^(cursor|after|around)$/;

const areTogether = (names: string[]): boolean => {
  const has = (...some: string[]) => some.some((name) => names.includes(name));
  const byPage = has('pagination[page]', 'pagination[pageSize]');
  return (
    !(byPage && has('pagination[start]', 'pagination[limit]')) &&
    // Strapi takes one of the two.
    !(has('hasPublishedVersion') && has('publicationFilter'))
  );
};

async function ask(operation: Operation, { path, body }: Asked): Promise<Answer> {
  const documentId =
    (await victimOf(operation)) ?? (path.includes('{documentId}') ? idOf(operation) : '');
  const filled = path
    .replace('{documentId}', documentId)
    .replace('{slug}', SLUG)
    .replace('{receipt}', known.receipt)
    .replace('{type}', 'comment');
  const send = (): Promise<Answer> =>
    client.ask({
      method: operation.method,
      path: `/api${filled}`,
      token,
      ...(body !== undefined && { body }),
    });
  // A server that was busy closes connections that were idle meanwhile.
  return operation.method === 'GET' ? send().catch(send) : send();
}

const idOf = ({ path }: Operation): string =>
  path.startsWith('/moderation/items') ? known.comment : idAt(path);

/** What the state of things may say to a request that is right in itself. */
const mayBe = (code: string, path: string): boolean =>
  code === 'slug_taken' ||
  (code === 'article_not_found' && /[?&](hasPublishedVersion|publicationFilter)=/.test(path));

function problemsWith(
  operation: Operation,
  path: string,
  { status, json, text }: Answer,
): string[] {
  if (status >= 400) {
    const { error } = json as ErrorAnswer;
    const wrong = problemsOfType('ErrorAnswer', json);
    return mayBe(error.details.code, path) && wrong.length === 0
      ? []
      : [`is answered ${status}: ${text.slice(0, 400)}`, ...wrong];
  }
  if (!operation.answer) return status === 204 && text === '' ? [] : [`is answered ${status}`];
  const validate = specification.validator(operation.answer);
  return validate(json)
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, message, params }) =>
          `answers ${instancePath} ${message} ${JSON.stringify(params)}`,
      );
}

const operations = (): Operation[] => specification.operations;

describe('the specification', () => {
  test('has every route of the plugin, each with what it takes and answers', () => {
    const { routes } = app.strapi.plugin('newsroom') as unknown as {
      routes: Record<string, { routes: Row[] }>;
    };
    const own = routes['content-api']!.routes.map(
      ({ method, path }) => `${method} ${(path as string).replace(/:(\w+)/g, '{$1}')}`,
    );
    expect(operations().map(named).sort()).toEqual(own.sort());
    for (const operation of operations()) {
      const names = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name);
      expect([named(operation), names]).toEqual([
        named(operation),
        [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
      ]);
      const isWrite = ['POST', 'PUT'].includes(operation.method);
      expect([named(operation), operation.body !== null]).toEqual([named(operation), isWrite]);
      const isSilent = operation.method === 'DELETE' && !operation.path.startsWith('/submissions');
      expect([named(operation), operation.answer === null]).toEqual([named(operation), isSilent]);
    }
  });

  test('leads nowhere that is not there, and every schema of it is one', () => {
    const { schemas } = specification.document.components;
    const text = JSON.stringify(operations()) + JSON.stringify(schemas);
    for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) {
      expect(schemas).toHaveProperty(name!);
    }
    expect(text).not.toMatch(/\$defs/);
    for (const { parameters, body, answer } of operations()) {
      for (const schema of [...parameters.map((one) => one.schema), body, answer]) {
        if (schema) expect(specification.problemsOf(schema)).toEqual([]);
      }
    }
  });

  test('names no field that is private', () => {
    const words = JSON.stringify(
      operations().map(({ parameters, answer }) => [parameters, answer]),
    );
    const { schemas } = specification.document.components;
    const own = Object.entries(schemas).filter(([name]) => name.startsWith('Newsroom'));
    const text = words + JSON.stringify(own);
    for (const name of ['internalNote', 'externalId', 'authorEmail', 'ipHash', 'receiptHash']) {
      expect(text).not.toContain(`"${name}"`);
    }
  });
});

describe('requests made from it', () => {
  test('are taken, and answered as it says', async () => {
    const problems: string[] = [];
    let count = 0;
    for (const operation of operations()) {
      const samples = fc.sample(requestsOf(operation), { seed: SEED, numRuns: RUNS });
      for (const asked of samples) {
        count += 1;
        const found = problemsWith(operation, asked.path, await ask(operation, asked));
        problems.push(
          ...found.map(
            (problem) =>
              `${operation.method} ${decodeURIComponent(asked.path).slice(0, 300)} ${JSON.stringify(asked.body ?? '').slice(0, 600)} ${problem}`,
          ),
        );
      }
    }
    expect([problems.length, ...problems.slice(0, 12)]).toEqual([0]);
    expect(count).toBeGreaterThan(operations().length * RUNS * 0.9);
  });

  test('with a query that it excludes are refused', async () => {
    const problems: string[] = [];
    let count = 0;
    for (const operation of operations()) {
      const queries = operation.parameters.filter((parameter) => parameter.in === 'query');
      const usual = Object.fromEntries(
        queries.filter(({ required }) => required).map(({ name }) => [name, 'a']),
      );
      // What writes takes the query of what reads.
      const wrong = (operation.method === 'GET' ? queries : []).flatMap(({ name, schema }) =>
        STRANGE.filter((value) => String(value).length < 2000 && !describes(schema, value)).map(
          (value) => ({ ...usual, [name]: value }),
        ),
      );
      const body = operation.body ? bodyFor(operation) : undefined;
      const found = await forEachAtOnce([...wrong, { ...usual, nonsense: 1 }], async (query) => {
        count += 1;
        const answer = await ask(operation, {
          path: `${operation.path}?${queryString(query)}`,
          ...(body !== undefined && { body }),
        });
        return refusalProblems(answer).map(
          (one) => `${named(operation)} ${JSON.stringify(query).slice(0, 200)} ${one}`,
        );
      });
      problems.push(...found.flat());
    }
    expect([problems.length, ...problems.slice(0, 12)]).toEqual([0]);
    expect(count).toBeGreaterThan(300);
  });

  /** Whether a value, as text in a query, may be what a schema wants. */
  const describes = (schema: Json, value: unknown): boolean => {
    const validate = specification.validator(schema);
    const readings =
      typeof value === 'object'
        ? [value]
        : [value, typeof value === 'string' ? value : JSON.stringify(value)];
    return readings.some((reading) => validate(reading)) || value === '';
  };

  const bodies = new Map<string, unknown>();
  /** A full body that is taken. */
  function bodyFor(operation: Operation): unknown {
    const name = named(operation);
    if (!bodies.has(name)) {
      const { schemas } = specification.document.components;
      const some = fc.sample(valuesOf(operation.body!, schemas, referring), {
        seed: SEED,
        numRuns: 40,
      });
      const sizes = some.map((one) => JSON.stringify(one).length);
      const largest = some[sizes.indexOf(Math.max(...sizes.filter((size) => size < 3000)))];
      bodies.set(name, finish(largest as Json));
    }
    return bodies.get(name);
  }

  test('with a body that it excludes are refused, and change nothing', async () => {
    const problems: string[] = [];
    let count = 0;
    for (const operation of operations().filter(({ body }) => body)) {
      const validate = specification.validator(operation.body!);
      const wrong = spoiltOf(bodyFor(operation)).filter(({ body }) => !validate(body));
      for (const { what, body } of wrong.slice(0, 150)) {
        count += 1;
        const answer = await ask(operation, { path: operation.path, body });
        problems.push(
          ...refusalProblems(answer).map(
            (one) =>
              `${named(operation)} where ${what} ${one} ${JSON.stringify(body).slice(0, 300)}`,
          ),
        );
      }
    }
    expect([problems.length, ...problems.slice(0, 12)]).toEqual([0]);
    expect(count).toBeGreaterThan(500);
  });

  function refusalProblems({ status, json, text }: Answer): string[] {
    if (status < 400 || status >= 500) return [`is answered ${status}: ${text.slice(0, 200)}`];
    return problemsOfType('ErrorAnswer', json);
  }
});

const INPUT_OF: Record<string, string> = {
  NewArticleBody: 'ArticleInput',
  ArticleBody: 'ArticleInput',
  AuthorBody: 'AuthorInput',
  SectionBody: 'SectionInput',
  TopicBody: 'TopicInput',
};

describe('the types for front ends', () => {
  test('are what is answered', async () => {
    const check = async (type: string, path: string): Promise<unknown> => {
      const { json, status } = await get(path);
      expect([path, status, problemsOfType(type, json)]).toEqual([path, status, []]);
      return json;
    };
    const checkEntries = async (type: string, path: string): Promise<void> => {
      const { data, meta } = (await get(path)).json as { data: Row[]; meta: Row };
      expect(data.length).toBeGreaterThan(0);
      for (const entry of data) expect([path, problemsOfType(type, entry)]).toEqual([path, []]);
      expect(Object.keys(meta)).toEqual(['pagination']);
    };
    const { article, comment, receipt } = known;
    await check('StoryAnswer', `/articles/by-slug/${SLUG}`);
    await check('StoryPreviewAnswer', `/articles/by-slug/${SLUG}?status=draft`);
    const { documentId: draft } = await documents(app, UID.article).create({
      data: { headline: 'Bare draft' },
    });
    const { data: preview } = (await check(
      'StoryPreviewAnswer',
      '/articles/by-slug/bare-draft?status=draft',
    )) as StoryPreviewAnswer;
    expect([preview.documentId, preview.publishedAt]).toEqual([draft, null]);
    await check('ThreadsAnswer', `/articles/${article}/comments`);
    await check('ThreadsAnswer', `/articles/${article}/comments?limit=2&sort=oldest`);
    await check('RepliesAnswer', `/comments/${comment}/replies`);
    const counts = (await check(
      'CommentCountsAnswer',
      `/comment-counts?articles=${article}`,
    )) as CommentCountsAnswer;
    expect(counts.data[article]).toBeGreaterThan(10);
    await check('SubmissionAnswer', `/submissions/${receipt}`);
    for (const status of ['pending', 'approved', 'rejected', 'removed']) {
      await check('QueueAnswer', `/moderation/queue?status=${status}`);
    }
    await check('QueuedItemAnswer', `/moderation/items/comment/${comment}`);
    const log = (await check('DecisionsAnswer', '/moderation/decisions')) as DecisionsAnswer;
    expect(log.data.length).toBeGreaterThan(0);
    const all =
      'populate[credits][populate]=author&populate[leadImage][populate]=media&populate[section][populate]=parent&populate[topics]=true&populate[print]=true&populate[corrections]=true&populate[updates]=true&populate[seo]=true';
    await checkEntries('ArticleEntry', `/articles?${all}`);
    await checkEntries('ArticleEntry', '/articles?fields=headline');
    await checkEntries('AuthorEntry', '/authors?populate=*');
    await checkEntries('SectionEntry', '/sections?populate=parent');
    await checkEntries('TopicEntry', '/topics');
    await checkEntries('CommentEntry', '/comments');
    await checkEntries('ReplyEntry', '/replies');
  });

  test.each([
    ['POST /articles', 'NewArticleBody'],
    ['PUT /articles/{documentId}', 'ArticleBody'],
    ['POST /authors', 'AuthorBody'],
    ['POST /sections', 'SectionBody'],
    ['POST /topics', 'TopicBody'],
  ])('are what is sent with %s', (name, type) => {
    const { body } = specification.operations.find((operation) => named(operation) === name)!;
    const { schemas } = specification.document.components;
    const sent = fc.sample(valuesOf(body!, schemas, referring), { seed: SEED, numRuns: 200 });
    const problems = sent.flatMap((one) => problemsOfType(type, one));
    expect(problems.slice(0, 5)).toEqual([]);
    // No field is missing on either side.
    const fields = new Set(sent.flatMap((one) => Object.keys((one as { data: Row }).data)));
    expect([...fields].sort()).toEqual(fieldsOfType(INPUT_OF[type]!));
  });

  test('are what is sent, too', async () => {
    const body: NewCommentBody = {
      data: { article: known.article, body: 'What a good story.', authorName: 'Rose Tully' },
    };
    const posted = await client.ask({ method: 'POST', path: '/api/comments', body });
    expect(problemsOfType('SubmittedAnswer', posted.json)).toEqual([]);
    const { data, meta } = posted.json as SubmittedAnswer;
    const { json } = await client.ask({
      method: 'DELETE',
      path: `/api/submissions/${meta.receipt}`,
    });
    expect(problemsOfType('SubmissionAnswer', json)).toEqual([]);
    const { data: withdrawn } = json as SubmissionAnswer;
    expect([withdrawn.documentId, withdrawn.moderationStatus]).toEqual([
      data.documentId,
      'removed',
    ]);
    const refused = await client.ask({
      method: 'POST',
      path: '/api/comments',
      body: { data: { ...body.data, body: '' } satisfies NewCommentBody['data'] },
    });
    expect(problemsOfType('ErrorAnswer', refused.json)).toEqual([]);
    expect((refused.json as ErrorAnswer).error.details.code).toBe('body_required');
  });

  test('would be told apart from others', () => {
    const answer = { data: { [known.article]: 'eleven' } };
    expect(problemsOfType('CommentCountsAnswer', answer)).toHaveLength(1);
    expect(problemsOfType('StoryAnswer', { data: {}, meta: {} }).length).toBeGreaterThan(20);
  });
});
