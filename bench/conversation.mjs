/** A conversation of any size, written past the hooks, and somebody who asks for it. */
import { Agent, request } from 'node:http';

const BATCH = 100_000;
export const WORDS =
  'The wall has stood since before any of us, and the town has paid for it twice over; let it be mended properly this time.';

/**
 * A story with so many comments, a tenth of them answered three times; everything approved, a second
 * between two of them. Counted by the plugin's own recount.
 */
export async function fillConversation(strapi, comments) {
  const { documentId } = await strapi.documents('plugin::newsroom.article').create({
    data: { headline: `A story with ${comments} comments` },
    status: 'published',
  });
  const isPostgres = strapi.db.dialect.client === 'postgres';
  const moment = (seconds) =>
    isPostgres
      ? `timestamp '2024-01-01' + (${seconds}) * interval '1 second'`
      : `1704067200000 + (${seconds}) * 1000`;
  const [yes, no] = isPostgres ? ['true', 'false'] : ['1', '0'];
  const numbers = (from, to) =>
    isPostgres
      ? `generate_series(${from}, ${to}) as n(i)`
      : `(with recursive n(i) as (select ${from} union all select i + 1 from n where i < ${to}) select i from n) as n`;
  const columns = `article_id, body, author_name, moderation_status, posted_at, reply_count, featured, revision, listed, created_at, updated_at, published_at`;
  const values = (seconds, replies) =>
    `'${documentId}', '${WORDS}', 'Rose Tully', 'approved', ${moment(seconds)}, ${replies}, ${no}, 1, ${yes}, ${moment(seconds)}, ${moment(seconds)}, ${moment(seconds)}`;
  const key = documentId.slice(0, 12);
  for (let from = 0; from < comments; from += BATCH) {
    const to = Math.min(comments, from + BATCH) - 1;
    await strapi.db.connection.raw(
      `insert into newsroom_comments (document_id, ${columns}) select '${key}c' || i, ${values('i', 'case when i % 10 = 0 then 3 else 0 end')} from ${numbers(from, to)}`,
    );
    for (const n of [0, 1, 2]) {
      await strapi.db.connection.raw(
        `insert into newsroom_replies (document_id, thread_id, ${columns}) select '${key}r' || i || 'n${n}', '${key}c' || i, ${values(`i + ${n} + 1`, '0')} from ${numbers(from, to)} where i % 10 = 0`,
      );
    }
  }
  const answered = Math.ceil(comments / 10);
  await strapi.db
    .connection('newsroom_discussions')
    .where({ article_id: documentId })
    .update({ comment_count: comments + 3 * answered, thread_count: comments });
  if (isPostgres) await strapi.db.connection.raw('vacuum analyze');
  return documentId;
}

/** Keeps its connections, and gives back what was answered as JSON. */
export function client(port, sockets = 8, token = null) {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  const once = (method, path, body) =>
    new Promise((resolve, reject) => {
      const outgoing = request(
        {
          port,
          host: '127.0.0.1',
          agent,
          method,
          path,
          headers: {
            'content-type': 'application/json',
            ...(token && { authorization: `Bearer ${token}` }),
          },
        },
        (incoming) => {
          const parts = [];
          incoming.on('data', (part) => parts.push(part));
          incoming.on('end', () => resolve(JSON.parse(Buffer.concat(parts).toString())));
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body && JSON.stringify(body));
    });
  // A server closes connections that were idle; a read is then sent again.
  const send = (method, path, body) =>
    method === 'GET'
      ? once(method, path).catch((error) => {
          if (error.code !== 'ECONNRESET') throw error;
          return once(method, path);
        })
      : once(method, path, body);
  return { send, close: () => agent.destroy() };
}

/** The threads of the comparison (see discussion/threads.mjs): everything approved. */
export async function fillThreads(strapi, threads) {
  const { documentId } = await strapi
    .documents('plugin::newsroom.article')
    .create({ data: { headline: 'A story with comments' }, status: 'published' });
  const knex = strapi.db.connection;
  const answers = new Map();
  for (const { root, parent } of threads) {
    if (parent !== null) answers.set(root, (answers.get(root) ?? 0) + 1);
  }
  const key = documentId.slice(0, 12);
  const ids = [];
  for (const { key: n, parent, root, second } of threads) {
    const moment = 1704067200000 + second * 1000;
    const row = {
      document_id: `${key}${n}`,
      article_id: documentId,
      body: WORDS,
      author_name: 'Rose Tully',
      moderation_status: 'approved',
      posted_at: moment,
      reply_count: parent === null ? (answers.get(n) ?? 0) : 0,
      featured: false,
      revision: 1,
      listed: true,
      created_at: moment,
      updated_at: moment,
      published_at: moment,
    };
    const [{ id }] = await (
      parent === null
        ? knex('newsroom_comments').insert(row)
        : knex('newsroom_replies').insert({ ...row, thread_id: `${key}${root}` })
    ).returning('id');
    ids.push(id);
    if (parent !== null && parent !== root) {
      await knex('newsroom_replies_in_reply_to_lnk').insert({
        reply_id: id,
        inv_reply_id: ids[parent],
      });
    }
  }
  await knex('newsroom_discussions')
    .where({ article_id: documentId })
    .update({
      comment_count: threads.length,
      thread_count: threads.filter(({ parent }) => parent === null).length,
    });
  return documentId;
}
