/** What a body may say, read off the fields of a type. */
import Joi from 'joi';
import { codeOf } from '../../src/plugins/newsroom/server/src/errors';
import { createGuard } from '../../src/plugins/newsroom/server/src/api/guard';
import type { Block } from '../../src/plugins/newsroom/server/src/publishing/blocks';
import type { ModelAttribute, Strapi } from '../../src/plugins/newsroom/server/src/strapi';

const attributes: Record<string, ModelAttribute> = {
  name: { type: 'string', maxLength: 10 },
  publishedOn: { type: 'date' },
  body: { type: 'blocks' },
  kept: { type: 'integer', writable: false },
};
const strapi = { getModel: () => ({ uid: 'a', attributes }) } as unknown as Strapi;

/** What is left to store, or the code of the refusal. */
function outcome(data: unknown, extraData: Record<string, Joi.Schema> = { more: Joi.any() }) {
  try {
    return createGuard(strapi, 'a', { extraData }).data({ data });
  } catch (error) {
    return codeOf(error) ?? error;
  }
}

test.each<[string, unknown, unknown]>([
  ['a field', { name: 'Ann' }, { name: 'Ann' }],
  ['an emptied field', { name: null }, { name: null }],
  ['an extra key', { more: 1 }, { more: 1 }],
  ['a field that does not fit', { name: 'Annabel Lee' }, 'invalid_field'],
  ['text that cannot be stored', { name: 'A\u0000' }, 'text_invalid'],
  ['a machine-kept field', { kept: 1 }, 'unknown_field'],
  ['Strapi’s own fields', { publishedAt: '2024-05-01' }, 'unknown_field'],
  ['another field', { nobody: 1 }, 'unknown_field'],
  ['no fields at all', {}, {}],
  ['no object', ['a'], 'invalid_body'],
  ['nothing', undefined, 'invalid_body'],
])('%s', (_, data, expected) => {
  expect(outcome(data)).toEqual(expected);
});

// Joi's keys({}) allows no key at all, where keys() with nothing more to add was meant.
test('a type without extra keys takes its fields', () => {
  expect(outcome({ name: 'Ann' }, {})).toEqual({ name: 'Ann' });
});

describe('a date', () => {
  test('comes back as it was', () => {
    expect(outcome({ publishedOn: '2024-06-01' })).toEqual({ publishedOn: '2024-06-01' });
  });

  test.each(['2024-02-30', '2024-13-01', '2024-06', '2024', '2024-W05', 'today', 5])(
    '%j is none',
    (publishedOn) => {
      expect(outcome({ publishedOn })).toBe('invalid_field');
    },
  );
});

describe('a body', () => {
  const code = (body: unknown) => {
    const result = outcome({ body });
    return typeof result === 'string' ? result : null;
  };
  const words: Block = { type: 'text', text: 'x' };
  const link: Block = { type: 'link', url: 'https://example.org', children: [words] };
  const nested = (depth: number): Block =>
    depth === 0
      ? { type: 'list-item', children: [link] }
      : { type: 'list', format: 'ordered', children: [nested(depth - 1)] };

  test.each<[string, unknown, string | null]>([
    ['a paragraph', [{ type: 'paragraph', children: [words] }], null],
    ['a list in a list', [nested(2)], null],
    ['no list', 'x', 'invalid_field'],
    ['a block that is none', ['x'], 'invalid_field'],
    ['NUL in a text', [{ ...words, text: '\u0000' }], 'text_invalid'],
    ['NUL in a key', [{ ...words, 'a\u0000': 1 }], 'text_invalid'],
    ['half a character', [{ ...words, text: '\ud83d' }], 'text_invalid'],
    ['a hundred lists in each other', [nested(100)], 'text_invalid'],
  ])('%s', (_, body, expected) => {
    expect(code(body)).toBe(expected);
  });

  // Strapi's own check of blocks throws a TypeError at a null, which is answered with 500.
  test.each([
    ['a paragraph', [{ type: 'paragraph', children: [null] }]],
    ['a list', [{ type: 'list', format: 'ordered', children: [null] }]],
  ])('a null in %s is refused', (_, body) => {
    expect(code(body)).not.toBeNull();
  });

  // The editor nests lists as deep as one likes.
  test('a link in a list of the fourth level passes', () => {
    expect(code([nested(4)])).toBeNull();
  });
});
