/**
 * What publishing a story costs with 0 and with 100,000 comments under it, turn by turn in one run.
 * Bar: at most 1.3 × the time, on both databases. `npm run bench:publish`
 */
import { median, milliseconds, printMachine, withApp } from './support.mjs';

const COMMENTS = 100_000;
const BATCH = 500;
const ROUNDS = 60;
const WARM_UP = 5;
const BAR = 1.3;

async function writeComments(strapi, articleId) {
  const postedAt = new Date();
  for (let done = 0; done < COMMENTS; done += BATCH) {
    const rows = Array.from({ length: BATCH }, (_, n) => ({
      document_id: `bench${done + n}`,
      article_id: articleId,
      body: `Comment ${done + n}`,
      author_name: 'A reader',
      moderation_status: 'approved',
      listed: true,
      reply_count: 0,
      revision: 1,
      posted_at: postedAt,
      published_at: postedAt,
      created_at: postedAt,
      updated_at: postedAt,
    }));
    await strapi.db.connection('newsroom_comments').insert(rows);
  }
  await strapi.plugin('newsroom').service('discussions').recount();
}

function measure(client) {
  return withApp(client, async (strapi) => {
    const articles = strapi.documents('plugin::newsroom.article');
    const write = (headline) =>
      articles.create({
        data: {
          headline,
          body: [{ type: 'paragraph', children: [{ type: 'text', text: 'Some words.' }] }],
          credits: [{ name: 'Ada Voss' }, { name: 'Bo Ray' }],
          print: { publication: 'The Harbour Ledger' },
        },
        status: 'published',
      });
    const quiet = await write('Nobody has commented');
    const busy = await write('Everybody has commented');
    await writeComments(strapi, busy.documentId);
    const times = { quiet: [], busy: [] };
    const publish = async (name, { documentId }, round) => {
      const time = await milliseconds(() => articles.publish({ documentId }));
      if (round >= WARM_UP) times[name].push(time);
      // What Strapi's events load after the commit belongs to no measurement.
      await new Promise((resolve) => setTimeout(resolve, 15));
    };
    for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
      // Each goes first every other time.
      const turn = [() => publish('quiet', quiet, round), () => publish('busy', busy, round)];
      if (round % 2) turn.reverse();
      for (const take of turn) await take();
    }
    return { quiet: median(times.quiet), busy: median(times.busy) };
  });
}

await printMachine();
console.log(`Publish, median of ${ROUNDS}, in ms\n`);
console.log('| database   | no comments | 100,000 comments | ratio | bar    |');
console.log('| ---------- | ----------- | ---------------- | ----- | ------ |');
let isMet = true;
for (const client of ['sqlite', 'postgres']) {
  const { quiet, busy } = await measure(client);
  const ratio = busy / quiet;
  isMet &&= ratio <= BAR;
  console.log(
    `| ${client.padEnd(10)} | ${quiet.toFixed(1).padStart(11)} | ${busy.toFixed(1).padStart(16)} | ${ratio.toFixed(2).padStart(5)} | ≤ ${BAR}${ratio <= BAR ? '  ' : ' !'} |`,
  );
}
process.exit(isMet ? 0 : 1);
