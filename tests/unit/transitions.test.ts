/** The table of moderation, cell by cell. */
import {
  actionFor,
  DECISION_ACTIONS,
  STATUS_ACTIONS,
  transition,
  type StatusAction,
} from '../../src/plugins/newsroom/server/src/moderation/transitions';
import {
  MODERATION_STATUSES,
  type ModerationStatus,
} from '../../src/plugins/newsroom/server/src/names';

/** `–`: nothing changes. */
const TABLE: Record<ModerationStatus, string> = {
  //         approve  reject   spam    hold    withdraw erase   remove
  pending: ' approved rejected spam    –       removed  removed removed',
  approved: '–        rejected spam    pending removed  removed removed',
  rejected: 'approved –        spam    pending removed  removed removed',
  spam: '    approved rejected –       pending removed  removed removed',
  removed: ' refused  refused  refused refused –        –       –',
};

const CELLS = MODERATION_STATUSES.flatMap((from) =>
  STATUS_ACTIONS.map((action, column): [ModerationStatus, StatusAction, string] => [
    from,
    action,
    TABLE[from].trim().split(/\s+/)[column]!,
  ]),
);

test.each(CELLS)('%s, %s → %s', (from, action, cell) => {
  const expected =
    cell === '–'
      ? { outcome: 'unchanged' }
      : cell === 'refused'
        ? { outcome: 'refused' }
        : { outcome: 'changed', to: cell };
  expect(transition(from, action)).toEqual(expected);
});

test.each([
  ['another reason', 'abusive', 'changed'],
  ['the same reason', 'off_topic', 'unchanged'],
  ['no reason', null, 'unchanged'],
] as const)('rejecting again with %s: %s → %s', (_, given, outcome) => {
  expect(transition('rejected', 'reject', { stored: 'off_topic', given }).outcome).toBe(outcome);
});

test('a reason changes nothing but a rejection', () => {
  expect(transition('spam', 'spam', { stored: null, given: 'abusive' }).outcome).toBe('unchanged');
});

test('every status has the action that leads to it', () => {
  for (const to of MODERATION_STATUSES) {
    const from = to === 'pending' ? 'approved' : 'pending';
    expect(transition(from, actionFor(to))).toEqual({ outcome: 'changed', to });
  }
});

test('a moderator cannot withdraw, erase or delete through a decision', () => {
  expect(DECISION_ACTIONS).toEqual(
    expect.not.arrayContaining(['withdraw', 'erase', 'remove'] satisfies StatusAction[]),
  );
});
