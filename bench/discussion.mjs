/**
 * The conversation at any size: pages of a discussion with 1,000,000 comments against one with 1,000,
 * in every sort, first, middle, last and around, on SQLite and PostgreSQL, turn by turn in one run.
 * `npm run bench:discussion`
 */
import { median, milliseconds, printMachine, withApp } from './support.mjs';
import { client, fillConversation } from './conversation.mjs';

const LARGE = 1_000_000;
const SMALL = 1_000;
const ROUNDS = 40;
const WARM_UP = 10;
const BAR = 1.5;
const SORTS = ['newest', 'oldest', 'most-replied'];

/** A cursor from the middle or the end of a list, by a page around a comment that stands there. */
async function placesIn(strapi, send, articleId, sort) {
  const path = `/api/articles/${articleId}/comments?limit=20&sort=${sort}`;
  const [column, direction] =
    sort === 'most-replied'
      ? ['reply_count', 'desc']
      : ['posted_at', sort === 'newest' ? 'desc' : 'asc'];
  const at = async (offset) => {
    const row = await strapi.db
      .connection('newsroom_comments')
      .where({ article_id: articleId, listed: true })
      .orderBy(column, direction)
      .orderBy('id', direction)
      .offset(offset)
      .first('document_id');
    return row.document_id;
  };
  const [{ count }] = await strapi.db
    .connection('newsroom_comments')
    .where({ article_id: articleId, listed: true })
    .count({ count: '*' });
  const middle = await at(Math.floor(Number(count) / 2));
  const end = await at(Number(count) - 25);
  const cursorAt = async (around) => {
    const { meta } = await send('GET', `${path}&around=${around}`);
    return meta.pagination.nextCursor;
  };
  return {
    first: path,
    middle: `${path}&cursor=${await cursorAt(middle)}`,
    last: `${path}&cursor=${await cursorAt(end)}`,
    around: `${path}&around=${middle}`,
  };
}

function measure(database) {
  return withApp(database, async (strapi) => {
    const { httpServer } = strapi.server;
    await new Promise((listening) => httpServer.listen(0, '127.0.0.1', listening));
    const { send, close } = client(httpServer.address().port);
    const small = await fillConversation(strapi, SMALL);
    const large = await fillConversation(strapi, LARGE);
    const results = [];
    for (const sort of SORTS) {
      const [few, many] = [
        await placesIn(strapi, send, small, sort),
        await placesIn(strapi, send, large, sort),
      ];
      for (const place of Object.keys(few)) {
        const times = { few: [], many: [] };
        for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
          for (const [name, path] of round % 2
            ? [
                ['few', few[place]],
                ['many', many[place]],
              ]
            : [
                ['many', many[place]],
                ['few', few[place]],
              ]) {
            const time = await milliseconds(async () => {
              const { data } = await send('GET', path);
              if (data.length < 3) throw new Error(`${path}: ${data.length}`);
            });
            if (round >= WARM_UP) times[name].push(time);
          }
        }
        results.push({ sort, place, few: median(times.few), many: median(times.many) });
      }
    }
    close();
    return results;
  });
}

await printMachine();
console.log(`A page of 20 threads with 3 replies each, cache off, median of ${ROUNDS}, in ms\n`);
console.log('| database | sort         | page   | of 1,000 | of 1,000,000 | ratio | bar   |');
console.log('| -------- | ------------ | ------ | -------- | ------------ | ----- | ----- |');
let isMet = true;
for (const database of ['sqlite', 'postgres']) {
  for (const { sort, place, few, many } of await measure(database)) {
    const ratio = many / few;
    isMet &&= ratio <= BAR;
    console.log(
      `| ${database.padEnd(8)} | ${sort.padEnd(12)} | ${place.padEnd(6)} | ${few.toFixed(2).padStart(8)} | ${many.toFixed(2).padStart(12)} | ${ratio.toFixed(2).padStart(5)} | ≤ ${BAR}${ratio <= BAR ? '' : ' !'} |`,
    );
  }
}
process.exit(isMet ? 0 : 1);
