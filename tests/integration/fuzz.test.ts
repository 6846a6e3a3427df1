/**
 * Bad input to every route that the plugin serves: a coded 4xx, nothing stored, never a 500, a
 * stack trace or a word of SQL. FUZZ_SEED and FUZZ_RUNS repeat a failure or look further.
 */
import fc, { type Arbitrary } from 'fast-check';
import { startApp, type App } from '../support/app';
import { brokenBodies, LIES } from '../support/fuzz-bodies';
import { watchTables, type Watch } from '../support/fuzz-digest';
import {
  complaintsOf,
  hangUp,
  reproductionOf,
  send,
  sendRaw,
  type Answer,
  type Shot,
} from '../support/fuzz-http';
import { bodyFields } from '../support/fuzz-fields';
import { pathSegment, queryString } from '../support/fuzz-query';
import { vocabularyOf } from '../support/fuzz-vocabulary';
import { FORMER_FAILURES, NASTY_HEADERS } from '../support/fuzz-words';
import { nameOf, routesOf, sow, type FuzzRoute, type Seeds } from '../support/fuzz-routes';
import { createToken } from '../support/newsroom';

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_101);
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 15);

type Headers = Shot['headers'];

let app: App;
let routes: FuzzRoute[];
let seeds: Seeds;
let watch: Watch;
let callers: { anonymous: Headers; token: Headers };

// Thousands of requests in one test; FUZZ_RUNS may ask for many more.
jest.setTimeout(60_000 + RUNS * 10_000);

beforeAll(async () => {
  app = await startApp();
  await new Promise<void>((listening) => void app.server.listen(0, '127.0.0.1', listening));
  routes = routesOf(app);
  seeds = await sow(app);
  const token = await createToken(app, 'full-access');
  callers = { anonymous: {}, token: { Authorization: `Bearer ${token}` } };
  watch = await watchTables(app);
});

afterAll(async () => {
  watch.stop();
  hangUp();
  await app.stop();
});

/** Sends a request; throws what is wrong with its answer, or with what it left behind. */
async function fire(shot: Shot): Promise<Answer> {
  await watch.hasChanged();
  const answer = await send(app.server, shot);
  const isStored = (await watch.hasChanged()) && answer.status >= 400;
  const complaints = [
    ...complaintsOf(shot, answer),
    ...(isStored ? ['stored something all the same'] : []),
  ];
  if (complaints.length === 0) return answer;
  const { status, text } = answer;
  throw new Error(
    `${complaints.join('; ')}\n    ${reproductionOf(shot)}\n    → ${status} ${text.slice(0, 400)}`,
  );
}

const messageOf = (error: unknown): string => (error as Error).message;

type Shots = AsyncIterable<[name: string, shot: Shot]> | Iterable<[name: string, shot: Shot]>;

/** What is wrong with the answers to many requests, one after the other. */
async function complaintsAbout(shots: Shots): Promise<string[]> {
  const failures: string[] = [];
  for await (const [name, shot] of shots) {
    await fire(shot).catch((error: unknown) => failures.push(`${name} ${messageOf(error)}`));
  }
  return failures;
}

/** For every route and caller the first failure, as small as it gets. */
async function failuresOf<Input>(
  chosen: FuzzRoute[],
  inputs: (route: FuzzRoute) => Arbitrary<Input>,
  shoot: (route: FuzzRoute, input: Input) => Promise<Shot>,
): Promise<string[]> {
  const failures: string[] = [];
  for (const route of chosen) {
    for (const [caller, headers] of Object.entries(callers)) {
      const property = fc.asyncProperty(inputs(route), async (input) => {
        const shot = await shoot(route, input);
        await fire({ ...shot, headers: { ...shot.headers, ...headers } });
      });
      const { failed, errorInstance } = await fc.check(property, { seed: SEED, numRuns: RUNS });
      if (failed) {
        const again = `FUZZ_SEED=${SEED} FUZZ_RUNS=${RUNS}`;
        failures.push(`${nameOf(route)}, ${caller} (${again}): ${messageOf(errorInstance)}`);
      }
    }
  }
  return failures;
}

const paramsOf = (route: FuzzRoute): Promise<string[]> =>
  Promise.all(route.params.map((name) => seeds.param(route, name)));

function targetOf({ path }: FuzzRoute, values: string[], query = ''): string {
  const left = [...values];
  return path.replace(/:\w+/g, () => left.shift() ?? 'unknown') + (query && `?${query}`);
}

const takesBody = ({ method }: FuzzRoute): boolean => ['POST', 'PUT', 'PATCH'].includes(method);

/** The request of a route with a body that it takes, where it takes one. */
function shotAt(route: FuzzRoute, target: string, more = {}): Shot {
  const { method } = route;
  if (!takesBody(route)) return { method, target, headers: {} };
  const data = { ...seeds.body(route), ...more };
  const headers = { 'Content-Type': 'application/json' };
  return { method, target, headers, body: Buffer.from(JSON.stringify({ data })) };
}

test('every route is found, and answers who asks properly', async () => {
  expect(routes.length).toBeGreaterThan(30);
  for (const route of routes) {
    const query = route.path.endsWith('/comment-counts') ? 'articles=a,b' : '';
    const shot = shotAt(route, targetOf(route, await paramsOf(route), query));
    const { status } = await fire({ ...shot, headers: { ...shot.headers, ...callers.token } });
    expect({ route: nameOf(route), refused: status >= 400 }).toEqual({
      route: nameOf(route),
      refused: false,
    });
  }
});

test('path parameters', async () => {
  const failures = await failuresOf(
    routes.filter(({ params }) => params.length > 0),
    (route) => fc.tuple(...route.params.map(() => pathSegment(seeds.known(route)))),
    (route, values) => Promise.resolve(shotAt(route, targetOf(route, values))),
  );
  expect(failures).toEqual([]);
});

test('query strings', async () => {
  const words = vocabularyOf(app);
  const failures = await failuresOf(
    routes,
    (route) => queryString(words, route.uid, seeds.known(route)),
    async (route, query) => shotAt(route, targetOf(route, await paramsOf(route), query)),
  );
  expect(failures).toEqual([]);
});

async function* formerFailures(): AsyncGenerator<[string, Shot]> {
  for (const route of routes.filter(({ method }) => method === 'GET')) {
    for (const query of FORMER_FAILURES) {
      const target = targetOf(route, await paramsOf(route), query);
      yield ['', { method: 'GET', target, headers: callers.token }];
    }
  }
}

test('queries that failed once', async () => {
  expect(await complaintsAbout(formerFailures())).toEqual([]);
});

test('fields of bodies', async () => {
  const words = vocabularyOf(app);
  const failures = await failuresOf(
    routes.filter(takesBody),
    (route) => bodyFields(words, route.uid, seeds.body(route), seeds.known(route)),
    async (route, fields) => shotAt(route, targetOf(route, await paramsOf(route)), fields),
  );
  expect(failures).toEqual([]);
});

/** A parser neither asks who sends nor reads the body of a deletion, so those meet every fourth. */
async function* brokenShots(): AsyncGenerator<[string, Shot]> {
  for (const [place, route] of routes.entries()) {
    if (route.method === 'GET') continue;
    const target = targetOf(route, takesBody(route) ? await paramsOf(route) : []);
    for (const [n, { name, headers, body }] of brokenBodies(seeds.body(route)).entries()) {
      const isFourth = (n + place) % 4 === 0;
      const shot = { method: route.method, target, headers, body };
      if (isFourth) yield [`${nameOf(route)}, ${name}:`, shot];
      if (isFourth || takesBody(route))
        yield [
          `${nameOf(route)}, ${name}:`,
          { ...shot, headers: { ...headers, ...callers.token } },
        ];
    }
  }
}

test('bodies that are none', async () => {
  expect(await complaintsAbout(brokenShots())).toEqual([]);
});

const METHODS = ['HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'DELETE', 'TRACE', 'PROPFIND'];

function* strangeMethods(): Generator<[string, Shot]> {
  for (const path of new Set(routes.map((route) => targetOf(route, [])))) {
    for (const method of METHODS) {
      yield ['', { method, target: path, headers: callers.token }];
    }
  }
}

test('methods that a path may not serve', async () => {
  expect(await complaintsAbout(strangeMethods())).toEqual([]);
});

function* strangeHeaders(): Generator<[string, Shot]> {
  for (const route of routes) {
    for (const headers of NASTY_HEADERS) {
      const shot = shotAt(route, targetOf(route, []));
      yield [JSON.stringify(headers), { ...shot, headers: { ...shot.headers, ...headers } }];
    }
  }
}

test('headers', async () => {
  expect(await complaintsAbout(strangeHeaders())).toEqual([]);
});

test('requests that lie about their length, or are none', async () => {
  // Koa writes to the console what a connection that was cut short did.
  const quiet = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const failures: string[] = [];
  for (const { path } of routes.filter(({ method }) => method === 'POST')) {
    for (const lie of LIES) {
      const status = await sendRaw(app.server, lie.replace('{path}', path));
      const isStored = await watch.hasChanged();
      if (isStored || (status !== null && status >= 500)) failures.push(`${status}: ${lie}`);
    }
  }
  quiet.mockRestore();
  expect(failures).toEqual([]);
});

test('afterwards it still answers, and nothing was stored or polluted unseen', async () => {
  const { status } = await fire({ method: 'GET', target: '/api/articles', headers: {} });
  expect(status).toBe(200);
  expect(await watch.missed()).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
