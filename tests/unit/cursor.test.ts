/** Opaque places in a list: nobody makes one up. */
import fc from 'fast-check';
import { codeOf } from '../../src/plugins/newsroom/server/src/errors';
import { decodeCursor, encodeCursor } from '../../src/plugins/newsroom/server/src/api/cursor';

const SECRET = 'a secret of this site';
const PLACE = { postedAt: 1_714_564_800_000, type: 'comment', id: 42 };
const CURSOR = encodeCursor('queue', PLACE, SECRET);

/** The code that decoding answers with; null when it works. */
function refusal(cursor: string, kind = 'queue', secret = SECRET): string | null {
  try {
    decodeCursor(kind, cursor, secret);
    return null;
  } catch (error) {
    return codeOf(error) ?? `not coded: ${String(error)}`;
  }
}

test('comes back as it was, whatever place it is', () => {
  fc.assert(
    fc.property(fc.string(), fc.jsonValue(), (kind, place) => {
      const cursor = encodeCursor(kind, place, SECRET);
      const expected: unknown = JSON.parse(JSON.stringify(place));
      expect(decodeCursor(kind, cursor, SECRET)).toEqual(expected);
    }),
  );
});

test('stands in an address without escaping, and fits the limit of a query', () => {
  expect(CURSOR).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(CURSOR.length).toBeLessThan(500);
});

test('says nothing of where it leads, and is the same for the same place', () => {
  const bytes = Buffer.from(CURSOR, 'base64url').toString('latin1');
  for (const part of ['postedAt', 'comment', '1714564800000', '42']) {
    expect(bytes).not.toContain(part);
  }
  expect(encodeCursor('queue', PLACE, SECRET)).toBe(CURSOR);
  expect(encodeCursor('queue', { ...PLACE, id: 43 }, SECRET).slice(0, 16)).not.toBe(
    CURSOR.slice(0, 16),
  );
});

test('with any one character changed is refused', () => {
  const CHARACTERS = 'ABab01-_.+/= é\u0000';
  for (let at = 0; at < CURSOR.length; at += 1) {
    for (const character of CHARACTERS) {
      if (CURSOR[at] === character) continue;
      const tampered = CURSOR.slice(0, at) + character + CURSOR.slice(at + 1);
      expect([tampered, refusal(tampered)]).toEqual([tampered, 'invalid_cursor']);
    }
  }
});

test.each([
  ['nothing', ''],
  ['a beginning', CURSOR.slice(0, 20)],
  ['an end', CURSOR.slice(20)],
  ['no text', CURSOR.slice(0, 38)],
  ['one that is cut short', CURSOR.slice(0, -1)],
  ['more behind it', `${CURSOR}A`],
  ['padding', `${CURSOR}=`],
  ['white space', `${CURSOR} `],
  ['a place of one’s own', Buffer.from('{"id":1}').toString('base64url')],
])('%s is refused', (_, cursor) => {
  expect(refusal(cursor)).toBe('invalid_cursor');
});

test.each(['decisions', 'queu', 'queue:', ''])('of a list is none of «%s»', (kind) => {
  expect(refusal(CURSOR, kind)).toBe('invalid_cursor');
});

test('of a site is none of another', () => {
  expect(refusal(CURSOR, 'queue', 'another secret')).toBe('invalid_cursor');
});

test('anything else is refused in the same way', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.tuple(fc.base64String(), fc.base64String()).map((parts) => parts.join('.')),
  );
  fc.assert(
    fc.property(anything, (cursor) => {
      expect(refusal(cursor)).toBe('invalid_cursor');
    }),
  );
});
