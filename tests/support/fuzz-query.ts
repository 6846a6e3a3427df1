/** Arbitrary paths and query strings: junk in every place, and queries that come close to right. */
import fc, { type Arbitrary } from 'fast-check';
import type { Attribute, Vocabulary } from './fuzz-vocabulary';
import {
  BROKEN_QUERIES,
  JUNK_KEYS,
  KNOWN_VALUES,
  NASTY_DATES,
  NASTY_NUMBERS,
  NASTY_SEGMENTS,
  NASTY_TEXT,
  OPERATORS,
  QUERY_KEYS,
} from './fuzz-words';

const anyText = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .map((text) => encodeURIComponent(text.toWellFormed()));

export const rawText = (known: readonly string[]): Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...NASTY_TEXT) },
    { weight: 2, arbitrary: fc.constantFrom(...NASTY_NUMBERS) },
    { weight: 2, arbitrary: fc.constantFrom(...NASTY_DATES) },
    { weight: 2, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: anyText },
  );

/** One segment of a path; `/` and `?` would make it another path. */
export const pathSegment = (known: readonly string[]): Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: rawText(known).filter((text) => text !== '' && !/^\.+$/.test(text)) },
    { weight: 1, arbitrary: fc.constantFrom(...NASTY_SEGMENTS) },
  );

type Tree = string | Tree[] | Branch;
interface Branch {
  [key: string]: Tree;
}

const many = (leaf: string, count: number): Tree[] => Array.from({ length: count }, () => leaf);

/** A query of a route: known keys and fields in any place, and some that come close to right. */
export function queryString(
  words: Vocabulary,
  uid: string | undefined,
  known: readonly string[],
): Arbitrary<string> {
  const anyKey = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...QUERY_KEYS) },
    { weight: 1, arbitrary: fc.constantFrom(...JUNK_KEYS) },
  );
  const leaf = fc.oneof(
    rawText([...known, ...KNOWN_VALUES]),
    fc.constantFrom(...KNOWN_VALUES, ...words.fields),
  );
  const flat = fc.dictionary(fc.constantFrom(...QUERY_KEYS), leaf, { minKeys: 1, maxKeys: 2 });
  const wild = fc.dictionary(anyKey, anyTree(words, leaf), { minKeys: 1, maxKeys: 3 });
  const broken = fc.constantFrom(...BROKEN_QUERIES);
  return fc
    .oneof(
      { weight: 6, arbitrary: likely(words, uid, known).map(write) },
      { weight: 2, arbitrary: wild.map(write) },
      { weight: 2, arbitrary: flat.map(write) },
      { weight: 1, arbitrary: broken },
      { weight: 1, arbitrary: fc.tuple(wild.map(write), broken).map((parts) => parts.join('&')) },
    )
    .map((query) => query.slice(0, 12_000));
}

/** Anything that brackets can write, with names that exist at every level. */
function anyTree({ fields }: Vocabulary, leaf: Arbitrary<string>): Arbitrary<Tree> {
  const key = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...fields) },
    { weight: 3, arbitrary: fc.constantFrom(...OPERATORS) },
    { weight: 1, arbitrary: fc.constantFrom(...JUNK_KEYS, ...QUERY_KEYS) },
  );
  return fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6, depthSize: 'small', withCrossShrink: true },
      { weight: 3, arbitrary: leaf },
      { weight: 2, arbitrary: fc.dictionary(key, tie('tree'), { minKeys: 1, maxKeys: 3 }) },
      { weight: 1, arbitrary: fc.array(tie('tree'), { maxLength: 4 }) },
      { weight: 1, arbitrary: deep(key, leaf) },
      { weight: 1, arbitrary: fc.constantFrom(many('1', 21), many('x', 120), many('a', 1000)) },
    ),
  })).tree;
}

/** A query in the right shape: what is odd about it is a value, or one name. */
function likely(
  words: Vocabulary,
  uid: string | undefined,
  known: readonly string[],
): Arbitrary<Branch> {
  const field = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('documentId', ...readable(words, uid)) },
    { weight: 1, arbitrary: fc.constantFrom('id', ...words.fields, ...JUNK_KEYS) },
  );
  const order = fc.constantFrom('asc', 'desc', 'DESC', 'asc', 'desc', 'up', '');
  const sort = fc.tuple(field, order).map(([name, way]) => `${name}:${way}`);
  const parts: Record<string, Arbitrary<Tree>> = {
    filters: filters(words, uid, known, 2),
    sort: fc.oneof(sort, fc.array(sort, { maxLength: 3 }), fc.dictionary(field, order)),
    fields: fc.oneof(field, fc.array(field, { maxLength: 3 })),
    populate: populate(words, uid, 3),
    pagination: window(),
    _q: rawText(known),
    status: fc.constantFrom('draft', 'published', 'draft', 'Draft', ''),
    hasPublishedVersion: fc.constantFrom('true', 'false', '1', 'x'),
    publicationFilter: fc.constantFrom('modified', 'never-published', 'unmodified', 'x'),
  };
  const one = (name: string): Arbitrary<Branch> => parts[name]!.map((value) => ({ [name]: value }));
  return fc.oneof(
    { weight: 5, arbitrary: one('filters') },
    { weight: 3, arbitrary: fc.constantFrom(...Object.keys(parts)).chain(one) },
    { weight: 1, arbitrary: someOf(parts) },
  );
}

const someOf = (parts: Record<string, Arbitrary<Tree>>): Arbitrary<Branch> =>
  fc.record(parts, { requiredKeys: [] }) as Arbitrary<Branch>;

const readable = (words: Vocabulary, uid: string | undefined): string[] =>
  Object.entries(words.attributesOf(uid)).flatMap(([name, attribute]) =>
    attribute.private ? [] : [name],
  );

function window(): Arbitrary<Tree> {
  const number = fc.oneof(
    fc.constantFrom('0', '1', '2', '50', '100', '999999', '100000000', 'true', 'false'),
    fc.constantFrom(...NASTY_NUMBERS),
  );
  const pair = (...names: string[]): Arbitrary<Tree> =>
    someOf(Object.fromEntries(names.map((name) => [name, number])));
  return fc.oneof(
    { weight: 3, arbitrary: pair('page', 'pageSize') },
    { weight: 3, arbitrary: pair('start', 'limit') },
    { weight: 1, arbitrary: pair('page', 'limit', 'withCount') },
    { weight: 1, arbitrary: number },
  );
}

/** Filters on fields that exist, with a value of nearly the right kind. */
function filters(
  words: Vocabulary,
  uid: string | undefined,
  known: readonly string[],
  depth: number,
): Arbitrary<Tree> {
  const attributes = Object.entries({ documentId: { type: 'string' }, ...words.attributesOf(uid) });
  const shown = attributes.filter(([, attribute]) => !(attribute as Attribute).private);
  const entry = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...shown) },
    { weight: 1, arbitrary: fc.constantFrom(...attributes) },
  );
  const one = entry.chain(([name, attribute]): Arbitrary<Branch> => {
    const target = (attribute as Attribute).target ?? (attribute as Attribute).component;
    const inner = target && depth > 0 ? filters(words, target, known, depth - 1) : null;
    return (inner ?? condition(attribute, known)).map((value) => ({ [name]: value }));
  });
  const group = fc
    .tuple(fc.constantFrom('$and', '$or'), fc.array(one, { maxLength: 3 }))
    .map(([name, list]): Branch => ({ [name]: list }));
  const not = one.map((inner): Branch => ({ $not: inner }));
  const both = fc
    .tuple(one, fc.oneof(one, group, not))
    .map(([first, second]): Branch => ({ ...first, ...second }));
  return fc.oneof(
    { weight: 6, arbitrary: one },
    { weight: 1, arbitrary: not },
    { weight: 1, arbitrary: group },
    { weight: 1, arbitrary: both },
  );
}

/** Operators by what they take; a wrong one now and then. */
function condition(attribute: Attribute, known: readonly string[]): Arbitrary<Tree> {
  const value = scalarOf(attribute, known);
  const yes = fc.constantFrom('true', 'false', '1', '0');
  const some = fc.array(value, { minLength: 1, maxLength: 3 });
  const two = fc.tuple(value, value) as Arbitrary<Tree>;
  const takes = (names: string[], of: Arbitrary<Tree>): Arbitrary<Tree> =>
    fc.tuple(fc.constantFrom(...names), of).map(([name, given]) => ({ [name]: given }));
  const operation = fc.oneof(
    { weight: 4, arbitrary: takes(['$eq', '$ne', '$lt', '$lte', '$gt', '$gte'], value) },
    { weight: 4, arbitrary: takes(OPERATORS.filter(isOfText), value) },
    { weight: 2, arbitrary: takes(['$in', '$notIn'], some) },
    { weight: 2, arbitrary: takes(['$between'], two) },
    { weight: 1, arbitrary: takes(['$null', '$notNull'], yes) },
    { weight: 1, arbitrary: takes(OPERATORS, fc.oneof(value, some, yes)) },
  );
  return fc.oneof(
    { weight: 1, arbitrary: value },
    { weight: 4, arbitrary: operation },
    { weight: 1, arbitrary: operation.map((inner) => ({ $not: inner })) },
  );
}

const isOfText = (operator: string): boolean => /contains|With|eqi|nei/i.test(operator);

function scalarOf(attribute: Attribute, known: readonly string[]): Arbitrary<string> {
  switch (attribute.type) {
    case 'integer':
      return fc.constantFrom(...NASTY_NUMBERS);
    case 'datetime':
    case 'date':
      return fc.constantFrom(...NASTY_DATES, '2026-01-01T00:00:00.000Z', '2026-01-01');
    case 'boolean':
      return fc.constantFrom('true', 'false', '1', '0', 't', 'TRUE', '', '2', 'null');
    case 'enumeration':
      return fc.constantFrom(...(attribute.enum ?? []), 'x', '', 'APPROVED');
    default:
      return rawText([...known, 'a', 'news']);
  }
}

function populate(words: Vocabulary, uid: string | undefined, depth: number): Arbitrary<Tree> {
  const related = Object.entries(words.attributesOf(uid)).filter(([, attribute]) =>
    ['relation', 'component', 'media'].includes(attribute.type),
  );
  const flag = fc.constantFrom('*', 'true', 'false', '1', '0', '', 'x', 'deep');
  if (related.length === 0 || depth === 0) return flag;
  const name = fc.constantFrom(...related.map(([name]) => name));
  const one = fc.constantFrom(...related).chain(([name, { target, component }]) => {
    const parts: Record<string, Arbitrary<Tree>> = {
      populate: populate(words, target ?? component, depth - 1),
      fields: fc.constantFrom('documentId', 'name', 'id', 'email', '*'),
      sort: fc.constantFrom('name', 'documentId:desc', 'id:asc', 'x'),
      filters: fc.constant({ name: { $contains: 'a' } }),
      limit: fc.constantFrom('1', '-1'),
      count: fc.constant('true'),
      status: fc.constant('draft'),
    };
    const inner = fc
      .constantFrom(...Object.keys(parts))
      .chain((key) => parts[key]!.map((value): Tree => ({ [key]: value })));
    return fc.oneof(flag, inner).map((value): Tree => ({ [name]: value }));
  });
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'));
  return fc.oneof(one, path, fc.array(path, { maxLength: 3 }), flag);
}

const deep = (key: Arbitrary<string>, leaf: Arbitrary<string>): Arbitrary<Tree> =>
  fc
    .tuple(key, leaf, fc.constantFrom(4, 17, 25, 200))
    .map(([name, value, depth]) => nest(name, value, depth));

const nest = (name: string, value: Tree, depth: number): Tree =>
  depth === 0 ? value : { [name]: nest(name, value, depth - 1) };

const write = (query: Branch): string =>
  Object.entries(query)
    .map(([key, value]) => writeAt(key, value))
    .join('&');

const writeAt = (key: string, value: Tree): string => {
  if (typeof value === 'string') return `${key}=${value}`;
  if (Array.isArray(value))
    return value.map((part, n) => writeAt(`${key}[${nestable(part) ? n : ''}]`, part)).join('&');
  return Object.entries(value)
    .map(([inner, part]) => writeAt(`${key}[${inner}]`, part))
    .join('&');
};

/** `[]` would make one entry of every key of an object. */
const nestable = (part: Tree): boolean => typeof part !== 'string';
