/** Readers' text: plain, normalised once, then kept as typed. */
import fc from 'fast-check';
import {
  bodyProblem,
  nameProblem,
  normaliseName,
  normaliseText,
} from '../../src/plugins/newsroom/server/src/discussion/text';

const LIMITS = { bodyMin: 2, bodyMax: 10, nameMax: 5 };
const FAMILY = '👨‍👩‍👧';

describe('normalised', () => {
  test.each([
    ['NFC', 'Zu\u0308rich', 'Zürich'],
    ['CRLF and CR become LF', 'a\r\nb\rc', 'a\nb\nc'],
    ['outer white space goes', ' \n\t a \u00a0\n', 'a'],
    ['one empty line is enough', 'a\n\n\n\nb', 'a\n\nb'],
    ['a tab and inner spaces stay', 'a\t  b', 'a\t  b'],
    ['a byte order mark goes', '\ufeffa', 'a'],
    ['lone surrogates are replaced', 'a\ud83d b\ude00', 'a\ufffd b\ufffd'],
    ['a pair that a control character parted is whole again', '\ud83d\u0000\ude00', '😀'],
    ['markup is text', '<b>&amp;</b>', '<b>&amp;</b>'],
    ['Urdu stays as typed', 'یہ ایک جملہ ہے۔', 'یہ ایک جملہ ہے۔'],
  ])('%s', (_, given, expected) => {
    expect(normaliseText(given)).toBe(expected);
  });

  test.each<[string, number, number]>([
    ['C0', 0x00, 0x08],
    ['C0 after LF', 0x0b, 0x0c],
    ['C0 after CR', 0x0e, 0x1f],
    ['DEL and C1', 0x7f, 0x9f],
    ['bidi embeddings and overrides', 0x202a, 0x202e],
    ['bidi isolates', 0x2066, 0x2069],
    ['non-characters', 0xfffe, 0xffff],
  ])('%s are stripped', (_, first, last) => {
    for (let code = first; code <= last; code += 1) {
      expect(normaliseText(`a${String.fromCharCode(code)}b`)).toBe('ab');
    }
  });

  test.each([
    ['ZWNJ', '\u200c'],
    ['ZWJ', '\u200d'],
    ['LRM', '\u200e'],
    ['RLM', '\u200f'],
    ['ALM', '\u061c'],
  ])('%s stays', (_, mark) => {
    expect(normaliseText(`می${mark}خواهم`)).toBe(`می${mark}خواهم`);
    expect(normaliseName(`می${mark}خواهم`)).toBe(`می${mark}خواهم`);
  });

  test('an emoji of several stays one', () => {
    expect(normaliseText(FAMILY)).toBe(FAMILY);
  });

  test.each([
    ['a name has one line', 'Ann\nBee', 'Ann Bee'],
    ['and single spaces', ' Ann \t\u00a0 Bee ', 'Ann Bee'],
    ['also between separators', 'Ann\u2028\u2029Bee', 'Ann Bee'],
  ])('%s', (_, given, expected) => {
    expect(normaliseName(given)).toBe(expected);
  });

  const PARTS = [
    '\r',
    '\n',
    '\t',
    ' ',
    '\u0000',
    '\u0085',
    '\u00a0',
    '\u2028',
    '\u202e',
    '\u2067',
    '\ufeff',
    '\u200d',
    '\ud83d',
    '\ude00',
    '\u0301',
    '\u1100',
    '\u1161',
    '\u0958',
    'e',
  ];
  const typed = fc
    .array(fc.oneof(fc.constantFrom(...PARTS), fc.string({ unit: 'binary', maxLength: 5 })), {
      maxLength: 20,
    })
    .map((parts) => parts.join(''));

  test('once is enough', () => {
    fc.assert(
      fc.property(typed, (given) => {
        const body = normaliseText(given);
        const name = normaliseName(given);
        expect([normaliseText(body), normaliseName(name)]).toEqual([body, name]);
      }),
      { numRuns: 1000 },
    );
  });

  test('whatever was typed, a database can hold it and nothing can turn a line around', () => {
    fc.assert(
      fc.property(typed, (given) => {
        const body = normaliseText(given);
        expect(body.isWellFormed()).toBe(true);
        expect(body.normalize('NFC')).toBe(body);
        expect(body.trim()).toBe(body);
        expect(body).not.toMatch(/(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]|\n{3}/u);
        expect(normaliseName(given)).not.toMatch(/[\n\t\u2028\u2029]/);
      }),
      { numRuns: 1000 },
    );
  });

  test('nothing is lost that can be seen', () => {
    const visible = fc.constantFrom(...Array.from('aé中ی<&"\'😀 \n'), FAMILY);
    fc.assert(
      fc.property(fc.array(visible), (parts) => {
        const given = parts.join('');
        expect(normaliseText(given).replace(/\s/g, '')).toBe(given.replace(/\s/g, ''));
      }),
    );
  });
});

describe('limits', () => {
  test.each([
    ['', 'body_required'],
    ['a', 'body_too_short'],
    ['ab', undefined],
    ['0123456789', undefined],
    ['0123456789x', 'body_too_long'],
    // Ten code points, twenty UTF-16 units.
    ['😀'.repeat(10), undefined],
    ['😀'.repeat(11), 'body_too_long'],
    ['😀', 'body_too_short'],
  ])('a body «%s»: %s', (body, code) => {
    expect(bodyProblem(body, LIMITS)?.code).toBe(code);
  });

  test.each([
    ['', 'name_required'],
    ['A', undefined],
    ['😀😀😀😀😀', undefined],
    ['Annabel', 'name_too_long'],
  ])('a name «%s»: %s', (name, code) => {
    expect(nameProblem(name, LIMITS)?.code).toBe(code);
  });

  test('a problem names its field and the limit', () => {
    expect([
      bodyProblem('a', LIMITS),
      bodyProblem('a'.repeat(11), LIMITS),
      nameProblem('Annabel', LIMITS),
    ]).toEqual([
      { code: 'body_too_short', path: ['body'], params: { min: 2 } },
      { code: 'body_too_long', path: ['body'], params: { max: 10 } },
      { code: 'name_too_long', path: ['authorName'], params: { max: 5 } },
    ]);
  });
});

describe('what cannot be seen is nothing', () => {
  const codesOf = (given: string) => [
    bodyProblem(normaliseText(given), LIMITS)?.code,
    nameProblem(normaliseName(given), LIMITS)?.code,
  ];

  test.each([
    ['white space', ' \n\u3000\u2003'],
    ['zero-width space', '\u200b\u200b'],
    ['joiners', '\u200c\u200d'],
    ['direction marks', '\u200e\u200f\u061c'],
    ['word joiner', '\u2060'],
    ['soft hyphen', '\u00ad'],
    ['blank Braille', '\u2800'],
    ['Hangul fillers', '\u115f\u1160\u3164\uffa0'],
    ['tags', '\u{e0041}\u{e007f}'],
    ['what is stripped', '\u0000\u202e\ufeff'],
  ])('%s', (_, given) => {
    expect(codesOf(given)).toEqual(['body_required', 'name_required']);
  });

  test.each([
    ['variation selectors', '\ufe0f\ufe00'],
    ['more variation selectors', '\u{e0100}\u{e01ef}'],
    ['combining grapheme joiner', '\u034f'],
    ['Khmer inherent vowels', '\u17b4\u17b5'],
    ['Mongolian selectors', '\u180b\u180c'],
    ['unassigned and ignorable', '\u2065\ufff0'],
    ['a musical note without a head', '\u{1d159}'],
  ])('%s', (_, given) => {
    expect(codesOf(given)).toEqual(['body_required', 'name_required']);
  });

  test.each(['.', '۔', '😀', '中', 'é', '\ufffd', '❤\ufe0f', FAMILY, 'a\u200b'])(
    '«%s» can be seen',
    (given) => {
      expect(nameProblem(normaliseName(given), LIMITS)).toBeNull();
    },
  );
});

test('marks that are heaped on one letter are as many as a script may need', () => {
  const heap = `a${'\u0301'.repeat(5000)}${'\u0316'.repeat(5000)}b`;
  expect(Array.from(normaliseText(heap))).toHaveLength(31);
  // Vietnamese, pointed Hebrew and cantillated text stay as they are.
  for (const text of ['Việt Nam', 'בְּרֵאשִׁ֖ית', 'ཀྵྲྀ']) {
    expect(normaliseText(text)).toBe(text.normalize('NFC'));
  }
});
