/** Filters written from the input types: every field with every operator. */
import type { Row } from './newsroom';
import { GUESS } from './probe-plant';
import { nameOf, typeOf, wordsOf, type NamedType, type Schema } from './graphql-probe-schema';

/** A value that fits a scalar and might match what is hidden. */
const GUESSES: Record<string, unknown> = {
  ID: GUESS,
  String: GUESS,
  Boolean: true,
  Int: 0,
  Float: 0,
  Date: '2024-05-04',
  DateTime: '2024-05-04T00:00:00.000Z',
  JSON: GUESS,
};

/** What each operator takes; one that is not here is not known. */
const OPERATORS: Record<string, (guess: unknown, words: string) => unknown> = {
  ...Object.fromEntries(
    [
      ...['eq', 'eqi', 'ne', 'nei', 'gt', 'gte', 'lt', 'lte', 'startsWith', 'endsWith'],
      ...['contains', 'notContains', 'containsi', 'notContainsi'],
    ].map((operator) => [operator, (guess: unknown) => guess]),
  ),
  ...Object.fromEntries(
    ['and', 'or', 'in', 'notIn'].map((operator) => [operator, (guess: unknown) => [guess]]),
  ),
  between: (guess) => [guess, guess],
  null: () => true,
  notNull: () => true,
  not: (guess) => ({ ne: guess }),
};

const isOperators = ({ name }: NamedType): boolean =>
  name.endsWith('FilterInput') && !name.endsWith('sFilterInput');
const isNested = ({ name }: NamedType): boolean => name.endsWith('FiltersInput');

const GROUPS = ['and', 'or', 'not'];

/** How far filters are followed through what they lead to. */
const DEEPEST = 4;

/**
 * Every filter of a type: each field with each operator, in groups, and through relations and
 * components with less and less of them.
 * @throws what the schema holds and this does not know
 */
export function filtersFor(schema: Schema, name: string, depth = 1): Row[] {
  return schema.types.get(name)!.inputFields!.flatMap((field): Row[] => {
    const type = typeOf(schema, field.type);
    const here = (value: unknown): Row => ({ [field.name]: value });
    if (GROUPS.includes(field.name) && type.name === name) {
      return depth > 1
        ? []
        : groupsOf(schema, type).map((inner) => here(field.name === 'not' ? inner : [inner]));
    }
    if (isOperators(type)) return operatorsOf(type, depth).map(here);
    if (isNested(type))
      return depth < DEEPEST ? filtersFor(schema, type.name, depth + 1).map(here) : [];
    throw new Error(`The filter ${name}.${field.name}: ${wordsOf(field.type)} is not known here`);
  });
}

function operatorsOf(type: NamedType, depth: number): Row[] {
  const guess = guessFor(type);
  return type.inputFields!.flatMap(({ name, type: takes }, index) => {
    const value = OPERATORS[name];
    if (!value)
      throw new Error(`The operator ${type.name}.${name}: ${wordsOf(takes)} is not known here`);
    // Far from the top a few operators say as much as all.
    if (depth > 1 && !['eq', 'startsWith', 'notNull'].includes(name) && index % 7 !== depth)
      return [];
    return depth > 2 && name !== 'eq' ? [] : [{ [name]: value(guess, nameOf(takes)) }];
  });
}

function guessFor({ name }: NamedType): unknown {
  const scalar = name.replace('FilterInput', '');
  if (!(scalar in GUESSES)) throw new Error(`The filter ${name} is not known here`);
  return GUESSES[scalar];
}

/** A few conditions for groups. */
function groupsOf(schema: Schema, { inputFields, name }: NamedType): Row[] {
  const scalars = inputFields!.filter((field) => isOperators(typeOf(schema, field.type)));
  const conditions = scalars.map((field): Row => ({
    [field.name]: { ne: guessFor(typeOf(schema, field.type)) },
  }));
  return [
    ...conditions,
    ...conditions.slice(0, 4).map((condition) => ({ not: condition })),
    ...conditions.slice(0, 4).map((condition) => ({ or: [condition, ...conditions.slice(0, 3)] })),
    { and: [{ and: [{ not: conditions[0]! }] }] },
    ...(inputFields!.some((field) => nameOf(field.type) === name) ? [{ or: [] }, {}] : []),
  ];
}

type Value = string | number | boolean | null | Value[] | { [key: string]: Value };

/** The same filter as REST spells it; null where it has no spelling for a value. */
export function inRest(filters: Value, path = 'filters'): string | null {
  if (filters === null) return null;
  if (typeof filters !== 'object') {
    return `${path}=${encodeURIComponent(String(filters))}`;
  }
  const parts = Object.entries(filters).map(([key, value]) => {
    const isOperator = !Array.isArray(filters) && key in OPERATORS;
    return inRest(value, `${path}[${isOperator ? '$' : ''}${key}]`);
  });
  return parts.length === 0 || parts.includes(null) ? null : parts.join('&');
}
