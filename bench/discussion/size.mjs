/**
 * Pages of a discussion with 1,000,000 comments against pages of one with 1,000: in every sort, first,
 * middle, last and around, turn by turn; and how many statements a page takes.
 */
import { client } from '../conversation.mjs';
import { withServer } from '../started.mjs';
import { median, milliseconds } from '../support.mjs';

const LARGE = 1_000_000;
const SMALL = 1_000;
const ROUNDS = 40;
const WARM_UP = 10;
const SORTS = ['newest', 'oldest', 'most-replied'];
const ORDER = {
  newest: ['posted_at', 'desc'],
  oldest: ['posted_at', 'asc'],
  'most-replied': ['reply_count', 'desc'],
};

/** A page from each part of a list. */
async function placesIn({ ask, send }, articleId, size, sort) {
  const path = `/api/articles/${articleId}/comments?limit=20&sort=${sort}`;
  const [column, direction] = ORDER[sort];
  const at = async (offset) => {
    const [{ document_id: documentId }] = await ask('rows', {
      sql: `select document_id from newsroom_comments where article_id = '${articleId}' order by ${column} ${direction}, id ${direction} limit 1 offset ${offset}`,
    });
    return documentId;
  };
  const middle = await at(size / 2);
  const cursorAt = async (around) =>
    (await send('GET', `${path}&around=${around}`)).meta.pagination.nextCursor;
  return {
    first: path,
    middle: `${path}&cursor=${await cursorAt(middle)}`,
    last: `${path}&cursor=${await cursorAt(await at(size - 25))}`,
    around: `${path}&around=${middle}`,
  };
}

async function compared(send, few, many) {
  const times = { few: [], many: [] };
  for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
    const turn = [
      ['few', few],
      ['many', many],
    ];
    for (const [name, path] of round % 2 ? turn : turn.reverse()) {
      const time = await milliseconds(async () => {
        const { data } = await send('GET', path);
        if (data.length < 3) throw new Error(`${path}: ${data.length}`);
      });
      if (round >= WARM_UP) times[name].push(time);
    }
  }
  return { few: median(times.few), many: median(times.many) };
}

/** The most statements on the plugin's tables that one of the pages takes. */
async function mostStatements({ ask, send }, paths) {
  const counts = [];
  for (const path of paths) {
    const before = await ask('statements');
    await send('GET', path);
    counts.push((await ask('statements')) - before);
  }
  return Math.max(...counts);
}

export async function size(report) {
  console.log(`A page of 20 threads with 3 replies each, cache off, median of ${ROUNDS}, in ms\n`);
  console.log('| database | sort         | page   | of 1,000 | of 1,000,000 | ratio |');
  console.log('| -------- | ------------ | ------ | -------- | ------------ | ----- |');
  for (const database of ['sqlite', 'postgres']) {
    const config = { 'discussion.cacheMegabytes': 0 };
    await withServer({ database, config }, async ({ port, ask }) => {
      const { send, close } = client(port);
      const small = await ask('fill', { comments: SMALL });
      const large = await ask('fill', { comments: LARGE });
      const ratios = [];
      const pages = [];
      for (const sort of SORTS) {
        const few = await placesIn({ ask, send }, small, SMALL, sort);
        const many = await placesIn({ ask, send }, large, LARGE, sort);
        for (const place of Object.keys(few)) {
          const found = await compared(send, few[place], many[place]);
          const ratio = found.many / found.few;
          ratios.push(ratio);
          pages.push(few[place], many[place]);
          const cells = [
            database.padEnd(8),
            sort.padEnd(12),
            place.padEnd(6),
            found.few.toFixed(2).padStart(8),
            found.many.toFixed(2).padStart(12),
            ratio.toFixed(2).padStart(5),
          ];
          console.log(`| ${cells.join(' | ')} |`);
        }
      }
      // A permalink to a reply takes the most.
      const reply = `${large.slice(0, 12)}r500000n1`;
      pages.push(`/api/articles/${large}/comments?around=${reply}`);
      const statements = await mostStatements({ ask, send }, pages);
      close();
      report(`statements for a page, ${database}`, statements, '≤ 5', statements <= 5);
      const worst = Math.max(...ratios);
      report(
        `1,000,000 against 1,000, ${database}`,
        `${worst.toFixed(2)} ×`,
        '≤ 1.5 ×',
        worst <= 1.5,
      );
    });
  }
}
