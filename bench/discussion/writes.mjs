/** How long readers wait for a page while comments are posted and decided on in the same discussion. */
import { setTimeout as pause } from 'node:timers/promises';
import { client } from '../conversation.mjs';
import { withServer } from '../started.mjs';
import { median, milliseconds, quantile } from '../support.mjs';

const COMMENTS = 1_000;
const A_SECOND = 50;
const SECONDS = 20;
/** A reader comes every so many milliseconds, whether or not the one before has been answered. */
const EVERY = 10;

/** Starts `work` at a steady pace until told to stop; what each took. */
async function steadily(every, isOver, work) {
  const running = [];
  const started = performance.now();
  for (let n = 0; !isOver(); n += 1) {
    const due = started + n * every - performance.now();
    if (due > 0) await pause(due);
    running.push(milliseconds(work));
  }
  return Promise.all(running);
}

const forSeconds = (seconds) => {
  const end = performance.now() + seconds * 1000;
  return () => performance.now() > end;
};

export async function writes(report) {
  console.log(
    `\nA page of 20 while ${A_SECOND} comments a second are posted and approved, a reader every ${EVERY} ms, ${SECONDS} s, in ms\n`,
  );
  for (const database of ['sqlite', 'postgres']) {
    await withServer({ database }, async ({ port, ask }) => {
      const readers = client(port, 64);
      const posters = client(port, 64);
      const moderators = client(port, 64, await ask('token'));
      const article = await ask('fill', { comments: COMMENTS });
      const path = `/api/articles/${article}/comments`;
      let decided = 0;
      let isOver = () => false;
      const postAndDecide = async () => {
        const { data } = await posters.send('POST', '/api/comments', {
          data: { article, body: 'Let it be mended properly this time.', authorName: 'Rose Tully' },
        });
        const { meta } = await moderators.send('POST', '/api/moderation/decisions', {
          data: { action: 'approve', items: [{ type: 'comment', documentId: data.documentId }] },
        });
        if (!isOver()) decided += meta.counts.changed ?? 0;
      };
      const read = () => readers.send('GET', path);
      await steadily(EVERY, forSeconds(3), read);
      const quiet = await steadily(EVERY, forSeconds(SECONDS), read);
      await steadily(1000 / A_SECOND, forSeconds(3), postAndDecide);
      decided = 0;
      isOver = forSeconds(SECONDS);
      const [busy, written] = await Promise.all([
        steadily(EVERY, isOver, read),
        steadily(1000 / A_SECOND, isOver, postAndDecide),
      ]);
      readers.close();
      posters.close();
      moderators.close();
      const told = (times) =>
        `median ${median(times).toFixed(1)}, p99 ${quantile(times, 0.99).toFixed(1)}`;
      console.log(`${database}: quiet ${told(quiet)}; busy ${told(busy)}`);
      console.log(
        `  ${(decided / SECONDS).toFixed(0)} comments a second, each posted and approved in ${told(written)}`,
      );
      const ratio = quantile(busy, 0.99) / quantile(quiet, 0.99);
      const bar = ratio <= 3 && decided >= 0.95 * A_SECOND * SECONDS;
      report(`p99 of a page beside writers, ${database}`, `${ratio.toFixed(1)} ×`, '≤ 3 ×', bar);
    });
  }
}
