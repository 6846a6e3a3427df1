/** Joi schemas as OpenAPI 3.1 reads them: JSON Schema 2020-12, with named parts as components. */
import type Joi from 'joi';

export type Json = Record<string, unknown>;

interface Convertible {
  '~standard': { jsonSchema: { input(options: { target: string }): Json } };
}

const IN_DOCUMENT = '#/components/schemas/';
const DAY = String.raw`^\d{4}-\d{2}-\d{2}$`;

/**
 * @param shared parts that are given by name wherever they stand, by their JSON as text
 * @returns a schema whose references lead to the document's components
 */
export const toJsonSchema = (schema: Joi.Schema, shared: Map<string, string>): Json =>
  refine(jsonOf(schema), shared) as Json;

/** By what a part is recognised wherever it stands. */
export const textOf = (schema: Joi.Schema): string => JSON.stringify(jsonOf(schema));

const jsonOf = (schema: Joi.Schema): Json =>
  (schema as unknown as Convertible)['~standard'].jsonSchema.input({ target: 'draft-2020-12' });

function refine(part: unknown, shared: Map<string, string>): unknown {
  if (Array.isArray(part)) return part.map((one) => refine(one, shared));
  if (typeof part !== 'object' || part === null) return part;
  const name = shared.get(JSON.stringify(part));
  if (name) return { $ref: IN_DOCUMENT + name };
  const refined = Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, refine(value, shared)]),
  );
  const { $ref, type, enum: values, pattern } = refined;
  if (typeof $ref === 'string') refined['$ref'] = $ref.replace('#/$defs/', IN_DOCUMENT);
  // What Joi leaves out: null among the values of a choice, and that ten characters are a day.
  if (Array.isArray(values) && Array.isArray(type) && type.includes('null')) {
    refined['enum'] = [...(values as unknown[]), null];
  }
  if (pattern === DAY) refined['format'] = 'date';
  return refined;
}
