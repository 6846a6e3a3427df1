/** What leaves the plugin of comments, replies, decisions and discussions. */
import fc from 'fast-check';
import { defaultConfig } from '../../src/plugins/newsroom/server/src/config';
import {
  presentArticleStub,
  presentDecision,
  presentDiscussion,
  presentDiscussionMeta,
  presentQueued,
  presentReply,
  presentSubmission,
  presentSubmitted,
  presentThread,
  withoutIds,
} from '../../src/plugins/newsroom/server/src/api/presenters';
import {
  MODERATION_STATUSES,
  type ModerationStatus,
} from '../../src/plugins/newsroom/server/src/names';
import type {
  DecisionRow,
  DiscussionRow,
  ItemRow,
  ReplyRow,
} from '../../src/plugins/newsroom/server/src/rows';

const PRIVATE = 'never to be seen';
const AT = '2024-05-01T12:00:00.000Z';
const ARTICLE = { documentId: 'story', slug: 'late', headline: 'Late' };

const item = (fields: Partial<ReplyRow> = {}): ReplyRow =>
  ({
    id: 9,
    documentId: 'c1',
    articleId: 'story',
    body: 'Hear, hear',
    authorName: 'Ann',
    moderationStatus: 'approved',
    postedAt: new Date(AT),
    editedAt: null,
    moderatedAt: AT,
    replyCount: 2,
    featured: true,
    revision: 3,
    listed: true,
    authorEmail: PRIVATE,
    commenter: null,
    signals: null,
    ipHash: PRIVATE,
    userAgent: PRIVATE,
    rejectionReason: null,
    receiptHash: PRIVATE,
    externalId: PRIVATE,
    ...fields,
  }) as unknown as ReplyRow;

const discussion = (fields: Partial<DiscussionRow> = {}): DiscussionRow =>
  ({
    id: 9,
    articleId: 'story',
    state: 'open',
    moderationMode: 'inherit',
    closesAt: null,
    liveFrom: AT,
    commentCount: 3,
    lastCommentAt: AT,
    revision: 5,
    ...fields,
  }) as DiscussionRow;

const decision = (fields: Partial<DecisionRow> = {}): DecisionRow =>
  ({
    id: 9,
    documentId: 'd1',
    itemType: 'comment',
    itemId: 'c1',
    articleId: 'story',
    action: 'reject',
    fromStatus: 'pending',
    toStatus: 'rejected',
    reason: 'off_topic',
    revision: 3,
    actorType: 'administrator',
    actorId: 'admin-document-id',
    actorName: 'Edith',
    decidedAt: AT,
    position: 7,
    ...fields,
  }) as DecisionRow;

describe('a discussion', () => {
  const inFuture = new Date(Date.now() + 60_000);

  test('says how many comments readers can open, and how late the last is', () => {
    expect(presentDiscussion(discussion())).toEqual({
      state: 'open',
      commentCount: 3,
      closesAt: null,
      lastCommentAt: AT,
    });
  });

  test.each<[string, DiscussionRow | undefined]>([
    ['hidden', discussion({ state: 'hidden' })],
    ['of an embargoed story', discussion({ liveFrom: inFuture })],
    ['of a draft', discussion({ liveFrom: null })],
    ['that is not there yet', undefined],
  ])('%s gives nothing away', (_, given) => {
    expect(presentDiscussion(given)).toMatchObject({ commentCount: 0, lastCommentAt: null });
  });

  test.each<[Partial<DiscussionRow>, boolean]>([
    [{}, true],
    [{ closesAt: inFuture }, true],
    [{ closesAt: AT }, false],
    [{ state: 'closed' }, false],
    [{ state: 'hidden' }, false],
  ])('with %j accepts comments: %s', (fields, accepts) => {
    expect(presentDiscussionMeta(discussion(fields), defaultConfig).acceptsComments).toBe(accepts);
  });

  test('tells a form what it must know', () => {
    expect(presentDiscussionMeta(discussion(), defaultConfig)).toEqual({
      state: 'open',
      acceptsComments: true,
      commentCount: 3,
      closesAt: null,
      notice: defaultConfig.discussion.notice,
      guidelinesUrl: null,
      rules: { bodyMin: 2, bodyMax: 5000, nameMax: 80, email: 'optional' },
      revision: 5,
    });
  });
});

describe('a thread', () => {
  test('shows its comment and its replies', () => {
    expect(presentThread({ comment: item(), replies: [item({ documentId: 'r1' })] })).toEqual({
      documentId: 'c1',
      body: 'Hear, hear',
      authorName: 'Ann',
      postedAt: AT,
      editedAt: null,
      featured: true,
      replyCount: 2,
      tombstone: false,
      replies: [expect.objectContaining({ documentId: 'r1', body: 'Hear, hear' })],
    });
  });

  test.each(MODERATION_STATUSES.filter((status) => status !== 'approved'))(
    'keeps a neutral place for a comment that is %s',
    (moderationStatus) => {
      const comment = item({ moderationStatus, editedAt: AT, rejectionReason: 'hate' });
      expect(presentThread({ comment, replies: [item({ documentId: 'r1' })] })).toEqual({
        documentId: 'c1',
        body: null,
        authorName: null,
        postedAt: AT,
        editedAt: null,
        featured: false,
        replyCount: 2,
        tombstone: true,
        replies: [expect.objectContaining({ body: 'Hear, hear' })],
      });
    },
  );
});

describe('a reply', () => {
  test('says whom it answers', () => {
    const inReplyTo = item({ documentId: 'r1', authorName: 'Bob' });
    expect(presentReply(item({ inReplyTo })).inReplyTo).toEqual({
      documentId: 'r1',
      authorName: 'Bob',
    });
  });

  test.each<[string, ReplyRow | null | undefined]>([
    ['the comment', null],
    ['nobody known', undefined],
    ['what cannot be seen', item({ documentId: 'r1', authorName: PRIVATE, listed: false })],
  ])('answers %s: null', (_, inReplyTo) => {
    expect(presentReply(item({ inReplyTo: inReplyTo ?? null })).inReplyTo).toBeNull();
  });
});

describe('to its author', () => {
  test.each<[ModerationStatus, string]>([
    ['approved', 'approved'],
    ['pending', 'pending'],
    ['rejected', 'pending'],
    ['spam', 'pending'],
    ['removed', 'pending'],
  ])('a new text that is %s is %s', (moderationStatus, shown) => {
    expect(
      presentSubmitted({ type: 'comment', item: item({ moderationStatus }), receipt: 'secret' }),
    ).toEqual({
      data: {
        documentId: 'c1',
        body: 'Hear, hear',
        authorName: 'Ann',
        postedAt: AT,
        moderationStatus: shown,
      },
      meta: { receipt: 'secret' },
    });
  });

  const shown = (moderationStatus: ModerationStatus, decisions: Partial<DecisionRow>[]) => {
    const own = presentSubmission(
      {
        type: 'comment',
        item: item({
          moderationStatus,
          rejectionReason: moderationStatus === 'rejected' ? 'off_topic' : null,
        }),
        decisions: decisions.map(decision),
      },
      ARTICLE,
    );
    return [own.moderationStatus, own.reason];
  };
  const policy = { actorType: 'policy' };

  test.each<[string, ModerationStatus, Partial<DecisionRow>[], [string, string | null]]>([
    ['approved', 'approved', [{ toStatus: 'approved' }], ['approved', null]],
    ['not judged yet', 'pending', [], ['pending', null]],
    ['rejected by a person: with the reason', 'rejected', [{}], ['rejected', 'off_topic']],
    ['called spam by a person', 'spam', [{ toStatus: 'spam' }], ['spam', null]],
    ['rejected by a rule', 'rejected', [policy], ['pending', null]],
    ['called spam by a rule', 'spam', [{ ...policy, toStatus: 'spam' }], ['pending', null]],
    ['approved by a rule', 'approved', [{ ...policy, toStatus: 'approved' }], ['approved', null]],
    [
      'rejected by a person after a rule: the newest decision counts',
      'rejected',
      [{ fromStatus: 'spam' }, { ...policy, toStatus: 'spam' }],
      ['rejected', 'off_topic'],
    ],
    [
      'rejected by a rule after a person',
      'rejected',
      [policy, { fromStatus: 'rejected', toStatus: 'pending' }],
      ['pending', null],
    ],
    ['withdrawn', 'removed', [{ toStatus: 'removed' }, policy], ['removed', null]],
  ])('%s', (_, status, decisions, expected) => {
    expect(shown(status, decisions)).toEqual(expected);
  });

  test('a person’s other reason for what a rule rejected is a person’s decision', () => {
    expect(shown('rejected', [{ fromStatus: 'rejected' }, policy])).toEqual([
      'rejected',
      'off_topic',
    ]);
  });

  test('no verdict of a rule shows elsewhere', () => {
    const own = presentSubmission(
      {
        type: 'comment',
        item: item({ moderationStatus: 'rejected', rejectionReason: 'hate' }),
        decisions: [decision({ actorType: 'policy', evidence: PRIVATE })],
      },
      undefined,
    );
    expect(JSON.stringify(own)).not.toMatch(/rejected|hate|seen|policy/);
    expect(own.article).toBeNull();
  });
});

describe('to a moderator', () => {
  const commenter = {
    id: 9,
    identityKey: PRIVATE,
    displayName: PRIVATE,
    approvedCount: 4,
    rejectedCount: 1,
    bannedUntil: new Date(AT),
  } as unknown as ItemRow['commenter'] & object;

  test('a reply comes with what it answers, and its author’s record', () => {
    const reply = item({
      comment: item({ documentId: 'c0', moderationStatus: 'rejected' }),
      inReplyTo: item({ documentId: 'r0' }),
      commenter,
      signals: [{ check: 'links' }],
    });
    expect(presentQueued({ type: 'reply', item: reply }, ARTICLE)).toMatchObject({
      type: 'reply',
      revision: 3,
      article: ARTICLE,
      comment: { documentId: 'c0', moderationStatus: 'rejected', body: 'Hear, hear' },
      inReplyTo: { documentId: 'r0' },
      signals: [{ check: 'links' }],
      commenter: { approvedCount: 4, rejectedCount: 1, bannedUntil: AT },
    });
  });

  test('a comment of a guest, on a story that is gone', () => {
    expect(presentQueued({ type: 'comment', item: item() }, undefined)).toMatchObject({
      article: { documentId: 'story', slug: null, headline: null },
      comment: null,
      inReplyTo: null,
      signals: [],
      commenter: null,
      rejectionReason: null,
    });
  });

  test('a decision says who, from, to, why and when', () => {
    expect(presentDecision(decision())).toEqual({
      documentId: 'd1',
      item: { type: 'comment', documentId: 'c1' },
      articleId: 'story',
      action: 'reject',
      from: 'pending',
      to: 'rejected',
      reason: 'off_topic',
      note: null,
      evidence: null,
      revision: 3,
      actor: { type: 'administrator', id: 'admin-document-id', name: 'Edith' },
      policyVersion: null,
      restores: null,
      decidedAt: AT,
    });
  });
});

test('nothing private leaves, and no numeric id', () => {
  const whole = item({ comment: item(), inReplyTo: item(), commenter: null });
  const answers = [
    presentDiscussion(discussion()),
    presentDiscussionMeta(discussion(), defaultConfig),
    presentThread({ comment: whole, replies: [whole] }),
    presentSubmitted({ type: 'reply', item: whole, receipt: 'secret' }),
    presentSubmission({ type: 'reply', item: whole, decisions: [decision()] }, ARTICLE),
    presentQueued({ type: 'reply', item: whole }, ARTICLE),
    presentArticleStub({ ...ARTICLE, internalNote: PRIVATE } as never),
  ];
  const text = JSON.stringify(answers);
  expect(text).not.toContain(PRIVATE);
  expect(text).not.toMatch(/"id":/);
});

describe('without ids', () => {
  test('takes them out at every depth, and nothing else', () => {
    const at = new Date(AT);
    expect(
      withoutIds({
        id: 1,
        documentId: 'a',
        at,
        idea: 2,
        credits: [{ id: 3, author: { id: 4, name: 'Ann' } }, null],
        none: null,
      }),
    ).toEqual({
      documentId: 'a',
      at,
      idea: 2,
      credits: [{ author: { name: 'Ann' } }, null],
      none: null,
    });
  });

  test.each([null, 5, 'id', true, undefined])('%s stays', (value) => {
    expect(withoutIds(value)).toBe(value);
  });

  const shape = (...keys: string[]) =>
    fc.object({
      key: fc.constantFrom(...keys),
      values: [fc.integer(), fc.constant(null), fc.boolean()],
      maxDepth: 5,
    });

  test('whatever the shape', () => {
    fc.assert(
      fc.property(shape('id', 'ids', 'documentId', 'name'), (value) => {
        expect(JSON.stringify(withoutIds(value))).not.toContain('"id":');
      }),
    );
  });

  test('what has none stays as it is', () => {
    fc.assert(
      fc.property(shape('ids', 'documentId', 'name'), (value) => {
        expect(withoutIds(value)).toEqual(value);
      }),
    );
  });
});
