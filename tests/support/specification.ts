/** The application's OpenAPI specification, from Strapi's own generator, and checks by what it says. */
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Core } from '@strapi/strapi';
import type { App } from './app';

export type Json = Record<string, unknown>;

export interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: Json;
}

export interface Operation {
  method: string;
  path: string;
  parameters: Parameter[];
  body: Json | null;
  answer: Json | null;
}

interface OperationObject {
  parameters: Parameter[];
  requestBody?: { content: Record<string, { schema: Json }> };
  responses: Record<string, { content?: Record<string, { schema: Json }> }>;
}

export interface Specification {
  document: { components: { schemas: Record<string, Json> } };
  /** The newsroom's own, by method and path. */
  operations: Operation[];
  validator(schema: Json): ValidateFunction;
  /** What makes a schema none; empty: nothing. */
  problemsOf(schema: Json): string[];
}

const OWN =
  /^\/(articles|authors|sections|topics|comments|replies|comment-counts|submissions|moderation)(\/|$)/;

export function specificationOf({ strapi }: App): Specification {
  // Strapi's own dependency, which the generator's command line uses too.
  const { generate } = jest.requireActual<{
    generate: (app: Core.Strapi) => {
      document: { paths: Record<string, Record<string, OperationObject>> } & Json;
    };
  }>('@strapi/openapi');
  const document = JSON.parse(JSON.stringify(generate(strapi).document)) as ReturnType<
    typeof generate
  >['document'] &
    Specification['document'];
  const ajv = new Ajv2020({ strict: false, inlineRefs: false, code: { optimize: false } });
  addFormats(ajv);
  ajv.addSchema({ $id: 'specification', components: document.components });
  const known = new Map<Json, ValidateFunction>();
  return {
    document,
    operations: Object.entries(document.paths)
      .filter(([path]) => OWN.test(path))
      .flatMap(([path, operations]) =>
        Object.entries(operations).map(([method, { parameters, requestBody, responses }]) => ({
          method: method.toUpperCase(),
          path,
          parameters,
          body: requestBody?.content['application/json']?.schema ?? null,
          answer: responses['200']?.content?.['application/json']?.schema ?? null,
        })),
      ),
    problemsOf: (schema) =>
      ajv.validateSchema(schema) === true ? [] : [ajv.errorsText(ajv.errors)],
    validator(schema) {
      const validate = known.get(schema) ?? ajv.compile(inDocument(schema) as Json);
      known.set(schema, validate);
      return validate;
    },
  };
}

/** References of a part of the document, as they are found from outside of it. */
function inDocument(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(inDocument);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      key === '$ref' ? `specification${value as string}` : inDocument(value),
    ]),
  );
}

/** Names and values of a query as Strapi reads it: `a[b][0]=c`. */
export function queryString(query: Json): string {
  const parts: string[] = [];
  const write = (name: string, value: unknown): void => {
    if (value === undefined || value === null) return;
    if (typeof value === 'object') {
      for (const [key, part] of Object.entries(value)) write(`${name}[${key}]`, part);
    } else {
      // eslint-disable-next-line @typescript-eslint/no-base-to-string -- objects are done above
      parts.push(`${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
    }
  };
  for (const [name, value] of Object.entries(query)) write(name, value);
  return parts.join('&');
}
