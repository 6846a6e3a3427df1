/** The README says what is so: its examples, word for word, its configuration table, its links. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { codesTable } from '../support/codes-table';
import { configurationTable } from '../support/configuration-table';
import { startApp, type App } from '../support/app';
import { clearPictures, fillNewsroom } from '../support/demo';
import { createToken } from '../support/newsroom';

const root = resolve(__dirname, '..', '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** The examples of «The API» and «GraphQL»: what to run, and what comes back. */
function examples(): { command: string; answer: string }[] {
  const parts = readme.split(/^## /m);
  const section = ['The API', 'GraphQL']
    .map((title) => parts.find((part) => part.startsWith(`${title}\n`))!)
    .join('');
  const blocks = [...section.matchAll(/```sh\n(.*?)```\s+```json\n(.*?)```/gs)];
  return blocks.map(([, command, answer]) => ({ command: command!, answer: answer! }));
}

const SEPARATOR = '--- next example ---';

/** All commands in one shell, as somebody would type them; what each printed. */
function runAll(env: Record<string, string>): Promise<string[]> {
  const script = examples()
    .map(({ command }) => `${command}\necho; echo '${SEPARATOR}'`)
    .join('\n');
  return new Promise((done, fail) => {
    execFile(
      'bash',
      ['-e', '-c', script],
      { cwd: mkdtempSync(join(tmpdir(), 'newsroom-readme-')), env: { ...process.env, ...env } },
      (error, stdout, stderr) => {
        if (error) fail(new Error(`${error.message}\n${stdout}\n${stderr}`));
        else done(stdout.split(SEPARATOR).slice(0, -1));
      },
    );
  });
}

const REST = '…';

/** Whether an answer is what an example says; `…` stands for anything, as a key or an end for more. */
function expectLike(answer: unknown, example: unknown, path = ''): void {
  if (example === REST) return;
  if (Array.isArray(example)) {
    expect({ path, isArray: Array.isArray(answer) }).toEqual({ path, isArray: true });
    const list = answer as unknown[];
    const isOpen = example.at(-1) === REST;
    const shown = isOpen ? example.slice(0, -1) : example;
    if (!isOpen) expect({ path, length: list.length }).toEqual({ path, length: shown.length });
    shown.forEach((one, n) => expectLike(list[n], one, `${path}[${n}]`));
    return;
  }
  if (typeof example === 'object' && example !== null) {
    const { [REST]: isOpen, ...shown } = example as Record<string, unknown>;
    const given = (answer ?? {}) as Record<string, unknown>;
    for (const [key, value] of Object.entries(shown))
      expectLike(given[key], value, `${path}.${key}`);
    if (!isOpen) {
      expect({ path, keys: Object.keys(given).sort() }).toEqual({
        path,
        keys: Object.keys(shown).sort(),
      });
    }
    return;
  }
  expect({ path, value: answer }).toEqual({ path, value: example });
}

describe('the examples', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp();
    await fillNewsroom(app.strapi);
    await new Promise<void>((listening) => app.server.listen(0, '127.0.0.1', listening));
  }, 120_000);
  afterAll(async () => {
    await clearPictures(app);
    await app.stop();
  });

  test('answer what the README says', async () => {
    const { port } = app.server.address() as AddressInfo;
    const printed = await runAll({
      API: `http://127.0.0.1:${port}/api`,
      GRAPHQL: `http://127.0.0.1:${port}/graphql`,
      TOKEN: await createToken(app, 'full-access'),
    });
    const all = examples();
    expect(all.length).toBeGreaterThanOrEqual(13);
    expect(printed).toHaveLength(all.length);
    all.forEach(({ command, answer }, n) => {
      expectLike(JSON.parse(printed[n]!), JSON.parse(answer), command.split('\n').at(-2));
    });
  });
});

const cells = (text: string): string => text.replace(/[ -]+/g, ' ').trim();

test('the table of codes is that of the catalogue', () => {
  const [, table] = /<!-- codes:begin -->\n(.*?)<!-- codes:end -->/s.exec(readme)!;
  expect(cells(table!)).toBe(cells(codesTable()));
});

test('the configuration table is that of the schema', () => {
  const [, table] = /<!-- configuration:begin -->\n(.*?)<!-- configuration:end -->/s.exec(readme)!;
  expect(cells(table!)).toBe(cells(configurationTable()));
});

test('every file and folder that is named exists', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) => path!);
  const folders = [
    ...readme.matchAll(
      /`((?:content-types|publishing|discussion|moderation|http|storage)\/[\w./-]*)`/g,
    ),
  ].map(([, path]) => join('src/plugins/newsroom/server/src', path!));
  const tests = [...readme.matchAll(/`([\w-]+\.test\.ts)`/g)].map(([, name]) =>
    join('tests/integration', name!),
  );
  const missing = [...links, ...folders, ...tests].filter((path) => !existsSync(join(root, path)));
  expect(missing).toEqual([]);
});
