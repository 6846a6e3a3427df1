/** The server's memory while every page of 1,000,000 comments is read in order, with its cache on. */
import { client } from '../conversation.mjs';
import { withServer } from '../started.mjs';

const COMMENTS = 1_000_000;
const MEGABYTE = 2 ** 20;
/** Pages that are read before it is looked at: code is compiled, connections are open. */
const WARM_UP = 500;
const BETWEEN = 500;

export async function memory(report) {
  await withServer({}, async ({ port, ask }) => {
    const { send, close } = client(port);
    const small = await ask('fill', { comments: 1000 });
    const article = await ask('fill', { comments: COMMENTS });
    for (let n = 0; n < WARM_UP; n += 1) {
      await send('GET', `/api/articles/${small}/comments?limit=${1 + (n % 100)}`);
    }
    const before = await ask('memory');
    let cursor = '';
    let [pages, threads, most] = [0, 0, 0];
    do {
      const { data, meta } = await send(
        'GET',
        `/api/articles/${article}/comments?sort=oldest&limit=100${cursor && `&cursor=${cursor}`}`,
      );
      cursor = meta.pagination.nextCursor;
      pages += 1;
      threads += data.length;
      if (pages % BETWEEN === 0) most = Math.max(most, await ask('memory'));
    } while (cursor);
    close();
    if (threads !== COMMENTS) throw new Error(`${threads} threads were read`);
    const grown = (most - before) / MEGABYTE;
    console.log(
      `\n${pages} pages of 100 threads: ${(before / MEGABYTE).toFixed(0)} MB before, ${(most / MEGABYTE).toFixed(0)} MB at the most`,
    );
    report('memory while 1,000,000 are read', `+ ${grown.toFixed(0)} MB`, '≤ 50 MB', grown <= 50);
  });
}
