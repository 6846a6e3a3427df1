/**
 * `npm run demo`: builds what is missing, fills an empty database with the demo newsroom, starts.
 * A database that holds content is started as it is.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  createFirstAdministrator,
  EMAIL,
  hasAdministrator,
  hasDemoAdministrator,
} from './demo/administrator.mjs';
import { FRONT_PAGE } from './demo/content.mjs';
import { fillNewsroom, holdsContent } from './demo/fill.mjs';
import { portProblem } from './demo/port.mjs';
import { createProgress, summary } from './demo/screen.mjs';
import { root } from './paths.mjs';
import { prepare } from './prepare.mjs';

const INTERRUPTED = 130;
const ARTICLE = 'plugin::newsroom.article';

// Over plain HTTP, as a demo is, a production server would refuse to set its session cookie.
process.env.NODE_ENV = 'development';
process.env.STRAPI_TELEMETRY_DISABLED = 'true';
// Strapi looks for .env in the working directory.
process.chdir(root);

/** Strapi with the host's configuration: what it needs for that is built in seconds. */
function configure() {
  prepare(['plugin', 'host']);
  // Only now, because it reads .env as it is loaded; and as CommonJS, like the plugins do.
  const { createStrapi } = createRequire(import.meta.url)('@strapi/strapi');
  const strapi = createStrapi({ appDir: root, distDir: join(root, 'dist') });
  strapi.log.level = process.env.LOG_LEVEL ?? 'warn';
  strapi.config.set('server.logger.startup.enabled', false);
  strapi.config.set('admin.autoOpen', false);
  return strapi;
}

/** Built as for production: `npm start` takes the same build. */
function prepareAdmin() {
  process.env.NODE_ENV = 'production';
  prepare(['admin']);
  process.env.NODE_ENV = 'development';
}

async function fill(strapi) {
  try {
    await fillNewsroom(strapi, { onProgress: createProgress() });
  } catch (cause) {
    const message = `${reasonOf(cause)}\nNo story was written, so the demo can be run again.`;
    throw new Error(message, { cause });
  }
}

async function accountHint(strapi) {
  if (await hasDemoAdministrator(strapi)) {
    return [
      `The password of ${EMAIL} was shown when it was created. To set another:`,
      'npx strapi admin:reset-user-password',
    ];
  }
  return (await hasAdministrator(strapi))
    ? ['Sign in with your own account.']
    : ['It asks you to register the first administrator.'];
}

/** Node's error for a host with two addresses that both refuse has no message, only a code. */
const reasonOf = ({ message, code }) => message || code;

/** A story to look at first: the demo's front page, or the newest of a newsroom's own. */
async function slugToShow(strapi) {
  const published = { publishedAt: { $notNull: true }, embargoUntil: { $null: true } };
  const find = (where) =>
    strapi.db.query(ARTICLE).findOne({
      select: ['slug'],
      where: { ...published, ...where },
      orderBy: [{ displayDate: 'desc' }],
    });
  const story = (await find({ slug: FRONT_PAGE })) ?? (await find({}));
  return story?.slug ?? null;
}

const apiOf = ({ config }) =>
  config.get('server.absoluteUrl') +
  config.get('api.rest.prefix') +
  config.get('plugin::newsroom.restPrefix');

async function demo() {
  const strapi = configure();
  const problem = await portProblem(strapi.config.get('server'));
  if (problem) throw new Error(problem);
  prepareAdmin();

  // Strapi's way of stopping waits for the transaction. To leave at once rolls it back.
  const leave = () => process.exit(INTERRUPTED);
  const SIGNALS = ['SIGINT', 'SIGTERM'];
  for (const signal of SIGNALS) process.prependListener(signal, leave);
  await openNewsroom(strapi);
  for (const signal of SIGNALS) process.off(signal, leave);
}

async function openNewsroom(strapi) {
  console.error('Starting Strapi …');
  await strapi.load();
  const isEmpty = !(await holdsContent(strapi));
  if (isEmpty) await fill(strapi);
  await strapi.start();
  const hint = await accountHint(strapi);
  const slug = await slugToShow(strapi);
  // Last of all: a password that was made and not shown would be lost.
  const account = isEmpty ? await createFirstAdministrator(strapi) : null;
  console.log(
    summary({
      siteName: strapi.config.get('plugin::newsroom.siteName'),
      site: strapi.config.get('server.absoluteUrl'),
      admin: strapi.config.get('admin.absoluteUrl'),
      api: apiOf(strapi),
      slug,
      account,
      hint,
      isEmpty,
    }),
  );
}

demo().catch((error) => {
  // A build that Ctrl-C has stopped.
  if (error.signal === 'SIGINT') process.exit(INTERRUPTED);
  console.error(`\nThe demo cannot start. ${reasonOf(error)}`);
  if (process.env.DEBUG) console.error(error);
  process.exit(1);
});
