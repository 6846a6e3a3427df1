/** One change of a comment or reply, decided on what is stored. */
import { settleChange } from '../../src/plugins/newsroom/server/src/moderation/change';
import type { ItemRow } from '../../src/plugins/newsroom/server/src/rows';
import type { WriteScope } from '../../src/plugins/newsroom/server/src/storage/scope';
import type { Data } from '../../src/plugins/newsroom/server/src/strapi';

const NOW = new Date('2024-05-01T12:00:00Z');

const STORED = {
  documentId: 'c1',
  body: 'As typed',
  authorName: 'Ann',
  moderationStatus: 'pending',
  rejectionReason: null,
  featured: false,
  revision: 3,
} as ItemRow;

const REJECTED = { moderationStatus: 'rejected', rejectionReason: 'off_topic' } as const;

/** What is written, and what decision that is. */
function settle(stored: Partial<ItemRow>, data: Data, scope?: Partial<WriteScope>) {
  const written = { ...data };
  const change = settleChange(
    { ...STORED, ...stored },
    written,
    scope && { operation: 'decide', ...scope },
    NOW,
  );
  return { written, change };
}

const coded = (code: string): unknown =>
  expect.objectContaining({ details: expect.objectContaining({ code }) });

describe('revision and moments', () => {
  test.each<[string, Partial<ItemRow>, Data, Data]>([
    ['another body', {}, { body: 'Other' }, { revision: 4, editedAt: NOW }],
    ['another name', {}, { authorName: 'Bob' }, { revision: 4, editedAt: NOW }],
    [
      'another status',
      {},
      { moderationStatus: 'approved' },
      { revision: 4, moderatedAt: NOW, rejectionReason: null },
    ],
    [
      'body and status together',
      {},
      { body: 'Other', moderationStatus: 'approved' },
      { revision: 4, editedAt: NOW, moderatedAt: NOW },
    ],
    ['featuring', { moderationStatus: 'approved' }, { featured: true }, { moderatedAt: NOW }],
    ['another reason', REJECTED, { rejectionReason: 'hate' }, { moderatedAt: NOW }],
    ['the same words', {}, { body: 'As typed', authorName: 'Ann' }, {}],
    ['a private field', {}, { authorEmail: 'ann@example.org' }, {}],
  ])('%s', (_, stored, data, moved) => {
    const { written } = settle(stored, data);
    expect(written).toMatchObject(moved);
    for (const field of ['revision', 'editedAt', 'moderatedAt'].filter((one) => !(one in moved))) {
      expect(written).not.toHaveProperty(field);
    }
  });

  test('an erasure empties the text without calling it edited', () => {
    const data = { moderationStatus: 'removed', body: '', authorName: '' };
    const { written, change } = settle({ moderationStatus: 'approved' }, data, { action: 'erase' });
    expect(change).toMatchObject({ action: 'erase', from: 'approved', to: 'removed' });
    expect(written).toMatchObject({ revision: 4 });
    expect(written).not.toHaveProperty('editedAt');
  });

  test('nor does an erasure of what is removed already', () => {
    const data = { moderationStatus: 'removed', body: '', authorName: '' };
    const { written } = settle({ moderationStatus: 'removed' }, data, { action: 'erase' });
    expect(written).not.toHaveProperty('editedAt');
  });
});

describe('conflict', () => {
  test('deciding on a revision that has changed since says which one it is now', () => {
    expect(() =>
      settle({}, { moderationStatus: 'approved' }, { action: 'approve', expectedRevision: 2 }),
    ).toThrow(
      expect.objectContaining({
        status: 409,
        details: {
          code: 'conflict',
          errors: [{ path: [], code: 'conflict', params: { revision: 3 } }],
        },
      }) as Error,
    );
  });

  test.each([3, undefined])('revision %s is none', (expectedRevision) => {
    const { change } = settle(
      {},
      { moderationStatus: 'approved' },
      {
        action: 'approve',
        ...(expectedRevision && { expectedRevision }),
      },
    );
    expect(change).toMatchObject({ to: 'approved' });
  });

  test('comes before what the table says', () => {
    expect(() =>
      settle(
        { moderationStatus: 'removed' },
        { moderationStatus: 'approved' },
        { expectedRevision: 1 },
      ),
    ).toThrow(coded('conflict') as Error);
  });
});

describe('status', () => {
  test.each([
    ['approved', 'approve'],
    ['rejected', 'reject'],
    ['spam', 'spam'],
    ['removed', 'remove'],
  ])('a form that says %s means %s', (moderationStatus, action) => {
    expect(settle({}, { moderationStatus }).change).toMatchObject({
      action,
      from: 'pending',
      to: moderationStatus,
    });
  });

  test.each([
    ['approved', 'approve'],
    ['pending', 'hold'],
    ['rejected', 'reject'],
    ['spam', 'spam'],
  ])('nothing leads from removed to %s', (moderationStatus, action) => {
    expect(() => settle({ moderationStatus: 'removed' }, { moderationStatus })).toThrow(
      expect.objectContaining({
        details: expect.objectContaining({
          code: 'invalid_transition',
          errors: [
            { path: [], code: 'invalid_transition', params: { from: 'removed', action } },
          ] as unknown,
        }) as unknown,
      }) as Error,
    );
  });

  test.each(['withdraw', 'remove'])('%s of what is removed changes nothing', (action) => {
    const { written, change } = settle(
      { moderationStatus: 'removed' },
      { moderationStatus: 'removed' },
      { action },
    );
    expect(change).toBeNull();
    expect(written).toEqual({ moderationStatus: 'removed' });
  });

  // The Content Manager sends null for an emptied select.
  test('an emptied status is no statement, and never reaches the row', () => {
    const { written, change } = settle(
      { moderationStatus: 'approved' },
      { moderationStatus: null },
    );
    expect(change).toBeNull();
    expect(written).not.toMatchObject({ moderationStatus: null });
  });
});

describe('reason', () => {
  test.each<[string, Data, Partial<WriteScope> | undefined, string | null]>([
    ['given with the decision', { moderationStatus: 'rejected' }, { reason: 'hate' }, 'hate'],
    [
      'given in the form',
      { moderationStatus: 'rejected', rejectionReason: 'abusive' },
      undefined,
      'abusive',
    ],
    ['missing', { moderationStatus: 'rejected' }, undefined, 'other'],
    [
      'given with an approval',
      { moderationStatus: 'approved', rejectionReason: 'hate' },
      undefined,
      null,
    ],
    ['given with spam', { moderationStatus: 'spam' }, { reason: 'hate' }, null],
  ])('%s', (_, data, scope, reason) => {
    const { written, change } = settle({}, data, scope);
    expect(written['rejectionReason']).toBe(reason);
    expect(change).toMatchObject({ reason, previousReason: null });
  });

  test('another one for what is rejected is a decision, and keeps the former one', () => {
    const { written, change } = settle(REJECTED, { rejectionReason: 'hate' });
    expect(change).toEqual({
      action: 'reject',
      from: 'rejected',
      to: 'rejected',
      reason: 'hate',
      previousReason: 'off_topic',
    });
    expect(written).toMatchObject({ moderationStatus: 'rejected', rejectionReason: 'hate' });
  });

  test.each<[string, Partial<ItemRow>, Data]>([
    [
      'the same one again',
      REJECTED,
      { moderationStatus: 'rejected', rejectionReason: 'off_topic' },
    ],
    ['an emptied one', REJECTED, { moderationStatus: 'rejected', rejectionReason: null }],
    ['one for what is not rejected', {}, { rejectionReason: 'hate' }],
  ])('%s changes nothing', (_, stored, data) => {
    const { written, change } = settle(stored, data);
    expect(change).toBeNull();
    expect(written).not.toHaveProperty('rejectionReason');
  });
});

describe('restore', () => {
  test.each([
    ['approved', 'pending', null],
    ['approved', 'rejected', 'hate'],
    ['spam', 'approved', null],
    ['rejected', 'spam', null],
  ] as const)('leads from %s back to %s', (from, to, reason) => {
    const { written, change } = settle(
      { moderationStatus: from },
      { moderationStatus: to },
      { action: 'restore', reason },
    );
    expect(change).toMatchObject({ action: 'restore', from, to, reason });
    expect(written).toMatchObject({ moderationStatus: to, rejectionReason: reason, revision: 4 });
  });

  test('gives a former reason back', () => {
    const stored = { moderationStatus: 'rejected', rejectionReason: 'hate' } as const;
    const data = { moderationStatus: 'rejected' };
    const { change } = settle(stored, data, { action: 'restore', reason: 'off_topic' });
    expect(change).toMatchObject({
      action: 'restore',
      reason: 'off_topic',
      previousReason: 'hate',
    });
  });

  test('brings nothing back that is removed', () => {
    expect(() =>
      settle(
        { moderationStatus: 'removed' },
        { moderationStatus: 'approved' },
        { action: 'restore' },
      ),
    ).toThrow(coded('invalid_transition') as Error);
  });
});

describe('featuring', () => {
  const approved = { moderationStatus: 'approved' } as const;

  test.each<[string, boolean, unknown, string | null]>([
    ['featuring', false, true, 'feature'],
    ['featuring again', true, true, null],
    ['no longer', true, false, 'unfeature'],
    ['an emptied box', true, null, 'unfeature'],
    ['an emptied box on what is not featured', false, null, null],
  ])('%s', (_, featured, given, action) => {
    const { change } = settle({ ...approved, featured }, { featured: given });
    expect(change?.action ?? null).toBe(action);
    if (change) expect([change.from, change.to]).toEqual(['approved', 'approved']);
  });

  test.each(['pending', 'rejected', 'spam', 'removed'] as const)('is refused on %s', (status) => {
    expect(() => settle({ moderationStatus: status }, { featured: true })).toThrow(
      coded('invalid_transition') as Error,
    );
  });

  test.each(['rejected', 'spam', 'pending', 'removed'])('ends with %s', (moderationStatus) => {
    const { written } = settle({ ...approved, featured: true }, { moderationStatus });
    expect(written['featured']).toBe(false);
  });

  test('goes with an approval in the same form', () => {
    const { written, change } = settle({}, { moderationStatus: 'approved', featured: true });
    expect(change).toMatchObject({ action: 'approve' });
    expect(written['featured']).toBe(true);
  });

  test('does not slip in beside another reason for a rejection', () => {
    const { written } = settle(REJECTED, { rejectionReason: 'hate', featured: true });
    expect(written['featured']).toBe(false);
  });
});
