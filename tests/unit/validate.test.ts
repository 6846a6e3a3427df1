/** Input against a schema, answered with coded problems. */
import Joi from 'joi';
import type { ErrorDetails } from '../../src/plugins/newsroom/server/src/errors';
import {
  documentId,
  instant,
  integer,
  text,
  validate,
} from '../../src/plugins/newsroom/server/src/api/validate';

function refusal(work: () => unknown): ErrorDetails {
  try {
    work();
  } catch (error) {
    return (error as { details: ErrorDetails }).details;
  }
  throw new Error('It was accepted.');
}

const accepts = (schema: Joi.Schema, value: unknown): boolean => !schema.validate(value).error;

const form = Joi.object({
  data: Joi.object({
    body: text(5).required(),
    email: text(20).email({ tlds: false }),
    items: Joi.array().items(Joi.object({ id: integer(1, 9) })),
  }).required(),
});
const codes = {
  'data.body': { 'any.required': 'body_required', 'string.max': 'body_too_long' },
  'data.email': { '*': 'email_invalid' },
} as const;

const given = (data: unknown) => () => validate(form, { data }, 'invalid_field', codes);

describe('codes', () => {
  test.each<[string, unknown, string, (string | number)[]]>([
    ['of the field and the fault', {}, 'body_required', ['body']],
    ['of another fault', { body: 'too long' }, 'body_too_long', ['body']],
    ['of any fault of the field', { body: 'a', email: 'no' }, 'email_invalid', ['email']],
    ['a fault without a code', { body: 5 }, 'invalid_field', ['body']],
    ['a field nobody knows', { body: 'a', featured: true }, 'unknown_field', ['featured']],
    ['text that cannot be stored', { body: 'a\u0000' }, 'text_invalid', ['body']],
    [
      'deep inside',
      { body: 'a', items: [{ id: 1 }, { id: 10 }] },
      'invalid_field',
      ['items', 1, 'id'],
    ],
    ['an inherited name', { body: 'a', constructor: 1 }, 'unknown_field', ['constructor']],
  ])('%s', (_, data, code, path) => {
    expect(refusal(given(data)).errors).toMatchObject([{ code, path }]);
  });

  test('all problems at once; the first names the error', () => {
    const { code, errors } = refusal(given({ body: 'too long', email: 'no', more: 1 }));
    expect(code).toBe('body_too_long');
    expect(errors.map((problem) => problem.code)).toEqual([
      'body_too_long',
      'email_invalid',
      'unknown_field',
    ]);
  });

  test('a prototype in disguise is dropped', () => {
    const data: unknown = JSON.parse('{"body":"a","__proto__":{"email":"no"}}');
    const value = validate<{ data: object }>(form, { data }, 'invalid_field', codes);
    expect(Object.getPrototypeOf(value.data)).toBe(Object.prototype);
    expect(value.data).toEqual({ body: 'a' });
  });

  test('a key nobody knows is a bad query in a query', () => {
    expect(refusal(() => validate(Joi.object({}), { a: '1' }, 'invalid_query')).code).toBe(
      'invalid_query',
    );
  });

  test('what is right comes back converted, with its defaults', () => {
    const query = Joi.object({ limit: integer(1, 100).default(20), page: integer(1, 9) });
    expect(validate(query, { page: '3' }, 'invalid_query')).toEqual({ limit: 20, page: 3 });
  });
});

test.each([
  ['abc', true],
  ['ابت😀', true],
  ['', false],
  ['a\u0000b', false],
  ['\ud83d', false],
  ['\ude00a', false],
  ['123456', false],
  [5, false],
  [['a'], false],
])('text of at most 5, %j: %s', (value, isText) => {
  expect(accepts(text(5), value)).toBe(isText);
});

test.each([
  ['wyow1eutjbld4x3rgflnby0o', true],
  ['A_b-9', true],
  ['', false],
  ['a b', false],
  ['a.b', false],
  ['abc\n', false],
  ['../a', false],
  ['a'.repeat(255), true],
  ['a'.repeat(256), false],
])('documentId %j: %s', (value, isId) => {
  expect(accepts(documentId(), value)).toBe(isId);
});

test.each([
  [1, true],
  ['100', true],
  [0, false],
  [101, false],
  ['1.5', false],
  ['0x10', false],
  ['NaN', false],
  ['Infinity', false],
  ['99999999999999999999', false],
  ['', false],
  ['٣', false],
  [null, false],
  [['1'], false],
  [{ $gt: 0 }, false],
])('a whole number from 1 to 100, %j: %s', (value, isInteger) => {
  expect(accepts(integer(1, 100), value)).toBe(isInteger);
});

describe('an instant', () => {
  test.each([
    ['2024-05-01T12:00:00Z', true],
    ['2024-05-01T12:00:00.123Z', true],
    ['2024-05-01T17:00:00+05:00', true],
    ['2024-05-01', true],
    ['0001-01-01', true],
    ['9999-12-31T23:59:59Z', true],
    ['10000-01-01', false],
    ['-000001-01-01', false],
    ['2024-13-01', false],
    ['tomorrow', false],
    ['1714564800000', false],
    [1714564800000, false],
    ['', false],
  ])('%j: %s', (value, isInstant) => {
    expect(accepts(instant(), value)).toBe(isInstant);
  });

  test('is one in UTC', () => {
    expect(instant().validate('2024-05-01T17:00:00+05:00').value).toEqual(
      new Date('2024-05-01T12:00:00Z'),
    );
  });

  test('on a day that does not exist is refused, not moved', () => {
    expect(accepts(instant(), '2024-02-30T12:00:00Z')).toBe(false);
  });

  test('without an offset does not mean the server’s own time', () => {
    expect(accepts(instant(), '2024-05-01T12:00:00')).toBe(false);
  });
});
