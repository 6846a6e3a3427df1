/**
 * Makes what a command needs and is not there or not fresh: secrets, the plugin's build, the
 * host's, the admin panel's. Usage: node scripts/prepare.mjs [plugin] [host] [admin]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { ensureSecrets } from './secrets.mjs';

const at = (...parts) => join(root, ...parts);
const PLUGIN = 'src/plugins/newsroom';

const steps = {
  plugin: {
    what: 'the newsroom plugin',
    made: at(PLUGIN, 'dist/server/index.js'),
    from: [at(PLUGIN, 'server/src'), at(PLUGIN, 'admin/src'), at(PLUGIN, 'package.json')],
    run: () => npm('run', 'build:plugin', '--silent'),
  },
  host: {
    what: 'the host',
    made: at('dist/src/index.js'),
    from: [at('config'), at('src/index.ts'), at('tsconfig.json')],
    run: () => bin('typescript/bin/tsc', '-p', 'tsconfig.json'),
  },
  admin: {
    what: 'the admin panel (about a minute)',
    made: at('dist/build/index.html'),
    from: [at('src/admin'), at(PLUGIN, 'admin/src'), at('package.json')],
    run: () => bin('@strapi/strapi/bin/strapi.js', 'build'),
  },
};

function newest(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const run = (command, args) =>
  execFileSync(command, args, {
    cwd: root,
    stdio: ['ignore', process.stderr, 'inherit'],
    env: { ...process.env, STRAPI_TELEMETRY_DISABLED: 'true' },
  });
const npm = (...args) => run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args);
const bin = (path, ...args) => run(process.execPath, [at('node_modules', path), ...args]);

export function prepare(names) {
  ensureSecrets();
  for (const name of names) {
    const step = steps[name];
    if (!step) throw new Error(`There is nothing called "${name}" to prepare.`);
    if (
      existsSync(step.made) &&
      statSync(step.made).mtimeMs >= Math.max(...step.from.map(newest))
    ) {
      continue;
    }
    console.error(`Building ${step.what} …`);
    step.run();
    if (!existsSync(step.made)) throw new Error(`Building ${step.what} left no ${step.made}.`);
  }
}

if (
  process.argv[1] &&
  import.meta.url.endsWith('/scripts/prepare.mjs') &&
  process.argv[1].endsWith('prepare.mjs')
) {
  prepare(process.argv.slice(2));
}
