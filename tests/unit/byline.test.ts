/** The names under the headline. */
import { CREDIT_ROLES } from '../../src/plugins/newsroom/server/src/components';
import {
  bylineOf,
  creditLabel,
  type BylineInput,
  type Credit,
} from '../../src/plugins/newsroom/server/src/publishing/byline';

const by = (...names: string[]): Credit[] => names.map((name) => ({ name, role: 'writer' }));
const byline = (input: Partial<BylineInput>) => bylineOf({ credits: [], ...input }, 'The Paper');

test.each<[string, Partial<BylineInput>, string]>([
  ['one writer', { credits: by('Ann') }, 'Ann'],
  ['two', { credits: by('Ann', 'Bob') }, 'Ann and Bob'],
  [
    'three, in the order of the credits',
    { credits: by('Cleo', 'Ann', 'Bob') },
    'Cleo, Ann, and Bob',
  ],
  ['a writer credited twice', { credits: by('Ann', 'Bob', 'Ann') }, 'Ann and Bob'],
  [
    'a credit without a role writes',
    {
      credits: [
        { name: 'Pat', role: 'photographer' },
        { name: 'Ann', role: null },
      ],
    },
    'Ann',
  ],
  [
    'only writers, where there are any',
    { credits: [{ name: 'Pat', role: 'photographer' }, ...by('Ann')] },
    'Ann',
  ],
  [
    'everybody credited, where nobody writes',
    {
      credits: [
        { name: 'Pat', role: 'photographer' },
        { name: 'Tia', role: 'translator' },
      ],
    },
    'Pat and Tia',
  ],
  ['no credit: the source', { source: ' Reuters ' }, 'Reuters'],
  ['a blank source is none', { source: '  ' }, 'The Paper'],
  ['no credit, no source: the paper', {}, 'The Paper'],
  [
    'an override beats everything',
    { bylineOverride: ' By our staff ', credits: by('Ann'), source: 'Reuters' },
    'By our staff',
  ],
  ['a blank override is none', { bylineOverride: ' ', credits: by('Ann') }, 'Ann'],
  ['a credit beats the source', { credits: by('Ann'), source: 'Reuters' }, 'Ann'],
])('%s', (_, input, expected) => {
  expect(byline(input)).toBe(expected);
});

test.each([
  ['en', 'A, B, and C'],
  ['en-GB', 'A, B and C'],
  ['de', 'A, B und C'],
  ['fr', 'A, B et C'],
  ['ur', 'A، B، اور C'],
  ['ar', 'A وB وC'],
  ['zh', 'A、B和C'],
  ['ja', 'A、B、C'],
  [null, 'A, B, and C'],
])('is joined as %s does', (language, expected) => {
  expect(byline({ credits: by('A', 'B', 'C'), language })).toBe(expected);
});

// `xx` is well-formed and unknown, the others are no language tags at all.
test.each(['xx', '', 'not a tag', 'en_US', '🇵🇰'])(
  'the language «%s» counts as English',
  (language) => {
    expect(byline({ credits: by('A', 'B', 'C'), language })).toBe('A, B, and C');
  },
);

test('a credit’s row is titled by the name, and the role if it is not the usual one', () => {
  const labels = [null, ...CREDIT_ROLES].map((role) => creditLabel({ name: 'Ann', role }));
  expect(labels).toEqual([
    'Ann',
    'Ann',
    'Ann (contributor)',
    'Ann (photographer)',
    'Ann (illustrator)',
    'Ann (editor)',
    'Ann (translator)',
  ]);
});
