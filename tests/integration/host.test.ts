/** The host: a start without the plugin's build, the secrets, the configuration, the grants. */
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startApp, type App } from '../support/app';
import {
  approvedComment,
  db,
  driftOf,
  postReply,
  publicCount,
  setStatus,
  UID,
  writeStory,
  type Row,
} from '../support/newsroom';

const root = resolve(__dirname, '..', '..');
const permissions = (app: App) => db(app, 'plugin::users-permissions.permission');

/** A start in a process of its own; what it wrote to stderr and stdout, and how it ended. */
const run = (
  script: string,
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number; output: string }> =>
  new Promise((done) => {
    execFile(
      process.execPath,
      ['-e', script],
      { cwd: root, env: { ...process.env, ...env }, timeout: 50_000 },
      (error, stdout, stderr) =>
        done({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    );
  });

const START = `require('@strapi/strapi').createStrapi({ appDir: '.', distDir: './dist' }).load()`;

test('a start without the plugin’s build stops with a clear message and loses no table', async () => {
  const first = await startApp({ keepDatabase: true });
  const { documentId } = await writeStory(first, { headline: 'Still here' });
  await approvedComment(first, documentId);
  await first.stop();

  const unbuilt = mkdtempSync(join(tmpdir(), 'newsroom-unbuilt-'));
  copyFileSync(join(root, 'src/plugins/newsroom/package.json'), join(unbuilt, 'package.json'));
  await expect(
    startApp({ database: first.database, newsroom: { resolve: unbuilt } }),
  ).rejects.toThrow(/newsroom plugin is not built.*npm run build:plugin/s);

  const again = await startApp({ database: first.database });
  expect(await publicCount(again, documentId)).toBe(1);
  expect(await db(again, UID.decision).count()).toBe(1);
  await again.stop();
});

test('even a host without that check keeps the tables', async () => {
  const first = await startApp({ keepDatabase: true });
  const { documentId } = await writeStory(first, { credits: [{ name: 'Ada Voss' }] });
  await first.stop();
  const without = await startApp({
    database: first.database,
    keepDatabase: true,
    newsroom: { enabled: false },
    withoutHostCode: true,
  });
  expect(without.strapi.plugin('newsroom')).toBeUndefined();
  await without.stop();
  const again = await startApp({ database: first.database });
  const { body } = await again.http.get(`/api/articles/${documentId}?populate=credits`);
  expect(body.data.credits).toEqual([expect.objectContaining({ name: 'Ada Voss' })]);
  await again.stop();
});

test('secrets are written once outside production, and production refuses to start without them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'newsroom-secrets-'));
  const script = `import('./scripts/secrets.mjs').then((m) => m.ensureSecrets(${JSON.stringify(folder)}))`;
  const none = {
    APP_KEYS: '',
    API_TOKEN_SALT: '',
    ADMIN_JWT_SECRET: '',
    TRANSFER_TOKEN_SALT: '',
    ENCRYPTION_KEY: '',
    JWT_SECRET: '',
  };
  await run(script, { ...none, NODE_ENV: 'production' });
  expect(existsSync(join(folder, '.env'))).toBe(false);
  await run(script, { ...none, NODE_ENV: 'development' });
  const written = readFileSync(join(folder, '.env'), 'utf8');
  expect(written.match(/^[A-Z_]+=.{40,}$/gm)).toHaveLength(6);
  await run(script, { ...none, NODE_ENV: 'development' });
  expect(readFileSync(join(folder, '.env'), 'utf8')).toBe(written);
  rmSync(folder, { recursive: true });

  // An empty .env beside the host stands for a fresh machine.
  const { code, output } = await run(START, {
    ...none,
    NODE_ENV: 'production',
    ENV_PATH: join(tmpdir(), 'no-such.env'),
  });
  expect(code).not.toBe(0);
  expect(output).toMatch(/APP_KEYS, API_TOKEN_SALT.* are not set/);
});

describe('what readers may do', () => {
  test('is granted to Public and Authenticated once; what is taken away stays away', async () => {
    const first = await startApp({ keepDatabase: true });
    const granted = await permissions(first).findMany({
      where: { action: { $startsWith: 'plugin::newsroom.' } },
      populate: { role: true },
    });
    const actions = (type: string) =>
      granted
        .filter(({ role }) => (role as Row)['type'] === type)
        .map(({ action }) => action as string)
        .sort();
    expect(actions('public')).toEqual(actions('authenticated'));
    expect(actions('public')).toContain('plugin::newsroom.comment.create');
    expect(actions('public').filter((action) => /create$|update$|delete$/.test(action))).toEqual([
      'plugin::newsroom.comment.create',
      'plugin::newsroom.reply.create',
    ]);
    // Users & Permissions has its own defaults as well.
    expect(
      await permissions(first).count({ where: { action: { $contains: 'auth.register' } } }),
    ).toBe(1);
    await permissions(first).deleteMany({ where: { action: 'plugin::newsroom.comment.create' } });
    await first.stop();

    const second = await startApp({ database: first.database, keepDatabase: true });
    expect(
      await permissions(second).count({ where: { action: 'plugin::newsroom.comment.create' } }),
    ).toBe(0);
    await second.strapi.db
      .connection('up_permissions')
      .where('action', 'like', 'plugin::newsroom.%')
      .delete();
    await second.stop();

    const third = await startApp({ database: first.database });
    expect(
      await permissions(third).count({ where: { action: 'plugin::newsroom.comment.create' } }),
    ).toBe(2);
    await third.stop();
  });

  test('the permissions without a route of their own can be granted', async () => {
    const app = await startApp();
    const map = app.strapi.contentAPI.permissions.getActionsMap() as unknown as Record<
      string,
      { controllers: Record<string, string[]> }
    >;
    const { controllers } = map['plugin::newsroom']!;
    expect(controllers['article']).toEqual(
      expect.arrayContaining(['find', 'findOne', 'preview', 'backdate']),
    );
    expect(controllers['comment']).toContain('submitOnBehalf');
    expect(controllers['queue']).toEqual(['read']);
    expect(controllers['decisions']).toEqual(['read']);
    expect(controllers['moderation']).toEqual(['decide']);
    expect(controllers['discussion']).toEqual(['configure']);
    await app.stop();
  });
});

test('the Content Manager is arranged once, never over an administrator’s change', async () => {
  interface Configuration {
    settings: Row;
    metadatas: Record<string, { edit: Row }>;
    layouts: { edit: { name: string }[][]; list: string[] };
  }
  const configurationOf = (app: App) =>
    app.strapi.plugin('content-manager').service('content-types') as unknown as {
      findConfiguration(model: { uid: string }): Promise<Configuration>;
      updateConfiguration(model: { uid: string }, configuration: Configuration): Promise<unknown>;
    };
  const first = await startApp({ keepDatabase: true });
  const model = { uid: UID.article };
  const configuration = await configurationOf(first).findConfiguration(model);
  const shown = configuration.layouts.edit.flat().map(({ name }) => name);
  expect(shown[0]).toBe('headline');
  expect(shown.slice(-2)).toEqual(['datePublished', 'dateModified']);
  for (const later of ['publishAt', 'unpublishAt', 'isAccessibleForFree', 'seo', 'externalId']) {
    expect(shown).not.toContain(later);
  }
  expect(configuration.settings['mainField']).toBe('headline');
  expect(configuration.metadatas['datePublished']!.edit).toMatchObject({
    label: 'First published',
    editable: false,
  });
  configuration.metadatas['headline']!.edit['label'] = 'Title';
  await configurationOf(first).updateConfiguration(model, configuration);
  await first.stop();
  const second = await startApp({ database: first.database });
  const kept = await configurationOf(second).findConfiguration(model);
  expect(kept.metadatas['headline']!.edit['label']).toBe('Title');
  await second.stop();
});

test('keepReplies: false hides the thread of a comment that is not visible', async () => {
  const first = await startApp({ keepDatabase: true });
  const { documentId: articleId } = await writeStory(first);
  const comment = await approvedComment(first, articleId);
  const reply = await postReply(first, comment.documentId);
  await setStatus(first, UID.reply, reply.documentId, 'approved');
  await setStatus(first, UID.comment, comment.documentId, 'rejected');
  expect(await publicCount(first, articleId)).toBe(1);
  await first.stop();

  const second = await startApp({
    database: first.database,
    newsroom: { config: { keepReplies: false } },
  });
  expect(await publicCount(second, articleId)).toBe(0);
  await second.http.get(`/api/replies/${reply.documentId}`).expect(404);
  await setStatus(second, UID.comment, comment.documentId, 'approved');
  expect(await publicCount(second, articleId)).toBe(2);
  await setStatus(second, UID.comment, comment.documentId, 'spam');
  expect(await publicCount(second, articleId)).toBe(0);
  const { body } = await second.http.get(`/api/articles/${articleId}/comments`);
  expect(body.data).toEqual([]);
  expect(await driftOf(second)).toBe(0);
  await second.stop();
});

test('a wrong configuration is refused at boot, by the name of its key', async () => {
  await expect(
    startApp({ newsroom: { config: { discussion: { bodyMax: 'many' } } } }),
  ).rejects.toThrow(/newsroom config: "discussion.bodyMax" must be a number/);
  await expect(startApp({ newsroom: { config: { keepReply: true } } })).rejects.toThrow(
    /"keepReply" is not allowed/,
  );
});

test('PostgreSQL keeps moments in UTC, also in the hour that a clock change repeats', async () => {
  const { code, output } = await run(
    `const env = Object.assign((name, fallback) => process.env[name] ?? fallback, { int: (_, n) => n, bool: (_, b) => b });
     require('./dist/config/database.js').default({ env });
     const pg = require('pg');
     const { prepareValue } = require('pg/lib/utils');
     for (const moment of ['2030-10-27T00:30:00.000Z', '2030-10-27T01:30:00.000Z', '0001-01-01T00:00:00.000Z']) {
       // A column without a zone drops what stands behind the time.
       const stored = prepareValue(new Date(moment)).replace('T', ' ').replace(/[+-]\\d\\d:\\d\\d$/, '');
       const read = pg.types.getTypeParser(1114)(stored).toISOString();
       if (read !== moment) throw new Error(moment + ' came back as ' + read);
     }`,
    { TZ: 'Europe/London', DATABASE_CLIENT: 'postgres' },
  );
  expect({ code, output }).toEqual({ code: 0, output: '' });
});
