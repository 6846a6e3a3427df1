/** What a title suggests as its slug. */
import fc from 'fast-check';
import { isDerived, slugify } from '../../src/plugins/newsroom/server/src/publishing/slugs';

const ID = 'abcdefghijklmnop12345678';
const slug = (title: string) => slugify(title, 'article', ID);

test.each([
  ['The Ferry Is Late!', 'the-ferry-is-late'],
  ['  Straße — 100 % Ünïcödé  ', 'strasse-100-uenicoede'],
  ['Привет', 'privet'],
  ['<script>alert(1)</script>', 'script-alert-1-script'],
  ['../../etc/passwd', 'etc-passwd'],
  ['北京', 'story-12345678'],
  ['???', 'story-12345678'],
  ['', 'story-12345678'],
])('«%s» suggests %s', (title, expected) => {
  expect(slug(title)).toBe(expected);
});

test.each([
  ['author', 'author-12345678'],
  ['section', 'section-12345678'],
  ['topic', 'topic-12345678'],
] as const)('a nameless %s', (kind, expected) => {
  expect(slugify('北京', kind, ID)).toBe(expected);
});

test('is short, lower case and ready for a path, whatever the title', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (title) => {
      const made = slug(title);
      expect(made).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(made.length).toBeLessThanOrEqual(200);
    }),
  );
});

test('a cut leaves no hyphen behind', () => {
  expect(slug(`${'a'.repeat(199)} b`)).toBe('a'.repeat(199));
});

test.each([
  ['the-ferry', 'The ferry', true],
  ['the-ferry-2', 'The ferry', true],
  ['the-ferry-1024', 'The ferry', true],
  ['budget-2025', 'Budget 2025', true],
  ['the-ferry-b', 'The ferry', false],
  ['ferry', 'The ferry', false],
  ['story-12345678', '北京', true],
])('whether %s came from «%s»: %s', (given, title, expected) => {
  expect(isDerived(given, title, 'article', ID)).toBe(expected);
});

// A number at the end of the headline is no counter.
test.each([
  ['budget', 'Budget 2025', false],
  ['budget-2024', 'Budget 2025', false],
  ['story', '北京', false],
  ['budget-2025-2', 'Budget 2025', true],
  ['story-12345678-2', '北京', true],
])('whether %s came from «%s»: %s', (given, title, expected) => {
  expect(isDerived(given, title, 'article', ID)).toBe(expected);
});
