/** What the schema says of itself to anonymous callers: the source of everything that is probed. */
import type { App } from './app';
import { dataOf } from './graphql';

export interface TypeRef {
  kind: string;
  name: string | null;
  ofType: TypeRef | null;
}

export interface InputValue {
  name: string;
  type: TypeRef;
}

export interface Field {
  name: string;
  args: InputValue[];
  type: TypeRef;
}

export interface NamedType {
  kind: string;
  name: string;
  fields: Field[] | null;
  inputFields: InputValue[] | null;
  enumValues: { name: string }[] | null;
}

export interface Schema {
  types: Map<string, NamedType>;
  queries: Field[];
  mutations: Field[];
}

const REF = 'kind name ofType { kind name ofType { kind name ofType { kind name } } }';
const VALUES = `{ name type { ${REF} } }`;
const ALL = '(includeDeprecated: true)';
const INTROSPECTION = `{ __schema { types {
  kind name
  fields${ALL} { name type { ${REF} } args${ALL} ${VALUES} }
  inputFields${ALL} ${VALUES}
  enumValues${ALL} { name }
} } }`;

export async function introspect(app: App): Promise<Schema> {
  const { __schema } = (await dataOf(app, INTROSPECTION)) as { __schema: { types: NamedType[] } };
  const types = new Map(__schema.types.map((type) => [type.name, type]));
  const fieldsOf = (name: string): Field[] => types.get(name)!.fields!;
  return { types, queries: fieldsOf('Query'), mutations: fieldsOf('Mutation') };
}

export const typeOf = ({ types }: Schema, ref: TypeRef): NamedType => types.get(nameOf(ref))!;

export const nameOf = ({ name, ofType }: TypeRef): string => name ?? nameOf(ofType!);

/** As it stands in the schema language: `[ID!]!` */
export function wordsOf({ kind, name, ofType }: TypeRef): string {
  if (kind === 'NON_NULL') return `${wordsOf(ofType!)}!`;
  return kind === 'LIST' ? `[${wordsOf(ofType!)}]` : name!;
}

export const isRequired = ({ kind }: TypeRef): boolean => kind === 'NON_NULL';

export const isList = ({ kind, ofType }: TypeRef): boolean =>
  kind === 'LIST' || (kind === 'NON_NULL' && isList(ofType!));

export const isObject = ({ kind }: NamedType): boolean => kind === 'OBJECT';

/** Root fields that the host and Strapi's own plugins bring: none of them is the newsroom's. */
const HOSTS =
  /^(create|update|delete)?(uploadFile|i18NLocale|reviewWorkflows|usersPermissions)|^(me|login|register|emailConfirmation|(forgot|reset|change)Password)$/i;

export const isHosts = ({ name }: Field): boolean => HOSTS.test(name);

/** The types that a walk from some of them comes to: as output, or with `input` as arguments. */
export function reachedFrom(schema: Schema, fields: Field[], way: 'output' | 'input'): NamedType[] {
  const reached = new Map<string, NamedType>();
  const visit = (ref: TypeRef): void => {
    const type = typeOf(schema, ref);
    if (reached.has(type.name)) return;
    reached.set(type.name, type);
    for (const inner of type.inputFields ?? []) visit(inner.type);
    if (way === 'output') for (const field of type.fields ?? []) visit(field.type);
  };
  const visitArguments = (some: Field[]): void => {
    for (const { args } of some) for (const { type } of args) visit(type);
  };
  if (way === 'output') {
    for (const { type } of fields) visit(type);
  } else {
    visitArguments(fields);
    for (const { fields: own } of reachedFrom(schema, fields, 'output')) visitArguments(own ?? []);
  }
  return [...reached.values()];
}
