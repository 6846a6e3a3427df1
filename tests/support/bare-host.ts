/**
 * A Strapi application that is not ours, in a folder of its own: JavaScript, the template's types of
 * a site that had articles before it had a newsroom, and the packed plugin from its tarball.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(__dirname, '..', '..');
const VERSION = '5.54.0';

export interface Run {
  code: number;
  output: string;
}

export interface BareHost {
  folder: string;
  run(command: string, args: string[], env?: NodeJS.ProcessEnv): Promise<Run>;
  start(env?: NodeJS.ProcessEnv): Promise<RunningHost>;
  remove(): void;
}

export interface RunningHost {
  url: string;
  /** All that it has written to its terminal. */
  output(): string;
  stop(): Promise<void>;
}

const run = (cwd: string, command: string, args: string[], env: NodeJS.ProcessEnv): Promise<Run> =>
  new Promise((done) => {
    execFile(
      command,
      args,
      { cwd, env: { ...cleanEnv(), ...env }, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) =>
        done({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    );
  });

/** Nothing of the test's own surroundings: neither its database nor its environment's name. */
const cleanEnv = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(DATABASE_|JEST_|NODE_ENV|TEST_)/.test(name)),
  ),
  STRAPI_TELEMETRY_DISABLED: 'true',
  FORCE_COLOR: '0',
});

const type = (singularName: string, pluralName: string) => ({
  kind: 'collectionType',
  collectionName: pluralName.replace('-', '_'),
  info: { singularName, pluralName, displayName: `The site's ${singularName}` },
  options: { draftAndPublish: true },
  attributes: { title: { type: 'string' }, section: { type: 'string' } },
});

const factory = (kind: 'Controller' | 'Router' | 'Service', name: string): string =>
  `module.exports = require('@strapi/strapi').factories.createCore${kind}('api::${name}.${name}');\n`;

const apiFiles = (name: string, plural: string): Record<string, string> => ({
  [`src/api/${name}/content-types/${name}/schema.json`]: JSON.stringify(type(name, plural)),
  [`src/api/${name}/controllers/${name}.js`]: factory('Controller', name),
  [`src/api/${name}/routes/${name}.js`]: factory('Router', name),
  [`src/api/${name}/services/${name}.js`]: factory('Service', name),
});

const files = (tarball: string): Record<string, string> => ({
  'package.json': JSON.stringify({
    name: 'a-site',
    private: true,
    version: '1.0.0',
    dependencies: {
      '@strapi/strapi': VERSION,
      '@strapi/plugin-users-permissions': VERSION,
      'better-sqlite3': '12.8.0',
      react: '^18.0.0',
      'react-dom': '^18.0.0',
      'react-router-dom': '^6.0.0',
      'styled-components': '^6.0.0',
      'strapi-plugin-newsroom': `file:${tarball}`,
    },
    allowScripts: { 'better-sqlite3': true },
    strapi: { uuid: false },
  }),
  'config/server.js': `module.exports = ({ env }) => ({ host: '127.0.0.1', port: env.int('PORT'), app: { keys: ['a', 'b'] } });`,
  'config/admin.js': `module.exports = () => ({ auth: { secret: 'a' }, apiToken: { salt: 'b' }, transfer: { token: { salt: 'c' } }, secrets: { encryptionKey: '0123456789abcdef0123456789abcdef' } });`,
  'config/api.js': `module.exports = { rest: { defaultLimit: 25, maxLimit: 100, withCount: true } };`,
  'config/plugins.js': `module.exports = () => ({ 'users-permissions': { config: { jwtSecret: 'd' } } });`,
  'config/middlewares.js': `module.exports = ['strapi::logger', 'strapi::errors', 'strapi::security', 'strapi::cors', 'strapi::poweredBy', 'strapi::query', 'strapi::body', 'strapi::session', 'strapi::favicon', 'strapi::public'];`,
  'config/database.js': `module.exports = ({ env }) => ({ connection: { client: 'sqlite', connection: { filename: require('path').join(__dirname, '..', env('DATABASE_FILENAME', '.tmp/data.db')) }, useNullAsDefault: true } });`,
  'src/index.js': 'module.exports = {};',
  'src/extensions/.gitkeep': '',
  'public/uploads/.gitkeep': '',
  'database/migrations/.gitkeep': '',
  'server.js': `const { createStrapi } = require('@strapi/strapi');
    createStrapi({ appDir: __dirname, distDir: __dirname, autoReload: true, serveAdminPanel: false })
      .start()
      .then((strapi) => console.log('STARTED'), (error) => { console.error(error); process.exit(1); });`,
  ...apiFiles('article', 'articles'),
  ...apiFiles('news-article', 'news-articles'),
});

/** Packs the plugin and installs it into a new application. */
export async function createBareHost(): Promise<BareHost> {
  const folder = mkdtempSync(join(tmpdir(), 'newsroom-bare-host-'));
  const inFolder = (command: string, args: string[], env: NodeJS.ProcessEnv = {}) =>
    run(folder, command, args, env);
  const packed = await run(
    join(root, 'src/plugins/newsroom'),
    'npm',
    ['pack', '--pack-destination', folder],
    {},
  );
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (!tarball) throw new Error(`npm pack has made nothing: ${packed.output}`);
  for (const [path, text] of Object.entries(files(tarball))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const installed = await inFolder('npm', ['install', '--no-audit', '--no-fund']);
  if (installed.code !== 0) throw new Error(`npm install has failed: ${installed.output}`);
  return {
    folder,
    run: inFolder,
    start: (env = {}) => start(folder, env),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let port = 14_300 + (process.pid % 500);

function start(folder: string, env: NodeJS.ProcessEnv): Promise<RunningHost> {
  port += 1;
  const child = spawn(process.execPath, ['server.js'], {
    cwd: folder,
    env: { ...cleanEnv(), PORT: String(port), ...env },
  });
  let output = '';
  const host: RunningHost = {
    url: `http://127.0.0.1:${port}`,
    output: () => output,
    stop: () => stop(child),
  };
  return new Promise((started, failed) => {
    const note = (part: Buffer) => {
      output += part.toString();
      if (output.includes('STARTED')) started(host);
    };
    child.stdout.on('data', note);
    child.stderr.on('data', note);
    child.on('exit', (code) => {
      failed(new Error(`The host has ended with ${String(code)}: ${output}`));
    });
  });
}

const stop = (child: ChildProcess): Promise<void> =>
  new Promise((stopped) => {
    if (child.exitCode !== null) {
      stopped();
      return;
    }
    child.on('exit', () => {
      stopped();
    });
    child.kill('SIGTERM');
  });
