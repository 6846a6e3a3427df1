/** Values that hardly any argument can hold, for every type that an argument may have. */
import type { Row } from './newsroom';
import { NOBODY } from './probe-routes';
import { nameOf, typeOf, type InputValue, type Schema, type TypeRef } from './graphql-probe-schema';

const many = (length: number, value: unknown): unknown[] => Array.from({ length }, () => value);

const TEXTS: unknown[] = [
  ...[
    '',
    ' ',
    'a\u0000b',
    '\u0000',
    '\ud800',
    '\udfff\ud800',
    'x'.repeat(300),
    'x'.repeat(200_000),
  ],
  ...["' or 1=1--", '%', '_', '\\', '*', 'null', '-1', '1e400', '__proto__', '../../etc/passwd'],
  ...[
    '\u202e',
    '💩'.repeat(200),
    NOBODY,
    'a,b',
    'id:asc',
    'createdBy.email:desc',
    '[object Object]',
  ],
];
const NUMBERS: unknown[] = [0, -1, -0, 1.5, 101, 2 ** 31 - 1, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308];
const OTHERS: unknown[] = [
  null,
  true,
  false,
  [],
  {},
  [null],
  [[]],
  [{}],
  { eq: 'x' },
  { length: 1e9 },
];
const DATES: unknown[] = [
  ...['0000-00-00', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2024-02-30', '2024-05-04'],
  ...[
    '+275760-09-13T00:00:00Z',
    '2024-05-04T25:00:00Z',
    '2024-05-04T00:00:00+14:00',
    '12:00',
    'now',
  ],
  ...['0001-01-01T00:00:00Z', '9999-12-31', '2024-05-04T00:00:00.123456789Z'],
];
const DEEP = (() => {
  let deep: unknown = 'x';
  for (let level = 0; level < 3000; level += 1) deep = [deep];
  return deep;
})();
const JSONS: unknown[] = [
  ...[{ type: 'Buffer', data: [0] }, [{ type: 'paragraph', children: null }], DEEP],
  ...[[{ type: 'paragraph', children: [{ type: 'text', text: '\u0000' }] }], [null], [{ type: 1 }]],
  ...[
    many(10_000, { type: 'paragraph', children: [] }),
    [{ type: 'heading', level: 99, children: [] }],
  ],
];
const PAGES: Row[] = [
  ...[0, -1, 101, 2 ** 31 - 1].map((limit) => ({ limit })),
  ...[0, -1, 2 ** 31 - 1].flatMap((page) => [{ page }, { page, pageSize: 100 }]),
  ...[{ page: 1, start: 1 }, { start: -1 }, { pageSize: 0 }, { page: null }, { limit: null }],
  ...[
    { start: null, limit: null },
    { page: null, pageSize: null, start: 0, limit: 1 },
  ],
];

/** What may be odd about a filter besides the values in it. */
const FILTERS: Row[] = [
  { and: [] },
  { or: [] },
  { not: {} },
  { and: null },
  { or: [null] },
  { not: null },
  { or: many(30, { documentId: { eq: 'x' } }) },
  nestedIn('and', 4),
  nestedIn('or', 15),
  nestedIn('not', 15),
  nestedIn('and', 500),
  nestedIn('not', 2000),
  { documentId: null },
  { documentId: {} },
  { documentId: { eq: null } },
  { documentId: { in: null } },
  { documentId: { in: [] } },
  { documentId: { in: [null] } },
  { documentId: { in: many(10_000, 'x') } },
  { documentId: { between: [] } },
  { documentId: { between: ['a'] } },
  { documentId: { null: null } },
  { documentId: { not: null } },
  { documentId: { not: { not: { not: { eq: 'x' } } } } },
  { documentId: { and: [null] } },
  { documentId: { contains: '' } },
  { documentId: { startsWith: '%' } },
  { documentId: { contains: '\u0000' } },
];

function nestedIn(group: 'and' | 'or' | 'not', depth: number): Row {
  let filters: Row = { documentId: { eq: 'x' } };
  for (let level = 0; level < depth; level += 1) {
    filters = { [group]: group === 'not' ? filters : [filters] };
  }
  return filters;
}

/** Every odd value for a type; what is a list gets odd lists too. */
export function oddFor(schema: Schema, ref: TypeRef): unknown[] {
  const type = typeOf(schema, ref);
  const name = nameOf(ref);
  if (name === 'PaginationArg') return [null, {}, [], 'x', ...PAGES, { foo: 1 }];
  if (name.endsWith('FiltersInput'))
    return [null, {}, [], 'x', ...FILTERS, { nonsense: { eq: 1 } }];
  const isArray = JSON.stringify(ref).includes('"LIST"');
  const single = [
    ...OTHERS,
    ...(type.kind === 'ENUM' ? ['nonsense', '', type.enumValues![0]!.name.toUpperCase(), 1] : []),
    ...(['String', 'ID', 'JSON'].includes(name) ? TEXTS : []),
    ...(['Int', 'Float', 'ID', 'JSON'].includes(name) ? NUMBERS : [1, 2 ** 53]),
    ...(['DateTime', 'Date'].includes(name) ? DATES : []),
    ...(name === 'JSON' ? JSONS : []),
    ...(type.kind === 'INPUT_OBJECT' ? [{ id: 1 }, { nonsense: 1 }, many(300, {})] : []),
  ];
  return isArray
    ? [...single, many(201, 'x'), many(10_000, 'x'), many(10_000, NOBODY), [null, 'x'], ['x', 'x']]
    : single;
}

/** The input fields of a type as paths, through the input types inside. */
export function inputPaths(schema: Schema, type: TypeRef, depth = 3): { path: InputValue[] }[] {
  const fields = typeOf(schema, type).inputFields ?? [];
  return fields.flatMap((field) => [
    { path: [field] },
    ...(depth > 1
      ? inputPaths(schema, field.type, depth - 1).map(({ path }) => ({ path: [field, ...path] }))
      : []),
  ]);
}
