/** Joi schemas as OpenAPI 3.1 reads them: JSON Schema 2020-12, with named parts as components. */
import type Joi from 'joi';

export type Json = Record<string, unknown>;

interface Convertible {
  '~standard': { jsonSchema: { input(options: { target: string }): Json } };
}

const IN_DOCUMENT = '#/components/schemas/';
const DAY = String.raw`^\d{4}-\d{2}-\d{2}$`;

/** Parts that are given by name wherever they stand, recognised by their JSON. */
export class SharedParts {
  private readonly names = new Map<string, string>();
  private readonly lengths = new Set<number>();

  add(name: string, schema: Joi.Schema): void {
    const text = JSON.stringify(jsonOf(schema));
    this.names.set(text, name);
    this.lengths.add(text.length);
  }

  /** Most parts have not even the length of a shared one. */
  nameOf(text: string): string | undefined {
    return this.lengths.has(text.length) ? this.names.get(text) : undefined;
  }
}

/** A schema whose references lead to the document's components. */
export const toJsonSchema = (schema: Joi.Schema, shared: SharedParts): Json =>
  refine(jsonOf(schema), shared).refined as Json;

const jsonOf = (schema: Joi.Schema): Json =>
  (schema as unknown as Convertible)['~standard'].jsonSchema.input({ target: 'draft-2020-12' });

interface Refined {
  refined: unknown;
  /** Of the part as it was, as `JSON.stringify` writes it. */
  text: string;
}

function refine(part: unknown, shared: SharedParts): Refined {
  if (typeof part !== 'object' || part === null) {
    return { refined: part, text: JSON.stringify(part) };
  }
  if (Array.isArray(part)) {
    const items = part.map((one) => refine(one, shared));
    return {
      refined: items.map(({ refined }) => refined),
      text: `[${items.map(({ text }) => text).join(',')}]`,
    };
  }
  const entries = Object.entries(part).map(([key, value]) => [key, refine(value, shared)] as const);
  const text = `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${value.text}`).join(',')}}`;
  const name = shared.nameOf(text);
  if (name) return { refined: { $ref: IN_DOCUMENT + name }, text };
  const refined = Object.fromEntries(entries.map(([key, value]) => [key, value.refined]));
  complete(refined);
  return { refined, text };
}

function complete(schema: Json): void {
  const { $ref, type, enum: values, pattern } = schema;
  if (typeof $ref === 'string') schema['$ref'] = $ref.replace('#/$defs/', IN_DOCUMENT);
  // What Joi leaves out: null among the values of a choice, and that ten characters are a day.
  if (Array.isArray(values) && Array.isArray(type) && type.includes('null')) {
    schema['enum'] = [...(values as unknown[]), null];
  }
  if (pattern === DAY) schema['format'] = 'date';
  // JSON Schema has a word for either kind of address, and none for both.
  if (schema['format'] === 'ip') {
    delete schema['format'];
    delete schema['type'];
    schema['anyOf'] = ['ipv4', 'ipv6'].map((format) => ({ type: 'string', format }));
  }
}
