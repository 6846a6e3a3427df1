/** Who sees a discussion, and who may add to it, to the millisecond. */
import {
  acceptsComments,
  isLive,
  isShown,
  pastEmbargo,
} from '../../src/plugins/newsroom/server/src/discussion/visibility';
import type { DiscussionRow } from '../../src/plugins/newsroom/server/src/rows';

const NOW = new Date('2024-05-01T12:00:00.000Z');
const BEFORE = new Date(+NOW - 1);
const AFTER = new Date(+NOW + 1);

type Discussion = Pick<DiscussionRow, 'liveFrom' | 'state' | 'closesAt'>;
const discussion = (fields: Partial<Discussion> = {}): Discussion => ({
  liveFrom: BEFORE,
  state: 'open',
  closesAt: null,
  ...fields,
});

test.each<[string, Partial<Discussion>, [live: boolean, shown: boolean, accepts: boolean]]>([
  ['open', {}, [true, true, true]],
  ['closed', { state: 'closed' }, [true, true, false]],
  ['hidden', { state: 'hidden' }, [true, false, false]],
  ['of a story that is not published', { liveFrom: null }, [false, false, false]],
  ['live from this moment', { liveFrom: NOW }, [true, true, true]],
  ['live in a moment', { liveFrom: AFTER }, [false, false, false]],
  ['live from a moment as text', { liveFrom: NOW.toISOString() }, [true, true, true]],
  ['that closes in a moment', { closesAt: AFTER }, [true, true, true]],
  ['that closes this moment', { closesAt: NOW }, [true, true, false]],
  ['that has closed', { closesAt: BEFORE.toISOString() }, [true, true, false]],
  ['closed, before its time', { state: 'closed', closesAt: AFTER }, [true, true, false]],
  ['hidden and not live', { state: 'hidden', liveFrom: AFTER }, [false, false, false]],
])('a discussion %s', (_, fields, expected) => {
  const given = discussion(fields);
  expect([isLive(given, NOW), isShown(given, NOW), acceptsComments(given, NOW)]).toEqual(expected);
});

test('without a moment it is about now', () => {
  const soon = discussion({ liveFrom: new Date(Date.now() + 60_000) });
  expect([isLive(discussion()), isLive(soon)]).toEqual([true, false]);
});

test('a story is readable from the end of its embargo on, as its discussion is', () => {
  expect(pastEmbargo(NOW)).toEqual({
    $or: [{ embargoUntil: { $null: true } }, { embargoUntil: { $lte: NOW.toISOString() } }],
  });
});
