/**
 * The conversation, read in pages: both ways, from anywhere, while it changes. Readers page as it does,
 * and miss nothing that stood still; after every change a walk finds just what may be seen, and counts
 * say how much that is.
 */
import fc from 'fast-check';
import { startApp, type App } from '../support/app';
import {
  createConversation,
  KINDS,
  SORTS,
  type Conversation,
  type Reader,
  type Sort,
} from '../support/conversation-model';
import { driftOf, type Row } from '../support/newsroom';

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_103);
const RUNS = Number(process.env['CONVERSATIONS'] ?? 6);
const LENGTH = 40;

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

const page = async (articleId: string, query: string): Promise<Row> => {
  const { body, status } = await app.http.get(`/api/articles/${articleId}/comments?${query}`);
  return { ...body, status };
};

/** Every thread of a list, page by page from its start. */
async function walk(articleId: string, sort: Sort, limit: number): Promise<Row[]> {
  const found: Row[] = [];
  let cursor: string | null = null;
  do {
    const more: string = cursor ? `&cursor=${cursor}` : '';
    const { data, meta } = await page(articleId, `sort=${sort}&limit=${limit}&replies=10${more}`);
    found.push(...(data as Row[]));
    cursor = meta.pagination.nextCursor as string | null;
  } while (cursor);
  return found;
}

let unkept = 0;

/** The same question in words that nobody has used before, so that no kept answer is given. */
async function fresh(articleId: string, query: string): Promise<Row> {
  unkept += 1;
  return page(articleId, `${query}${'&'.repeat(unkept)}`);
}

async function checkWalks({ articleId, expected }: Conversation): Promise<void> {
  for (const sort of SORTS) {
    const threads = await expected(sort);
    const query = `sort=${sort}&limit=100&replies=10`;
    const kept = await page(articleId, query);
    expect(await fresh(articleId, query)).toEqual(kept);
    const { status, data, meta } = kept;
    if (threads === null) {
      expect(status).toBe(404);
      continue;
    }
    const found = sort === 'newest' ? await walk(articleId, sort, 3) : (data as Row[]);
    const told = found.map(({ documentId, tombstone, body, replyCount, replies }) => ({
      documentId,
      tombstone,
      body,
      replyCount,
      replies: (replies as Row[]).map((reply) => reply['documentId'] as string),
    }));
    expect(told).toEqual(threads.map((one) => ({ ...one, replies: one.replies.slice(0, 10) })));
    const count = threads.reduce(
      (sum, { tombstone, replies }) => sum + Number(!tombstone) + replies.length,
      0,
    );
    expect(meta.discussion.commentCount).toBe(count);
    expect(meta.pagination.total).toBe(threads.length);
  }
}

/** What a row is sorted by; another one and it has moved. */
const keyOf = ({ replyCount }: { replyCount: number }, sort: Sort): number =>
  sort === 'most-replied' ? replyCount : 0;

async function begin({ articleId, expected }: Conversation, pick: number): Promise<Reader | null> {
  const sort = SORTS[pick % 3]!;
  const threads = await expected(sort);
  if (!threads || threads.length < 3) return null;
  const isBack = pick % 2 === 0;
  const end = threads.at(-1)!.documentId;
  const query = isBack ? `around=${end}&limit=1` : 'limit=2';
  const { data, meta } = await page(articleId, `sort=${sort}&${query}`);
  const direction = isBack ? 'prevCursor' : 'nextCursor';
  return {
    sort,
    direction,
    cursor: meta.pagination[direction] as string | null,
    seen: (data as Row[]).map(({ documentId }) => documentId as string),
    stable: new Map(threads.map((thread) => [thread.documentId, keyOf(thread, sort)])),
  };
}

/** Another page; a conversation that is not shown has none, and the reader tries again later. */
async function goOn(reader: Reader, { articleId, expected }: Conversation): Promise<void> {
  const threads = await expected(reader.sort);
  const now = new Map((threads ?? []).map((thread) => [thread.documentId, thread]));
  for (const [documentId, key] of reader.stable) {
    const thread = now.get(documentId);
    if (!thread || keyOf(thread, reader.sort) !== key) reader.stable.delete(documentId);
  }
  if (!reader.cursor || !threads || threads.length === 0) return;
  const { data, meta, status } = await page(
    articleId,
    `sort=${reader.sort}&limit=2&cursor=${reader.cursor}`,
  );
  expect(status).toBe(200);
  const found = (data as Row[]).map(({ documentId }) => documentId as string);
  reader.seen.push(...(reader.direction === 'prevCursor' ? found.reverse() : found));
  reader.cursor = meta.pagination[reader.direction] as string | null;
}

function checkReader({ seen, stable, cursor }: Reader): void {
  const times = (documentId: string): number => seen.filter((one) => one === documentId).length;
  const wrong = [...stable.keys()].filter(
    (documentId) => times(documentId) > 1 || (cursor === null && times(documentId) !== 1),
  );
  expect(wrong).toEqual([]);
}

const action = fc.record({ kind: fc.constantFrom(...KINDS), pick: fc.nat(1000) });

test('while it changes, a walk finds what may be seen, and readers miss and repeat nothing that stood still', async () => {
  let finished = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(action, { minLength: LENGTH, maxLength: LENGTH }),
      async (actions) => {
        const conversation = await createConversation(app);
        await conversation.fill({ threads: 9, replies: 3 });
        let readers: Reader[] = [];
        for (const one of actions) {
          await conversation.act(one);
          await checkWalks(conversation);
          for (const reader of readers) {
            await goOn(reader, conversation);
            checkReader(reader);
          }
          finished += readers.filter(({ cursor }) => cursor === null).length;
          readers = readers.filter(({ cursor }) => cursor !== null);
          const reader = await begin(conversation, one.pick);
          if (reader) readers.push(reader);
        }
      },
    ),
    { seed: SEED, numRuns: RUNS, endOnFailure: true },
  );
  expect(finished).toBeGreaterThan(RUNS * 5);
  expect(await driftOf(app)).toBe(0);
});

describe('around', () => {
  let conversation: Conversation;
  beforeAll(async () => {
    conversation = await createConversation(app);
    await conversation.fill({ threads: 23, replies: 12 });
  });

  test.each(SORTS)(
    'a comment, sorted by %s, opens the page that holds it, and leads both ways',
    async (sort) => {
      const { articleId, expected } = conversation;
      const threads = (await expected(sort))!;
      expect(threads.length).toBeGreaterThan(20);
      for (const { documentId } of threads) {
        const opened = await page(articleId, `sort=${sort}&limit=5&around=${documentId}`);
        const ids = (data: Row[]): string[] => data.map((one) => one['documentId'] as string);
        let all = ids(opened['data'] as Row[]);
        expect(all).toHaveLength(5);
        expect(all).toContain(documentId);
        let { nextCursor, prevCursor } = opened['meta'].pagination as Record<string, string | null>;
        while (nextCursor) {
          const next = await page(articleId, `sort=${sort}&limit=5&cursor=${nextCursor}`);
          all = [...all, ...ids(next['data'] as Row[])];
          nextCursor = next['meta'].pagination.nextCursor;
        }
        while (prevCursor) {
          const previous = await page(articleId, `sort=${sort}&limit=5&cursor=${prevCursor}`);
          all = [...ids(previous['data'] as Row[]), ...all];
          prevCursor = previous['meta'].pagination.prevCursor;
        }
        expect(all).toEqual(threads.map((one) => one.documentId));
      }
    },
  );

  test('a reply opens its thread, with the replies around it', async () => {
    const { articleId, expected } = conversation;
    const thread = (await expected('newest'))!.find(({ replies }) => replies.length > 6)!;
    for (const reply of thread.replies) {
      const { data } = await page(articleId, `limit=3&replies=3&around=${reply}`);
      const opened = (data as Row[]).find(({ documentId }) => documentId === thread.documentId)!;
      const shown = (opened['replies'] as Row[]).map(({ documentId }) => documentId);
      expect(shown).toHaveLength(3);
      expect(shown).toContain(reply);
      const { body } = await app.http.get(
        `/api/comments/${thread.documentId}/replies?limit=4&around=${reply}`,
      );
      const around = (body.data as Row[]).map(({ documentId }) => documentId as string);
      expect(around).toContain(reply);
      const at = thread.replies.indexOf(around[0]!);
      expect(around).toEqual(thread.replies.slice(at, at + 4));
      const { nextCursor, prevCursor } = body.meta.pagination;
      expect([prevCursor !== null, nextCursor !== null]).toEqual([
        at > 0,
        at + 4 < thread.replies.length,
      ]);
    }
  });

  test('what is not there, not to be seen, or another’s, is not found; both ways at once is no query', async () => {
    const { articleId, expected } = conversation;
    const [first] = (await expected('newest'))!;
    const other = await createConversation(app);
    await other.act({ kind: 'post', pick: 1 });
    const codeOf = async (path: string): Promise<unknown> => {
      const { status, body } = await app.http.get(`/api${path}`);
      return [status, body.error?.details.code];
    };
    const pending = (await app.strapi.db
      .query('plugin::newsroom.comment')
      .findOne({ where: { articleId: other.articleId } })) as Row;
    const comments = `/articles/${articleId}/comments`;
    for (const id of ['nothing', pending['documentId'] as string, articleId]) {
      expect(await codeOf(`${comments}?around=${id}`)).toEqual([404, 'comment_not_found']);
    }
    const theirs = `/articles/${other.articleId}/comments?around=${first!.documentId}`;
    expect(await codeOf(theirs)).toEqual([404, 'comment_not_found']);
    const replies = `/comments/${first!.documentId}/replies?around=${first!.documentId}`;
    expect(await codeOf(replies)).toEqual([404, 'reply_not_found']);
    const { meta } = await page(articleId, 'limit=2');
    const both = `${comments}?around=${first!.documentId}&cursor=${meta.pagination.nextCursor as string}`;
    expect(await codeOf(both)).toEqual([400, 'invalid_query']);
  });
});
