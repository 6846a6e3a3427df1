/**
 * Runs the smoke suite on every Node that is promised: `npm run test:nodes [20 22 24]`.
 * The one that runs this command uses this folder; every other gets a folder of its own, with this
 * checkout's files, into which that Node installs as anybody's machine would.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { root } from './paths.mjs';

const PROMISED = ['20', '22', '24'];
const versions = process.argv.slice(2).length > 0 ? process.argv.slice(2) : PROMISED;
const unknown = versions.find((version) => !/^\d+(\.\d+)*$/.test(version));
if (unknown) {
  console.error(`"${unknown}" is no version of Node. Usage: npm run test:nodes [20 22 24]`);
  process.exit(2);
}

const run = (command, args, { cwd, env = {} }) =>
  execFileSync(command, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } });

/**
 * With the headers of Node 24.19 and later better-sqlite3 12 makes a module that aborts. The one that
 * it publishes was made before; so is the one that is built here where that cannot be fetched.
 */
const HEADERS = { 24: '24.18.0' };

/** Installs a Node from the npm registry, and says where it and its headers are. */
function installNode(version, folder) {
  const cwd = join(folder, `node-${version}`);
  mkdirSync(cwd);
  writeFileSync(
    join(cwd, 'package.json'),
    JSON.stringify({ private: true, allowScripts: { node: true } }),
  );
  run('npm', ['install', '--no-audit', '--no-fund', '--silent', `node@${version}`], { cwd });
  const holders = ['node_modules', 'node_modules/node/node_modules'].map((path) => join(cwd, path));
  const found = holders
    .filter(existsSync)
    .flatMap((holder) => readdirSync(holder).map((name) => join(holder, name)))
    .find((path) => /node-(bin-)?(linux|darwin)/.test(path) && existsSync(join(path, 'bin/node')));
  if (!found) throw new Error(`npm has installed no Node ${version} for this machine.`);
  return found;
}

/** This checkout's files, what is not committed yet among them. */
function copyCheckout(to) {
  const list = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  for (const path of list.split('\0').filter((one) => one && existsSync(join(root, one)))) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    cpSync(join(root, path), join(to, path));
  }
}

function smoke(version) {
  if (process.versions.node.split('.')[0] === version) {
    run('npm', ['test', '--', 'tests/smoke'], { cwd: root });
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), `newsroom-node-${version}-`));
  try {
    const node = installNode(version, folder);
    const cwd = join(folder, 'checkout');
    copyCheckout(cwd);
    const env = {
      PATH: [join(node, 'bin'), process.env.PATH].join(delimiter),
      // Where no prebuilt SQLite can be fetched, it is built with this Node's own headers.
      npm_config_nodedir: HEADERS[version] ? installNode(HEADERS[version], folder) : node,
    };
    run('node', ['--version'], { cwd, env });
    run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd, env });
    run('npm', ['test', '--', 'tests/smoke'], { cwd, env });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const version of versions) {
  console.error(`\nNode ${version}`);
  try {
    smoke(version);
  } catch (error) {
    // What failed has said so itself.
    console.error(`\nNode ${version}: ${error.message}`);
    process.exit(1);
  }
}
