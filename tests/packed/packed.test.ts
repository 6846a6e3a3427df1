/**
 * Anybody's host: the packed plugin, installed from its tarball into an application with articles of
 * its own. It starts without a warning of ours, serves its API under its prefix, lets the
 * Content-Type Builder save, takes GraphQL when it is there, and moves house with `strapi export`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createBareHost, type BareHost, type RunningHost } from '../support/bare-host';
import type { Row } from '../support/newsroom';

let host: BareHost;
let running: RunningHost;
beforeAll(async () => {
  host = await createBareHost();
  running = await host.start();
});
afterAll(async () => {
  await running.stop();
  host.remove();
});

interface Call {
  method?: string;
  token?: string;
  body?: unknown;
}

async function call(path: string, { method = 'GET', token, body }: Call = {}) {
  const response = await fetch(`${running.url}${path}`, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: (text ? JSON.parse(text) : {}) as Row };
}
const post = (path: string, body: unknown, token?: string) =>
  call(path, { method: 'POST', body, ...(token && { token }) });

async function restart(env?: NodeJS.ProcessEnv): Promise<void> {
  await running.stop();
  running = await host.start(env);
}

const PASSWORD = 'A-long-pass-word-1';
const EMAIL = 'editor@example.org';

/** The token of an administrator, the first of which may register. */
async function administrator(): Promise<string> {
  const registered = await post('/admin/register-admin', {
    ...{ firstname: 'Ada', lastname: 'Voss', email: EMAIL, password: PASSWORD },
  });
  const { json } =
    registered.status === 201
      ? registered
      : await post('/admin/login', { email: EMAIL, password: PASSWORD });
  return json['data'].token as string;
}

async function fullAccessToken(name: string): Promise<string> {
  const { json } = await post(
    '/admin/api-tokens',
    { name, description: '', type: 'full-access', lifespan: null },
    await administrator(),
  );
  return json['data'].accessKey as string;
}

/** Lines of the terminal that say that something is not right. */
const warnings = (): string[] =>
  running
    .output()
    .split('\n')
    .filter((line) => /\b(warn|error)\b/i.test(line));

/** What stands on the terminal from the first error on. */
const errorsOnTerminal = (): string => running.output().split(/(?=\[.*error)/)[1] ?? '';

test('it is packed with what it needs and nothing else', async () => {
  const folder = join(host.folder, 'node_modules/strapi-plugin-newsroom');
  const { output } = await host.run('find', [
    folder,
    '-type',
    'f',
    '-not',
    '-path',
    '*/node_modules/*/node_modules/*',
  ]);
  const files = output
    .trim()
    .split('\n')
    .map((path) => path.slice(folder.length + 1));
  expect(files.sort()).toEqual([
    ...['LICENSE', 'README.md', 'api/index.d.ts', 'bin/strapi-newsroom.js'],
    ...[
      'dist/admin/index.js',
      'dist/admin/index.mjs',
      'dist/server/index.js',
      'dist/server/index.mjs',
    ],
    'package.json',
  ]);
  for (const name of files.filter((path) => path.startsWith('dist/'))) {
    expect(readFileSync(join(folder, name), 'utf8')).not.toMatch(/\/work\/|\/root\/|\/home\//);
  }
});

test('it starts without a warning of ours, and the site’s own types are untouched', async () => {
  expect(warnings().filter((line) => /newsroom/i.test(line))).toEqual([]);
  expect((await call('/api/newsroom/articles')).json).toMatchObject({ data: [], meta: {} });
  const { status: unasked } = await call('/api/articles');
  expect([unasked, errorsOnTerminal()]).toEqual([403, '']);
  const token = await fullAccessToken('own');
  const { status } = await post('/api/articles', { data: { title: 'The site’s own' } }, token);
  expect(status).toBe(201);
  const own = await call('/api/articles', { token });
  expect(own.json['data']).toMatchObject([{ title: 'The site’s own' }]);
  expect((await call('/api/newsroom/articles', { token })).json['data']).toEqual([]);
});

test('a story and its conversation, under the prefix', async () => {
  const token = await fullAccessToken('stories');
  const written = await post(
    '/api/newsroom/articles',
    { data: { headline: 'The ferry is back', credits: [{ name: 'Coast Wire' }] } },
    token,
  );
  expect(written.status).toBe(201);
  const article = written.json['data'].documentId as string;
  const words = { body: 'What a good story.', authorName: 'Rose Tully' };
  const comment = await post('/api/newsroom/comments', { data: { article, ...words } });
  expect(comment.status).toBe(201);
  const { documentId } = comment.json['data'] as Row;
  const decided = await post(
    '/api/newsroom/moderation/decisions',
    { data: { action: 'approve', items: [{ type: 'comment', documentId }] } },
    token,
  );
  expect(decided.json['meta'].counts).toEqual({ changed: 1 });
  const reply = await post('/api/newsroom/replies', {
    data: { comment: documentId, body: 'I agree.', authorName: 'Ned Pell' },
  });
  expect(reply.status).toBe(201);
  const story = await call('/api/newsroom/articles/by-slug/the-ferry-is-back');
  expect(story.json['data']).toMatchObject({
    headline: 'The ferry is back',
    discussion: { commentCount: 1 },
  });
});

test('a front end in TypeScript compiles against the package’s types, word for word of the README', async () => {
  const readme = readFileSync(resolve(__dirname, '../../README.md'), 'utf8');
  const [, example] = /```ts\n(import type .*?)```/s.exec(readme)!;
  const check = async (more: string) => {
    const lines = ['declare const api: string, slug: string;', example!, more, 'export {};'];
    writeFileSync(join(host.folder, 'front-end.ts'), lines.join('\n'));
    const options = [
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--module',
      'esnext',
      '--moduleResolution',
      'bundler',
    ];
    const target = ['--target', 'es2022', '--lib', 'es2022,dom'];
    return host.run('npx', ['tsc', ...options, ...target, 'front-end.ts']);
  };
  const right = await check('story.discussion.commentCount satisfies number;');
  expect([right.code, right.output]).toEqual([0, '']);
  const wrong = await check('story.commentCount;');
  expect([wrong.code === 0, wrong.output]).toEqual([
    false,
    expect.stringMatching(/'commentCount' does not exist on type 'Story'/),
  ]);
});

test('the OpenAPI specification has the newsroom under its prefix, and the site’s own', async () => {
  const { code, output } = await host.run('npx', [
    'strapi',
    'openapi',
    'generate',
    '-o',
    'api.json',
  ]);
  expect([code, code ? output : '']).toEqual([0, '']);
  const { paths } = JSON.parse(readFileSync(join(host.folder, 'api.json'), 'utf8')) as Row;
  expect(Object.keys(paths as Row)).toEqual(
    expect.arrayContaining([
      '/articles',
      '/newsroom/articles/by-slug/{slug}',
      '/newsroom/comments',
    ]),
  );
  const { post: submit } = paths['/newsroom/comments'] as Row;
  const { properties } = submit.requestBody.content['application/json'].schema as Row;
  expect(properties.data.properties.body).toEqual({
    ...{ type: 'string', minLength: 2, maxLength: 5000 },
  });
});

test('the Content-Type Builder still saves, and the plugin’s tables stay', async () => {
  const token = await administrator();
  const { status, json } = await post(
    '/content-type-builder/content-types',
    {
      contentType: {
        ...{
          displayName: 'Page',
          singularName: 'page',
          pluralName: 'pages',
          kind: 'collectionType',
        },
        ...{ draftAndPublish: false, options: {}, pluginOptions: {} },
        attributes: { title: { type: 'string' } },
      },
      components: [],
    },
    token,
  );
  expect([status, json['error']]).toEqual([201, undefined]);
  // It has the host restart by itself where a supervisor watches; here we do.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  await restart();
  expect(existsSync(join(host.folder, 'src/api/page/content-types/page/schema.json'))).toBe(true);
  expect(existsSync(join(host.folder, 'src/extensions/newsroom'))).toBe(false);
  expect((await call('/api/newsroom/articles')).json['data']).toHaveLength(1);
  expect((await call('/api/newsroom/comments')).json['data']).toHaveLength(1);
});

test('with the GraphQL plugin there is GraphQL, beside the site’s own', async () => {
  const added = await host.run('npm', [
    ...['install', '--no-audit', '--no-fund', '--save-exact', '@strapi/plugin-graphql@5.54.0'],
  ]);
  expect(added.code).toBe(0);
  await restart();
  expect(warnings().filter((line) => /newsroom/i.test(line))).toEqual([]);
  const { json } = await post('/graphql', {
    query: `{
      newsroomArticles { headline comments { nodes { body authorName } } }
      __type(name: "Query") { fields { name } }
    }`,
  });
  expect(json['errors']).toBeUndefined();
  expect(json['data'].newsroomArticles).toEqual([
    {
      headline: 'The ferry is back',
      comments: { nodes: [{ body: 'What a good story.', authorName: 'Rose Tully' }] },
    },
  ]);
  const names = (json['data'].__type.fields as Row[]).map(({ name }) => name as string);
  // The plain names are the site's.
  expect(names).toEqual(expect.arrayContaining(['articles', 'newsArticles', 'newsroomArticle']));
  expect(names.filter((name) => ['comments', 'replies', 'decisions'].includes(name))).toEqual([]);
});

test('strapi export and import keep stories, conversations, decisions and former slugs', async () => {
  const token = await fullAccessToken('moves');
  const article = (await call('/api/newsroom/articles')).json['data'][0].documentId as string;
  await call(`/api/newsroom/articles/${article}`, {
    method: 'PUT',
    token,
    body: { data: { slug: 'the-ferry-sails' } },
  });
  const everything = async (key: string) => {
    const story = await call('/api/newsroom/articles/by-slug/the-ferry-is-back');
    return {
      story: story.json,
      comments: (await call(`/api/newsroom/articles/${article}/comments`)).json,
      queue: (await call('/api/newsroom/moderation/queue', { token: key })).json['data'],
      log: (await call('/api/newsroom/moderation/decisions', { token: key })).json['data'],
    };
  };
  const before = await everything(token);
  expect(before.story['meta'].redirect).toEqual({ status: 301, slug: 'the-ferry-sails' });
  expect(before.queue).toHaveLength(1);
  expect(before.log).toHaveLength(1);
  await running.stop();

  const strapi = (...args: string[]) => ['strapi', ...args];
  const exported = await host.run(
    'npx',
    strapi('export', '--no-encrypt', '--no-compress', '-f', 'moved'),
  );
  expect([exported.code, exported.code ? exported.output : '']).toEqual([0, '']);
  const elsewhere = { DATABASE_FILENAME: '.tmp/elsewhere.db' };
  const imported = await host.run('npx', strapi('import', '--force', '-f', 'moved.tar'), elsewhere);
  expect([imported.code, imported.code ? imported.output : '']).toEqual([0, '']);

  const recount = () => host.run('npx', ['strapi-newsroom', 'recount'], elsewhere);
  const first = await recount();
  expect([first.code, first.output]).toEqual([
    0,
    expect.stringMatching(/1 discussions counted anew/),
  ]);
  expect((await recount()).output).toMatch(/drift 0/);

  running = await host.start(elsewhere);
  expect(await everything(await fullAccessToken('arrived'))).toEqual(before);
});

test('a wrong command says how it is used', async () => {
  const { code, output } = await host.run('npx', ['strapi-newsroom', 'recound']);
  expect([code, output]).toEqual([2, expect.stringContaining('strapi-newsroom recount')]);
});
