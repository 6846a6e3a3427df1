/** The hooks of comments and replies: transitions, counts, decisions, on every way in. */
import { startApp, type App } from '../support/app';
import {
  approvedComment,
  approvedReply,
  createToken,
  db,
  discussionOf,
  driftOf,
  documents,
  postComment,
  postReply,
  publicCount,
  setStatus,
  UID,
  writeStory,
  type Row,
} from '../support/newsroom';

let app: App;
let token: string;
beforeAll(async () => {
  app = await startApp();
  token = await createToken(app, 'full-access');
});
afterAll(() => app.stop());

const decide = (data: Row) =>
  app.http.post('/api/moderation/decisions').auth(token, { type: 'bearer' }).send({ data });
const decisionsOn = (itemId: string): Promise<Row[]> =>
  db(app, UID.decision).findMany({ where: { itemId }, orderBy: [{ id: 'asc' }] });
const commentRow = (documentId: string): Promise<Row> =>
  db(app, UID.comment).findOne({ where: { documentId } });
const replyRow = (documentId: string): Promise<Row> =>
  db(app, UID.reply).findOne({ where: { documentId } });
const page = async (articleId: string): Promise<Row> =>
  (await app.http.get(`/api/articles/${articleId}/comments?replies=10`)).body;
afterEach(async () => {
  expect(await driftOf(app)).toBe(0);
});

describe('a decision', () => {
  test('moves status, count, revision and log together', async () => {
    const { documentId: articleId } = await writeStory(app);
    const { documentId } = await postComment(app, articleId);
    expect(await publicCount(app, articleId)).toBe(0);
    const { body } = await decide({
      action: 'approve',
      note: 'Good point.',
      items: [{ type: 'comment', documentId, revision: 1 }],
    });
    expect(body).toEqual({
      data: [
        {
          type: 'comment',
          documentId,
          revision: 2,
          moderationStatus: 'approved',
          outcome: 'changed',
        },
      ],
      meta: { counts: { changed: 1 } },
    });
    expect(await publicCount(app, articleId)).toBe(1);
    const row = await commentRow(documentId);
    expect(row['listed']).toBe(true);
    expect(row['moderatedAt']).not.toBeNull();
    expect(row['editedAt']).toBeNull();
    expect(await decisionsOn(documentId)).toEqual([
      expect.objectContaining({
        action: 'approve',
        fromStatus: 'pending',
        toStatus: 'approved',
        note: 'Good point.',
        revision: 1,
        actorType: 'token',
        articleId,
      }),
    ]);
    expect(await discussionOf(app, articleId)).toMatchObject({ lastCommentAt: row['postedAt'] });
  });

  test('on a revision that has changed is a conflict; on nothing, not_found; out of removed, refused', async () => {
    const { documentId: articleId } = await writeStory(app);
    const changed = await postComment(app, articleId);
    await documents(app, UID.comment).update({
      documentId: changed.documentId,
      data: { body: 'Another text.' },
    });
    expect((await commentRow(changed.documentId))['editedAt']).not.toBeNull();
    const removed = await postComment(app, articleId);
    await app.http.delete(`/api/submissions/${removed.receipt}`).expect(200);
    const { body } = await decide({
      action: 'approve',
      items: [
        { type: 'comment', documentId: changed.documentId, revision: 1 },
        { type: 'comment', documentId: 'nowhere' },
        { type: 'comment', documentId: removed.documentId },
        { type: 'reply', documentId: changed.documentId },
      ],
    });
    expect(body.data.map(({ outcome, code }: Row) => [outcome, code])).toEqual([
      ['conflict', 'conflict'],
      ['not_found', 'comment_not_found'],
      ['refused', 'invalid_transition'],
      ['not_found', 'reply_not_found'],
    ]);
    expect(body.data[0].revision).toBe(2);
    expect(body.meta.counts).toEqual({ conflict: 1, not_found: 2, refused: 1 });
    expect(await publicCount(app, articleId)).toBe(0);
  });

  test('said twice changes nothing the second time; another reason does', async () => {
    const { documentId: articleId } = await writeStory(app);
    const { documentId } = await postComment(app, articleId);
    const items = [{ type: 'comment', documentId }];
    const outcome = async (data: Row) => (await decide({ ...data, items })).body.data[0].outcome;
    expect(await outcome({ action: 'reject', reason: 'abusive' })).toBe('changed');
    expect(await outcome({ action: 'reject', reason: 'abusive' })).toBe('unchanged');
    expect(await outcome({ action: 'reject' })).toBe('unchanged');
    expect(await outcome({ action: 'reject', reason: 'off_topic' })).toBe('changed');
    expect((await commentRow(documentId))['rejectionReason']).toBe('off_topic');
    expect(await outcome({ action: 'feature' })).toBe('refused');
    expect(await outcome({ action: 'approve' })).toBe('changed');
    expect((await commentRow(documentId))['rejectionReason']).toBeNull();
    expect(await outcome({ action: 'feature' })).toBe('changed');
    expect(await outcome({ action: 'feature' })).toBe('unchanged');
    expect(await outcome({ action: 'hold' })).toBe('changed');
    expect((await commentRow(documentId))['featured']).toBe(false);
    expect((await decisionsOn(documentId)).map(({ action }) => action)).toEqual([
      'reject',
      'reject',
      'approve',
      'feature',
      'hold',
    ]);
  });

  test('is taken back by restore, one after the other', async () => {
    const { documentId: articleId } = await writeStory(app);
    const { documentId } = await postComment(app, articleId);
    const items = [{ type: 'comment', documentId }];
    await decide({ action: 'reject', reason: 'hate', items });
    await decide({ action: 'approve', items });
    const restored = async () => {
      const { body } = await decide({ action: 'restore', items });
      const { rejectionReason } = await commentRow(documentId);
      return [body.data[0].outcome, body.data[0].moderationStatus, rejectionReason];
    };
    expect(await restored()).toEqual(['changed', 'rejected', 'hate']);
    expect(await restored()).toEqual(['changed', 'pending', null]);
    expect(await restored()).toEqual(['refused', 'pending', null]);
    expect(await publicCount(app, articleId)).toBe(0);
  });
});

describe('counts', () => {
  test('are what a reader can open, tombstones apart', async () => {
    const { documentId: articleId } = await writeStory(app);
    const comment = await approvedComment(app, articleId);
    const first = await approvedReply(app, comment.documentId);
    const second = await approvedReply(app, comment.documentId, { inReplyTo: first.documentId });
    await postReply(app, comment.documentId);
    expect(await publicCount(app, articleId)).toBe(3);
    expect((await commentRow(comment.documentId))['replyCount']).toBe(2);
    expect((await replyRow(first.documentId))['replyCount']).toBe(1);

    await setStatus(app, UID.comment, comment.documentId, 'rejected');
    expect(await publicCount(app, articleId)).toBe(2);
    const { data, meta } = await page(articleId);
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({ tombstone: true, body: null, authorName: null, replyCount: 2 });
    expect(data[0].replies.map((reply: Row) => reply['inReplyTo'])).toEqual([
      null,
      { documentId: first.documentId, authorName: 'Ned Pell' },
    ]);
    expect(meta.pagination.total).toBe(1);

    await setStatus(app, UID.reply, first.documentId, 'spam');
    expect((await page(articleId))['data'][0].replies).toEqual([
      expect.objectContaining({ documentId: second.documentId, inReplyTo: null }),
    ]);
    await setStatus(app, UID.reply, second.documentId, 'pending');
    expect(await publicCount(app, articleId)).toBe(0);
    expect((await page(articleId))['data']).toEqual([]);
    expect((await discussionOf(app, articleId))['lastCommentAt']).toBeNull();
  });

  test('are right after fifty decisions on one comment at once', async () => {
    const { documentId: articleId } = await writeStory(app);
    const { documentId } = await postComment(app, articleId);
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const { body } = await decide({
          action: 'approve',
          items: [{ type: 'comment', documentId }],
        });
        return body.data[0].outcome as string;
      }),
    );
    expect(outcomes.filter((outcome) => outcome === 'changed')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'unchanged')).toHaveLength(49);
    expect(await decisionsOn(documentId)).toHaveLength(1);
    expect(await publicCount(app, articleId)).toBe(1);
  });

  test('are right after many opposite decisions on a whole thread at once', async () => {
    const { documentId: articleId } = await writeStory(app);
    const comment = await approvedComment(app, articleId);
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => postReply(app, comment.documentId)),
    );
    const actions = ['approve', 'reject', 'hold', 'spam', 'approve'] as const;
    await Promise.all(
      actions.flatMap((action) => [
        decide({ action, items: [{ type: 'comment', documentId: comment.documentId }] }),
        ...replies.map(({ documentId }) =>
          decide({ action, items: [{ type: 'reply', documentId }] }),
        ),
      ]),
    );
    const { data, meta } = await page(articleId);
    const readable = data.flatMap((thread: Row) => [
      ...(thread['tombstone'] ? [] : [thread]),
      ...thread['replies'],
    ]);
    expect(meta.discussion.commentCount).toBe(readable.length);
    const changes = await db(app, UID.decision).findMany({ where: { articleId } });
    const revisions = await Promise.all(replies.map(({ documentId }) => replyRow(documentId)));
    const moves = revisions.reduce((sum, { revision }) => sum + (revision as number) - 1, 0);
    expect(changes.filter(({ itemType }) => itemType === 'reply')).toHaveLength(moves);
  });
});

describe('every way in obeys the same rules', () => {
  test('db.query: update, updateMany, delete, deleteMany, createMany', async () => {
    const { documentId: articleId } = await writeStory(app);
    const [one, two, three] = await Promise.all([1, 2, 3].map(() => postComment(app, articleId)));
    const comments = db(app, UID.comment);
    await comments.updateMany({ where: { articleId }, data: { moderationStatus: 'approved' } });
    expect(await publicCount(app, articleId)).toBe(3);
    const reply = await approvedReply(app, one!.documentId);
    expect(await comments.deleteMany({ where: { articleId } })).toEqual({ count: 3 });
    // The one with a reply keeps its place; the others are gone.
    expect(await comments.count({ where: { articleId } })).toBe(1);
    expect(await commentRow(one!.documentId)).toMatchObject({
      moderationStatus: 'removed',
      listed: true,
      replyCount: 1,
    });
    expect(await publicCount(app, articleId)).toBe(1);
    await db(app, UID.reply).delete({ where: { documentId: reply.documentId } });
    await comments.delete({ where: { documentId: one!.documentId } });
    expect(await comments.count({ where: { articleId } })).toBe(0);
    for (const { documentId } of [two!, three!]) {
      expect((await decisionsOn(documentId)).map(({ action }) => action)).toEqual([
        'approve',
        'remove',
      ]);
    }
    await comments.createMany({
      data: [1, 2].map((n) => ({ articleId, body: `Number ${n}`, authorName: 'Site' })),
    });
    expect(await comments.count({ where: { articleId, moderationStatus: 'pending' } })).toBe(2);
  });

  test('documents: delete keeps the thread, clone says the words anew', async () => {
    const { documentId: articleId } = await writeStory(app);
    const comment = await approvedComment(app, articleId, { authorEmail: 'rose@example.org' });
    const reply = await approvedReply(app, comment.documentId);
    await documents(app, UID.comment).delete({ documentId: comment.documentId });
    expect(await commentRow(comment.documentId)).toMatchObject({ moderationStatus: 'removed' });
    const { entries } = await documents(app, UID.reply).clone({ documentId: reply.documentId });
    const copy = await replyRow(entries[0].documentId);
    expect(copy).toMatchObject({ moderationStatus: 'pending', listed: false, receiptHash: null });
    expect(await publicCount(app, articleId)).toBe(1);
  });

  test('a restore with hooks off deletes and writes rows as they are', async () => {
    const { documentId: articleId } = await writeStory(app);
    const comment = await approvedComment(app, articleId);
    await approvedReply(app, comment.documentId);
    const before = await commentRow(comment.documentId);
    const { lifecycles } = app.strapi.db;
    lifecycles.disable();
    try {
      await db(app, UID.comment).deleteMany({ where: { articleId } });
      expect(await commentRow(comment.documentId)).toBeNull();
      await db(app, UID.comment).create({ data: before });
    } finally {
      lifecycles.enable();
    }
    expect(await commentRow(comment.documentId)).toEqual(before);
  });

  test('what the machine keeps is refused, and so is a change of place', async () => {
    const { documentId: articleId } = await writeStory(app);
    const other = await writeStory(app);
    const { documentId } = await approvedComment(app, articleId);
    const before = await commentRow(documentId);
    const forged: Row[] = [
      { postedAt: '2001-01-01T00:00:00.000Z' },
      { replyCount: 99 },
      { listed: false },
      { receiptHash: 'mine' },
      { articleId: other['documentId'] },
    ];
    for (const data of forged) {
      await expect(documents(app, UID.comment).update({ documentId, data })).rejects.toMatchObject({
        details: { code: 'unknown_field' },
      });
      await expect(
        db(app, UID.comment).updateMany({ where: { documentId }, data }),
      ).rejects.toMatchObject({ details: { code: 'unknown_field' } });
    }
    await expect(
      documents(app, UID.comment).update({ documentId, data: { revision: 7, body: 'Late.' } }),
    ).rejects.toMatchObject({ details: { code: 'conflict' } });
    expect(await commentRow(documentId)).toEqual(before);
  });

  test('bad text is refused on every way in', async () => {
    const { documentId: articleId } = await writeStory(app);
    const create = (data: Row) =>
      documents(app, UID.comment).create({
        data: { articleId, authorName: 'A', body: 'Fine.', ...data },
      });
    await expect(create({ body: ' \u200b ' })).rejects.toMatchObject({
      details: { code: 'body_required' },
    });
    await expect(create({ body: 'x'.repeat(5001) })).rejects.toMatchObject({
      details: { code: 'body_too_long' },
    });
    await expect(create({ authorName: 'n'.repeat(81) })).rejects.toMatchObject({
      details: { code: 'name_too_long' },
    });
    await expect(create({ articleId: 'nowhere' })).rejects.toMatchObject({
      details: { code: 'article_not_found' },
    });
    const kept = await create({ body: 'One\r\ntwo\u202e\u0007 three' });
    expect(kept.body).toBe('One\ntwo three');
  });

  test('a failure after the change takes the whole change back', async () => {
    const { documentId: articleId } = await writeStory(app);
    const { documentId } = await postComment(app, articleId);
    const before = await commentRow(documentId);
    const stop = app.strapi.db.lifecycles.subscribe({
      models: [UID.comment],
      afterUpdate() {
        throw new Error('the disk is full');
      },
    });
    await expect(
      db(app, UID.comment).update({
        where: { documentId },
        data: { moderationStatus: 'approved' },
      }),
    ).rejects.toThrow('the disk is full');
    stop();
    expect(await commentRow(documentId)).toEqual(before);
    expect(await decisionsOn(documentId)).toEqual([]);
    expect(await publicCount(app, articleId)).toBe(0);
  });
});

describe('a site’s own hooks', () => {
  test('see what is posted and decided as Strapi would show it, and may write to it', async () => {
    const seen: Row[] = [];
    const stop = app.strapi.db.lifecycles.subscribe({
      models: [UID.comment, UID.reply],
      beforeCreate: ({ params }: Row) => void (params['data'].externalId = 'by a hook'),
      afterCreate: ({ result }: Row) => void seen.push(result as Row),
      beforeUpdate: ({ params }: Row) => void (params['data'].signals = [{ rule: 'theirs' }]),
      afterUpdate: ({ result }: Row) => void seen.push(result as Row),
    });
    const { documentId: articleId } = await writeStory(app);
    const comment = await approvedComment(app, articleId);
    const reply = await postReply(app, comment.documentId);
    await app.http
      .post('/api/moderation/decisions')
      .auth(token, { type: 'bearer' })
      .send({
        data: { action: 'approve', items: [{ type: 'reply', documentId: reply.documentId }] },
      })
      .expect(200);
    stop();
    for (const [uid, { documentId }] of [
      [UID.comment, comment],
      [UID.reply, reply],
    ] as const) {
      const stored = await db(app, uid).findOne({ where: { documentId } });
      expect(stored).toMatchObject({ externalId: 'by a hook', signals: [{ rule: 'theirs' }] });
      const [created, decided] = seen.filter((row) => row['documentId'] === documentId);
      expect(Object.keys(created!).sort()).toEqual(Object.keys(stored).sort());
      const pending = { moderationStatus: 'pending', listed: false, signals: null, revision: 1 };
      const changed = {
        replyCount: 0,
        moderatedAt: null,
        updatedAt: stored!['createdAt'],
        // Strapi's documents move it with each update.
        publishedAt: created!['publishedAt'],
      };
      expect(created).toEqual({ ...stored, ...pending, ...changed });
      expect(decided).toMatchObject({ ...stored, replyCount: 0 });
    }
  });
});

describe('modes', () => {
  test('resolve discussion > section > sections above > site', async () => {
    const parent = await documents(app, UID.section).create({
      data: { name: 'Sport', moderationMode: 'postmoderate' },
    });
    const section = await documents(app, UID.section).create({
      data: { name: 'Sailing', parent: parent.documentId, moderationMode: 'inherit' },
    });
    const { documentId: articleId } = await writeStory(app, { section: section.documentId });
    const open = await postComment(app, articleId);
    expect(open.moderationStatus).toBe('approved');
    expect(await publicCount(app, articleId)).toBe(1);
    expect(await decisionsOn(open.documentId)).toEqual([
      expect.objectContaining({ action: 'create', toStatus: 'approved', actorType: 'policy' }),
    ]);
    const configure = (data: Row) =>
      app.http
        .put(`/api/articles/${articleId}/discussion`)
        .auth(token, { type: 'bearer' })
        .send({ data });
    await configure({ moderationMode: 'premoderate' }).expect(200);
    expect((await postComment(app, articleId)).moderationStatus).toBe('pending');
    await configure({ moderationMode: 'trusted' }).expect(200);
    expect((await postComment(app, articleId)).moderationStatus).toBe('pending');
  });

  test('follow the section that readers know the story in, not its draft’s', async () => {
    const open = await documents(app, UID.section).create({
      data: { name: 'Open', moderationMode: 'postmoderate' },
    });
    const careful = await documents(app, UID.section).create({
      data: { name: 'Careful', moderationMode: 'premoderate' },
    });
    const { documentId } = await writeStory(app, { section: open.documentId });
    await documents(app, UID.article).update({
      documentId,
      data: { section: careful.documentId },
    });
    expect((await postComment(app, documentId)).moderationStatus).toBe('approved');
    await documents(app, UID.article).publish({ documentId });
    expect((await postComment(app, documentId)).moderationStatus).toBe('pending');
  });

  test('a section cannot be its own parent', async () => {
    const one = await documents(app, UID.section).create({ data: { name: 'One' } });
    const two = await documents(app, UID.section).create({
      data: { name: 'Two', parent: one.documentId },
    });
    await expect(
      documents(app, UID.section).update({
        documentId: one.documentId,
        data: { parent: two.documentId },
      }),
    ).rejects.toMatchObject({ details: { code: 'section_loop' } });
  });
});

describe('a discussion', () => {
  const configure = (articleId: string, data: Row) =>
    app.http
      .put(`/api/articles/${articleId}/discussion`)
      .auth(token, { type: 'bearer' })
      .send({ data });
  const submit = (article: string) =>
    app.http
      .post('/api/comments')
      .send({ data: { article, body: 'Hello there.', authorName: 'R' } });

  test('that is closed, past its closing date, or hidden takes no comments', async () => {
    const { documentId: articleId } = await writeStory(app);
    const comment = await approvedComment(app, articleId);
    const refused = async (): Promise<[number, string]> => {
      const { status, body } = await submit(articleId);
      return [status, body.error?.details.code];
    };
    await configure(articleId, { state: 'closed' }).expect(200);
    expect(await refused()).toEqual([403, 'discussion_closed']);
    expect(await publicCount(app, articleId)).toBe(1);
    await configure(articleId, { state: 'open', closesAt: new Date(Date.now() - 1000) }).expect(
      200,
    );
    expect(await refused()).toEqual([403, 'discussion_closed']);
    await configure(articleId, { state: 'hidden', closesAt: null }).expect(200);
    expect(await refused()).toEqual([403, 'discussion_hidden']);
    expect(await publicCount(app, articleId)).toBe(0);
    expect((await page(articleId))['data']).toEqual([]);
    await app.http.get(`/api/comments/${comment.documentId}`).expect(404);
    await configure(articleId, { state: 'open' }).expect(200);
    expect(await publicCount(app, articleId)).toBe(1);
  });

  test('is never deleted by hand', async () => {
    const { documentId: articleId } = await writeStory(app);
    await expect(db(app, UID.discussion).delete({ where: { articleId } })).rejects.toMatchObject({
      details: { code: 'invalid_transition' },
    });
    await expect(
      db(app, UID.discussion).deleteMany({ where: { articleId } }),
    ).rejects.toMatchObject({
      details: { code: 'invalid_transition' },
    });
    expect(await discussionOf(app, articleId)).not.toBeNull();
  });
});

describe('the log', () => {
  test('gives a poller every decision once, in order, while others decide', async () => {
    const { documentId: articleId } = await writeStory(app);
    const posted = await Promise.all(Array.from({ length: 30 }, () => postComment(app, articleId)));
    const seen: string[] = [];
    let after: string | undefined;
    const poll = async () => {
      const { body } = await app.http
        .get('/api/moderation/decisions')
        .query({ limit: 7, ...(after ? { after } : {}) })
        .auth(token, { type: 'bearer' });
      seen.push(...body.data.map(({ documentId }: Row) => documentId as string));
      after = body.meta.pagination.nextCursor;
      return body.data.length as number;
    };
    while ((await poll()) > 0);
    const start = seen.length;
    const deciding = Promise.all(
      posted.map(({ documentId }) =>
        decide({ action: 'approve', items: [{ type: 'comment', documentId }] }),
      ),
    );
    for (let round = 0; round < 10; round += 1) await poll();
    await deciding;
    while ((await poll()) > 0);
    expect(seen.length - start).toBe(30);
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('the queue', () => {
  test('holds comments and replies in one list, walked by cursor in both orders', async () => {
    const { documentId: articleId } = await writeStory(app);
    const comment = await approvedComment(app, articleId);
    const waiting: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      waiting.push((await postComment(app, articleId)).documentId);
      waiting.push((await postReply(app, comment.documentId)).documentId);
    }
    // Equal moments must not make the walk skip or repeat.
    for (const table of ['newsroom_comments', 'newsroom_replies']) {
      await app.strapi.db
        .connection(table)
        .where({ article_id: articleId, moderation_status: 'pending' })
        .update({ posted_at: new Date('2026-01-01T00:00:00.000Z') });
    }
    for (const sort of ['oldest', 'newest']) {
      const walked: string[] = [];
      let cursor: string | null = null;
      do {
        const { body }: { body: Row } = await app.http
          .get('/api/moderation/queue')
          .query({ article: articleId, sort, limit: 3, ...(cursor ? { cursor } : {}) })
          .auth(token, { type: 'bearer' });
        walked.push(...body['data'].map(({ documentId }: Row) => documentId as string));
        cursor = body['meta'].pagination.nextCursor;
      } while (cursor);
      expect(walked).toHaveLength(10);
      expect(new Set(walked)).toEqual(new Set(waiting));
    }
    const { body } = await app.http
      .get(`/api/moderation/items/reply/${waiting[1]!}`)
      .auth(token, { type: 'bearer' });
    expect(body.data).toMatchObject({
      type: 'reply',
      moderationStatus: 'pending',
      article: { documentId: articleId },
      comment: { documentId: comment.documentId },
      decisions: [],
    });
  });
});

test('an import says neither what is listed nor how many replied, and a new time moves the last voice', async () => {
  const { documentId: articleId } = await writeStory(app);
  const importer = app.strapi.plugin('newsroom').service('importer') as unknown as {
    run<T>(work: () => Promise<T>): Promise<T>;
  };
  const data = { articleId, body: 'From the old site.', authorName: 'Rose Tully' };
  const { documentId } = await importer.run(() =>
    documents(app, UID.comment).create({ data: { ...data, listed: true, replyCount: 9 } }),
  );
  const stored = await db(app, UID.comment).findOne({ where: { documentId } });
  expect(stored).toMatchObject({ listed: false, replyCount: 0, moderationStatus: 'pending' });
  await setStatus(app, UID.comment, documentId as string, 'approved');
  const postedAt = '2019-05-04T10:00:00.000Z';
  await importer.run(() => documents(app, UID.comment).update({ documentId, data: { postedAt } }));
  const { lastCommentAt } = await discussionOf(app, articleId as string);
  expect(new Date(lastCommentAt as string).toISOString()).toBe(postedAt);
});

test('a reply in two threads is refused', async () => {
  const { documentId: article } = await writeStory(app);
  const threads = [
    await approvedComment(app, article as string),
    await approvedComment(app, article as string),
  ];
  const rows = await db(app, UID.comment).findMany({
    where: { documentId: { $in: threads.map(({ documentId }) => documentId) } },
  });
  const connect = rows.map(({ id }) => ({ id: id as number }));
  await expect(
    db(app, UID.reply).create({
      data: { comment: { connect }, body: 'I agree.', authorName: 'Ned' },
    }),
  ).rejects.toMatchObject({ details: { code: 'invalid_field' } });
});
