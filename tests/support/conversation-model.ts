/** A conversation that changes at random, what readers should find in it, and readers who page. */
import type { App } from './app';
import { createToken, db, documents, UID, type Row } from './newsroom';

export const SORTS = ['newest', 'oldest', 'most-replied'] as const;
export type Sort = (typeof SORTS)[number];

export interface Action {
  kind: Kind;
  /** Picks among what there is. */
  pick: number;
}

export const KINDS = [
  ...(['post', 'post', 'reply', 'reply', 'reply', 'approve', 'approve', 'approve'] as const),
  ...(['reject', 'spam', 'hold', 'restore', 'withdraw', 'feature', 'edit', 'delete'] as const),
  ...(['close', 'hide', 'open', 'open', 'open', 'unpublish', 'embargo'] as const),
  ...(['publish', 'publish', 'publish', 'publish'] as const),
] as const;
export type Kind = (typeof KINDS)[number];

export interface Conversation {
  articleId: string;
  /** Threads that readers see, and replies in the last of them. */
  fill: (size: { threads: number; replies: number }) => Promise<void>;
  act: (action: Action) => Promise<void>;
  /** The threads that readers should find, as they should find them; null: no discussion at all. */
  expected: (sort: Sort) => Promise<ExpectedThread[] | null>;
}

export interface ExpectedThread {
  documentId: string;
  tombstone: boolean;
  body: string | null;
  replyCount: number;
  replies: string[];
}

/** Few moments, so that many stand at the same one. */
const moment = (pick: number): string => new Date(Date.UTC(2026, 2, 4, 5, pick % 4)).toISOString();

export async function createConversation(app: App): Promise<Conversation> {
  const token = await createToken(app, 'full-access');
  const article = await documents(app, UID.article).create({
    data: { headline: 'A story that is talked about' },
    status: 'published',
  });
  const articleId = article.documentId as string;
  const importer = app.strapi.plugin('newsroom').service('importer') as unknown as {
    run: <T>(work: () => Promise<T>) => Promise<T>;
  };
  const receipts = new Map<string, string>();
  let words = 0;

  const stored = async (uid: string): Promise<Row[]> =>
    db(app, uid).findMany({
      where: { articleId },
      populate: uid === UID.reply ? ['inReplyTo'] : [],
    });
  const items = async (): Promise<(Row & { type: string })[]> => [
    ...(await stored(UID.comment)).map((item) => ({ ...item, type: 'comment' })),
    ...(await stored(UID.reply)).map((item) => ({ ...item, type: 'reply' })),
  ];
  const one = <T>(list: T[], pick: number): T | undefined => list[pick % Math.max(list.length, 1)];
  const write = (uid: string, data: Row): Promise<Row> => {
    words += 1;
    return importer.run(() =>
      documents(app, uid).create({
        data: { body: `Words, number ${words}.`, authorName: 'Rose Tully', ...data },
      }),
    );
  };

  async function post(pick: number): Promise<void> {
    if (pick % 3 > 0) {
      await write(UID.comment, { articleId, postedAt: moment(pick) });
      return;
    }
    const { body } = await app.http.post('/api/comments').send({
      data: { article: articleId, body: 'Posted by a reader.', authorName: 'Ned Pell' },
    });
    if (body.data) receipts.set(body.data.documentId as string, body.meta.receipt as string);
  }

  async function reply(pick: number): Promise<void> {
    const comment = one(await stored(UID.comment), pick);
    if (!comment) return;
    const others = (await stored(UID.reply)).filter(
      ({ threadId }) => threadId === comment['documentId'],
    );
    const answered = pick % 2 === 0 ? one(others, pick) : undefined;
    await write(UID.reply, {
      comment: comment['documentId'],
      postedAt: moment(pick),
      ...(answered && { inReplyTo: answered['documentId'] }),
    });
  }

  async function decide(action: string, pick: number): Promise<void> {
    const item = one(await items(), pick);
    if (!item) return;
    const { status } = await app.http
      .post('/api/moderation/decisions')
      .auth(token, { type: 'bearer' })
      .send({ data: { action, items: [{ type: item.type, documentId: item['documentId'] }] } });
    expect(status).toBe(200);
  }

  async function onOne(pick: number, change: (uid: string, item: Row) => Promise<unknown>) {
    const item = one(await items(), pick);
    if (item) await change(item.type === 'comment' ? UID.comment : UID.reply, item);
  }

  const configure = (state: string): Promise<unknown> =>
    app.http
      .put(`/api/articles/${articleId}/discussion`)
      .auth(token, { type: 'bearer' })
      .send({ data: { state } });
  const publish = (embargoUntil: string | null): Promise<unknown> =>
    documents(app, UID.article).update({
      documentId: articleId,
      data: { embargoUntil, kicker: `Edition ${(words += 1)}` },
      status: 'published',
    });

  return {
    articleId,

    async fill({ threads, replies }) {
      const moderationStatus = 'approved';
      let last: Row = {};
      for (let n = 0; n < threads; n += 1) {
        last = await write(UID.comment, { articleId, moderationStatus, postedAt: moment(n) });
      }
      const { documentId: comment } = last;
      for (let n = 0; n < replies; n += 1) {
        await write(UID.reply, { comment, moderationStatus, postedAt: moment(n) });
      }
    },

    async act({ kind, pick }) {
      switch (kind) {
        case 'post':
          return post(pick);
        case 'reply':
          return reply(pick);
        case 'edit':
          return onOne(pick, async (uid, { id }) =>
            db(app, uid)
              .update({ where: { id }, data: { body: `Words again, number ${(words += 1)}.` } })
              .catch(() => undefined),
          );
        case 'delete':
          return onOne(pick, (uid, { documentId }) => documents(app, uid).delete({ documentId }));
        case 'withdraw': {
          const receipt = one([...receipts.values()], pick);
          if (receipt) await app.http.delete(`/api/submissions/${receipt}`);
          return;
        }
        case 'close':
        case 'hide':
        case 'open':
          await configure({ close: 'closed', hide: 'hidden', open: 'open' }[kind]);
          return;
        case 'publish':
          await publish(null);
          return;
        case 'unpublish':
          await documents(app, UID.article).unpublish({ documentId: articleId });
          return;
        case 'embargo':
          await publish('2999-01-01T00:00:00.000Z');
          return;
        default:
          return decide(kind, pick);
      }
    },

    /** From statuses alone; `listed` and the counts are what is being tested. */
    async expected(sort) {
      const { state, liveFrom } = await db(app, UID.discussion).findOne({ where: { articleId } });
      if (!liveFrom || +new Date(liveFrom as string) > Date.now()) return null;
      if (state === 'hidden') return [];
      const isApproved = ({ moderationStatus }: Row) => moderationStatus === 'approved';
      const order = (one: Row, other: Row) =>
        +new Date(one['postedAt'] as string) - +new Date(other['postedAt'] as string) ||
        one['id'] - other['id'];
      const replies = (await stored(UID.reply)).filter(isApproved).sort(order);
      const threads = (await stored(UID.comment)).map((comment) => ({
        comment,
        replies: replies.filter(({ threadId }) => threadId === comment['documentId']),
      }));
      const shown = threads.filter(
        ({ comment, replies: answers }) => isApproved(comment) || answers.length > 0,
      );
      shown.sort((one, other) =>
        sort === 'most-replied'
          ? other.replies.length - one.replies.length || other.comment['id'] - one.comment['id']
          : order(one.comment, other.comment) * (sort === 'newest' ? -1 : 1),
      );
      return shown.map(({ comment, replies: answers }) => ({
        documentId: comment['documentId'],
        tombstone: !isApproved(comment),
        body: isApproved(comment) ? comment['body'] : null,
        replyCount: answers.length,
        replies: answers.map(({ documentId }) => documentId as string),
      }));
    },
  };
}

/** A reader who has begun to page, in one direction, and has not come to the end yet. */
export interface Reader {
  sort: Sort;
  direction: 'nextCursor' | 'prevCursor';
  cursor: string | null;
  seen: string[];
  /** Rows that stood where they stand ever since the reader began. */
  stable: Map<string, number>;
}
