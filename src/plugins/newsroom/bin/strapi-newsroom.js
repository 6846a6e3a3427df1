#!/usr/bin/env node
/**
 * `strapi-newsroom recount`, in a Strapi application's folder: counts every discussion anew from
 * what is stored, and mends what differs. Run it after `strapi import`, `strapi transfer` or SQL of
 * your own. On PostgreSQL readers and writers need not stop; SQLite takes one writing process at a time.
 */
'use strict';

const { SingleBar } = require('cli-progress');

const USAGE = 'Usage: strapi-newsroom recount';

async function main([command, ...rest]) {
  if (command !== 'recount' || rest.length > 0) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const { compileStrapi, createStrapi } = load('@strapi/strapi');
  const strapi = createStrapi(await compileStrapi());
  strapi.log.level = 'warn';
  await strapi.load();
  try {
    const service = strapi.plugin('newsroom')?.service('discussions');
    if (!service) throw new Error('This application does not have the newsroom plugin.');
    const { discussions, drift } = await withProgress((tell) => service.recount(tell));
    console.log(
      `${discussions} discussions counted anew; ${drift === 0 ? 'nothing differed (drift 0)' : `${drift} rows differed and have been mended`}.`,
    );
  } finally {
    await strapi.destroy();
  }
}

/** A bar on a terminal; elsewhere, in logs, nothing. */
async function withProgress(work) {
  if (!process.stderr.isTTY) return work(() => undefined);
  const bar = new SingleBar({
    stream: process.stderr,
    format: '{bar} {percentage}% | {value} of {total} rows | {eta_formatted} left',
    hideCursor: true,
  });
  try {
    return await work((done, total) => {
      if (!bar.isActive) bar.start(total, 0);
      bar.update(done);
    });
  } finally {
    bar.stop();
  }
}

/** The application's own Strapi, wherever this file is installed. */
const load = (name) => require(require.resolve(name, { paths: [process.cwd()] }));

main(process.argv.slice(2)).then(
  () => process.exit(),
  (error) => {
    console.error(`The recount has failed: ${error.message}`);
    process.exit(1);
  },
);
