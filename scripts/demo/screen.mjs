/** What the demo says on the terminal: progress on stderr, the summary on stdout. */

const WIDTH = 30;

/** A bar on a terminal; elsewhere one line a stage. */
export function createProgress(stream = process.stderr) {
  let stage = null;
  return function show({ what, done, total }) {
    if (stream.isTTY) {
      const filled = Math.round((done / total) * WIDTH);
      const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
      stream.write(`\r${what.padEnd(18)} ${bar} ${done}/${total}${done === total ? '\n' : ''}`);
    } else if (what !== stage) {
      stream.write(`${what} (${total}) …\n`);
    }
    stage = what;
  };
}

const paint = (code) => (text) => (process.stdout.isTTY ? `\u001b[${code}m${text}\u001b[0m` : text);
const bold = paint(1);
const dim = paint(2);

const row = (label, text) => `  ${label.padEnd(16)}${text}`;

/**
 * @param account the administrator who was just created, or null
 * @param hint how to get in without one
 * @param isEmpty whether the database was empty, and has been filled
 */
export function summary({ siteName, site, admin, api, slug, account, hint, isEmpty }) {
  const story = slug && `${api}/articles/by-slug/${slug}`;
  return [
    '',
    bold(`${siteName} is open.`),
    ...(isEmpty ? [] : [dim('The database holds content, so nothing in it was touched.')]),
    '',
    row('Front page', bold(`${site}/index.html`)),
    ...(slug ? [row('A story', `${site}/story.html?slug=${slug}`)] : []),
    '',
    row('Admin panel', bold(admin)),
    ...(account
      ? [
          row('E-mail', account.email),
          row('Password', bold(account.password)),
          row('', dim('Write it down: it is shown this once.')),
        ]
      : hint.map((line) => row('', line))),
    '',
    row('Stories as JSON', `${api}/articles?populate=*`),
    ...(story ? [row('The story', story), row('Its comments', `${story}/comments`)] : []),
    '',
    dim('Stop with Ctrl-C.'),
    '',
  ].join('\n');
}
