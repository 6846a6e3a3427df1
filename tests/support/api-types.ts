/** The types for front ends as checks: an answer is what `strapi-plugin-newsroom/api` says it is. */
import { resolve } from 'node:path';
import Ajv from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

const FILE = resolve(__dirname, '../../src/plugins/newsroom/api/index.d.ts');

/** What differs between a value and a type of the API; empty: nothing. */
export type TypeCheck = (type: string, value: unknown) => string[];

export function createTypeCheck(): {
  problemsOfType: TypeCheck;
  /** The names of a type's fields. */
  fieldsOfType: (type: string) => string[];
} {
  const schema = createGenerator({
    path: FILE,
    tsconfig: resolve(__dirname, '../tsconfig.json'),
    type: '*',
    additionalProperties: false,
    skipTypeCheck: true,
  }).createSchema('*');
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addSchema(schema, 'api');
  const definitions = schema.definitions as Record<string, { properties: object }>;
  const problemsOfType: TypeCheck = (type, value) => {
    const validate = ajv.getSchema(`api#/definitions/${type}`);
    if (!validate) throw new Error(`There is no type ${type}.`);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message = '', params }) =>
        `${type}${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
  return {
    problemsOfType,
    fieldsOfType: (type) => Object.keys(definitions[type]!.properties).sort(),
  };
}
