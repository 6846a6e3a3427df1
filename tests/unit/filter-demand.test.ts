/** How much a filter looks for is the same however it is written. */
import {
  demandOf,
  isTooDemanding,
  MOST_CONDITIONS,
  MOST_SEARCHES,
} from '../../src/plugins/newsroom/server/src/api/filter-demand';

test.each([
  [undefined, 0, 0],
  [null, 1, 0],
  [{}, 0, 0],
  [{ slug: 'a' }, 1, 0],
  [{ slug: { $eq: 'a' }, kicker: { $ne: 'b' } }, 2, 0],
  [{ slug: { $in: ['a', 'b', 'c'] } }, 1, 0],
  [{ slug: { in: Array.from({ length: 25 }, () => 'a') } }, 3, 0],
  [{ $or: [{ slug: 'a' }, { headline: { $containsi: 'b' } }] }, 2, 1],
  [
    { or: [{ headline: { contains: 'b', notContainsi: 'c', startsWith: 'd', endsWithi: 'e' } }] },
    4,
    4,
  ],
  [{ section: { name: { $not: { $startsWith: 'x' } } } }, 1, 1],
  [{ displayDate: { $gt: new Date(0) } }, 1, 0],
])('%j', (filters, conditions, searches) => {
  expect(demandOf(filters)).toEqual({ conditions, searches });
});

test('is too much beyond its limits', () => {
  const equal = (n: number) => ({ $or: Array.from({ length: n }, () => ({ slug: 'a' })) });
  const search = (n: number) => ({
    $or: Array.from({ length: n }, () => ({ slug: { $contains: 'a' } })),
  });
  expect([MOST_CONDITIONS, MOST_CONDITIONS + 1].map((n) => isTooDemanding(equal(n)))).toEqual([
    false,
    true,
  ]);
  expect([MOST_SEARCHES, MOST_SEARCHES + 1].map((n) => isTooDemanding(search(n)))).toEqual([
    false,
    true,
  ]);
});

test('is counted no further than it matters, however often a part is given again', () => {
  let filters: object = { slug: { $contains: 'a' } };
  for (let depth = 0; depth < 40; depth += 1) filters = { $or: [filters, filters] };
  expect(isTooDemanding(filters)).toBe(true);
});
