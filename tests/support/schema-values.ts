/** Values that a JSON Schema describes, and values that it does not. */
import fc from 'fast-check';
import type { Json } from './specification';

export type Override = (path: readonly string[]) => fc.Arbitrary<unknown> | undefined;

interface Context {
  schemas: Record<string, Json>;
  override: Override;
}

/** How deep values nest before they end as soon as they can. */
const DEEP = 6;
/** How many fields that need not be there are. */
const SOME = 3;

/** Letters, marks and emoji: what a reader may write, whatever the field. */
const words = fc
  .stringMatching(/^[A-Za-zäöüéءآج0-9 .,!?'"<>&%_-]{1,30}$/)
  .map((text) => text.trim() || 'x');
const moments = fc.date({
  min: new Date('2001-01-01T00:00:00Z'),
  max: new Date('2020-12-31T00:00:00Z'),
  noInvalidDate: true,
});

const FORMATS: Record<string, fc.Arbitrary<string>> = {
  'date-time': moments.map((moment) => moment.toISOString()),
  date: moments.map((moment) => moment.toISOString().slice(0, 10)),
  email: fc.stringMatching(/^[a-z]{1,9}@[a-z]{1,9}\.example$/),
  ipv4: fc.ipV4(),
  ipv6: fc.ipV6(),
};

/** Values of a schema; `override` gives those that must name what is there. */
export const valuesOf = (
  schema: Json,
  schemas: Record<string, Json>,
  override: Override,
): fc.Arbitrary<unknown> => visit(schema, [], { schemas, override });

function visit(schema: Json, path: readonly string[], context: Context): fc.Arbitrary<unknown> {
  const own = context.override(path);
  if (own) return own;
  const { $ref, anyOf, enum: values, type } = schema;
  if (typeof $ref === 'string') {
    return visit(context.schemas[$ref.split('/').at(-1)!]!, path, context);
  }
  if (Array.isArray(values)) return fc.constantFrom(...(values as unknown[]));
  if (Array.isArray(anyOf)) {
    const branches = anyOf as Json[];
    const few = path.length > DEEP ? branches.slice(0, 1) : branches;
    return fc.oneof(...few.map((branch) => visit({ ...branch }, path, context)));
  }
  if (Array.isArray(type)) {
    return fc.oneof(
      ...(type as string[]).map((one) => visit({ ...schema, type: one }, path, context)),
    );
  }
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.integer({
        min: (schema['minimum'] as number | undefined) ?? -1000,
        max: (schema['maximum'] as number | undefined) ?? 1000,
      });
    case 'string':
      return textOf(schema);
    case 'array':
      return listOf(schema, path, context);
    case 'object':
      return objectOf(schema, path, context);
    default:
      return words;
  }
}

function textOf({ format, pattern, minLength = 0, maxLength = 200 }: Json): fc.Arbitrary<string> {
  const most = Math.min(maxLength as number, 200);
  const text =
    (typeof format === 'string' && FORMATS[format]) ||
    (typeof pattern === 'string' ? fc.stringMatching(new RegExp(pattern)) : words);
  return text.filter(({ length }) => length >= (minLength as number) && length <= most);
}

function listOf(schema: Json, path: readonly string[], context: Context): fc.Arbitrary<unknown> {
  const {
    items = {},
    minItems = 0,
    maxItems = 3,
  } = schema as {
    items?: Json;
    minItems?: number;
    maxItems?: number;
  };
  const maxLength = Math.max(minItems, Math.min(maxItems, path.length > DEEP ? 1 : 3));
  return fc.array(visit(items, [...path, '0'], context), { minLength: minItems, maxLength });
}

function objectOf(schema: Json, path: readonly string[], context: Context): fc.Arbitrary<unknown> {
  const {
    properties = {},
    required = [],
    minProperties = 0,
  } = schema as {
    properties?: Record<string, Json>;
    required?: string[];
    minProperties?: number;
  };
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  const most = Math.max(minProperties, path.length > DEEP ? 0 : SOME);
  return fc
    .subarray(optional, {
      minLength: Math.min(minProperties, optional.length),
      maxLength: Math.min(most, optional.length),
    })
    .chain((names) =>
      fc.record(
        Object.fromEntries(
          [...required, ...names].map((name) => [
            name,
            visit(properties[name]!, [...path, name], context),
          ]),
        ),
      ),
    );
}

/** Values that hardly any schema describes; which of them one does not, its validator tells. */
export const STRANGE: readonly unknown[] = [
  'no such ☃ value',
  { nonsense: 'x' },
  -7.5,
  123_456_789_012,
  true,
  [['x']],
  'x'.repeat(300_000),
  '',
];

/** Every way to spoil a body at one place: a strange value, a key nobody knows, one that is missing. */
export function spoiltOf(body: unknown): { what: string; body: unknown }[] {
  const spoilt: { what: string; body: unknown }[] = [];
  const walk = (value: unknown, path: (string | number)[]): void => {
    const at = path.join('.') || 'body';
    // A body that is no object never gets past the parser; see fuzz.test.ts.
    for (const [n, strange] of path.length > 0 ? STRANGE.entries() : []) {
      spoilt.push({ what: `${at} is strange (${n})`, body: changed(body, path, strange) });
    }
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) {
      const more = { ...value, nonsense: 1 };
      spoilt.push({ what: `${at} has a key nobody knows`, body: changed(body, path, more) });
      for (const key of Object.keys(value)) {
        const { [key]: _gone, ...less } = value as Json;
        spoilt.push({ what: `${at} lacks ${key}`, body: changed(body, path, less) });
      }
    }
    for (const [key, part] of Object.entries(value)) {
      walk(part, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  };
  walk(body, []);
  return spoilt;
}

function changed(value: unknown, [key, ...rest]: (string | number)[], to: unknown): unknown {
  if (key === undefined) return to;
  if (Array.isArray(value))
    return value.map((one, n) => (n === key ? changed(one, rest, to) : one));
  return { ...(value as Json), [key]: changed((value as Json)[key], rest, to) };
}
