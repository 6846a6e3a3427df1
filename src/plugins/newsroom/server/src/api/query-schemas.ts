/**
 * Joi schemas read off a content type: which filters, sorts, fields and relations a query may name. So a
 * value that a column cannot hold is a coded 400, not a database error.
 */
import Joi from 'joi';
import { isMany, modelOf, type ModelAttribute, type Strapi } from '../strapi';
import { isTooDemanding, MOST_CONDITIONS, MOST_SEARCHES } from './filter-demand';
import { isOwn, readable } from './model-fields';
import { date, instant, integer, MAX_INTEGER, text } from './validate';

/** How far a query may follow relations. */
const DEEPEST_FILTER = 3;
export const DEEPEST_POPULATE = 4;

const SCALARS: Record<string, () => Joi.Schema> = {
  string: () => text(1000).allow(''),
  text: () => text(1000).allow(''),
  uid: () => text(1000).allow(''),
  email: () => text(1000).allow(''),
  enumeration: () => text(255),
  boolean: () => Joi.boolean(),
  integer: () => integer(-MAX_INTEGER, MAX_INTEGER),
  datetime: () => instant(),
  date: () => date(),
};

const isScalar = ({ type }: ModelAttribute): boolean => type in SCALARS;

const LIST_MAX = 100;

/** Operators of one field; a bare value means `$eq`. */
function condition(attribute: ModelAttribute): Joi.Schema {
  const value = SCALARS[attribute.type]!();
  const isText = ['string', 'text', 'uid', 'email', 'enumeration'].includes(attribute.type);
  const words = text(200).min(1);
  const list = Joi.array().items(value).min(1).max(LIST_MAX).single();
  const operators = Joi.object({
    $eq: value,
    $ne: value,
    $in: list,
    $notIn: list,
    $null: Joi.boolean(),
    $notNull: Joi.boolean(),
    ...(attribute.type !== 'boolean' && {
      $lt: value,
      $lte: value,
      $gt: value,
      $gte: value,
      $between: Joi.array().items(value).length(2),
    }),
    ...(isText && {
      $eqi: value,
      $nei: value,
      $contains: words,
      $notContains: words,
      $containsi: words,
      $notContainsi: words,
      $startsWith: words,
      $startsWithi: words,
      $endsWith: words,
      $endsWithi: words,
    }),
  }).max(10);
  return Joi.alternatives().conditional(Joi.object(), {
    then: operators.keys({ $not: operators }),
    otherwise: value,
  });
}

/** The conditions that stand at hundreds of fields, by the name that a specification gives them. */
export const conditionDefinitions = (): Record<string, Joi.Schema> => ({
  NewsroomTextCondition: condition({ type: 'string' }),
  NewsroomChoiceCondition: condition({ type: 'enumeration' }),
  NewsroomBooleanCondition: condition({ type: 'boolean' }),
  NewsroomNumberCondition: condition({ type: 'integer' }),
  NewsroomMomentCondition: condition({ type: 'datetime' }),
  NewsroomDayCondition: condition({ type: 'date' }),
});

/** `filters` of a type: its readable fields, those of its relations, `$and`, `$or`, `$not`. */
export function filtersOf(strapi: Strapi, uid: string, depth = DEEPEST_FILTER): Joi.Schema {
  const fields = filterFieldsOf(strapi, uid, depth);
  if (depth < DEEPEST_FILTER) return ofRelation(fields);
  return withGroups(fields).custom((value: object, helpers) => {
    if (isTooDemanding(value)) {
      const custom = `{{#label}} may hold ${MOST_CONDITIONS} conditions, ${MOST_SEARCHES} of them within texts; list values with $in instead`;
      return helpers.message({ custom });
    }
    if (isTooWide(strapi, uid, value)) {
      const custom = `{{#label}} may follow relations ${MOST_JOINS} times, each to many no more than once; list values with $in instead`;
      return helpers.message({ custom });
    }
    return value;
  });
}

/** Conditions on a type's fields and on those of its relations, without groups. */
export function filterFieldsOf(
  strapi: Strapi,
  uid: string,
  depth = DEEPEST_FILTER,
): Joi.ObjectSchema {
  const keys: Record<string, Joi.Schema> = {};
  for (const [name, attribute] of readable(modelOf(strapi, uid))) {
    const target = attribute.target ?? attribute.component;
    if (isScalar(attribute)) keys[name] = condition(attribute);
    else if (target && depth > 1 && isOwn(target))
      keys[name] = filtersOf(strapi, target, depth - 1);
  }
  for (const [spelling, name] of Object.entries(SPELLINGS)) {
    if (keys[name] && !keys[spelling]) keys[spelling] = keys[name];
  }
  return Joi.object(keys);
}

/** Plain spellings of fields in filters. */
const SPELLINGS: Record<string, string> = { article: 'articleId' };

/** The same filters, each field under its own name. */
export function spelledOut<T>(filters: T): T {
  if (Array.isArray(filters)) return (filters as unknown[]).map(spelledOut) as T;
  if (typeof filters !== 'object' || filters === null || filters instanceof Date) return filters;
  const both: Record<string, unknown>[] = [];
  const plain: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(filters as Record<string, unknown>)) {
    const own = Object.hasOwn(SPELLINGS, name) ? SPELLINGS[name]! : null;
    if (own) both.push({ [own]: value });
    else plain[name] = name.startsWith('$') ? spelledOut(value) : value;
  }
  if (both.length === 0) return plain as T;
  return { ...plain, $and: [...both, ...toList(plain['$and'])] } as T;
}

const toList = (value: unknown): unknown[] => (Array.isArray(value) ? value : value ? [value] : []);

/** Strapi joins a table for every condition on a relation, and rows multiply with each one to many. */
const MOST_JOINS = 6;

function isTooWide(strapi: Strapi, uid: string, filters: object): boolean {
  const followed: (string | null)[] = [];
  const follow = (value: unknown, type: string, path: string): void => {
    if (Array.isArray(value)) for (const one of value) follow(one, type, path);
    else if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
      for (const [key, part] of Object.entries(value)) {
        const attribute = modelOf(strapi, type).attributes[key];
        const target = attribute && (attribute.target ?? attribute.component);
        if (target) followed.push(isMany(attribute) ? `${path}${key}` : null);
        if (target) follow(part, target, `${path}${key}.`);
        else if (key.startsWith('$')) follow(part, type, path);
      }
    }
  };
  follow(filters, uid, '');
  const many = followed.filter((path) => path !== null);
  return followed.length > MOST_JOINS || new Set(many).size < many.length;
}

const groupOf = (item: Joi.Schema): Joi.Schema => Joi.array().items(item).max(20);

/** At the top, fields stand beside groups, and a group may hold groups once more. */
function withGroups(fields: Joi.ObjectSchema): Joi.Schema {
  const inner = fields.keys({ $and: groupOf(fields), $or: groupOf(fields), $not: fields });
  return fields.keys({ $and: groupOf(inner), $or: groupOf(inner), $not: fields });
}

/** In a relation Strapi takes either fields or one group of them; for the rest it has no answer. */
const ofRelation = (fields: Joi.ObjectSchema): Joi.Schema =>
  Joi.alternatives(fields, Joi.object({ $and: groupOf(fields), $or: groupOf(fields) }).length(1));

const MOST_LISTED = 50;
/** Neither what was asked for nor all that might have been. */
const NOT_LISTED = { 'string.pattern.base': '{{#label}} names what is not there' };

/** `sort=a,b` and `sort[0]=a&sort[1]=b`, each part of them as the pattern says; `*` alone where `all` says so. */
const list = (part: string, all = false): Joi.Schema => {
  const several = `${part}( *, *${part}){0,${MOST_LISTED - 1}}`;
  const named = (pattern: string) =>
    Joi.string()
      .pattern(new RegExp(`^(${pattern})$`))
      .messages(NOT_LISTED);
  return Joi.alternatives(
    Joi.array().items(named(part)).max(MOST_LISTED),
    named(all ? String.raw`\*|${several}` : several),
  );
};

/** `sort` by the type's own readable fields, as Strapi writes it. */
export function sortOf(strapi: Strapi, uid: string): Joi.Schema {
  const names = readable(modelOf(strapi, uid))
    .filter(([, attribute]) => isScalar(attribute))
    .map(([name]) => name);
  const order = Joi.string().valid('asc', 'desc').insensitive();
  const object = Joi.object(Object.fromEntries(names.map((name) => [name, order]))).max(10);
  const part = `(${names.join('|')})(:(asc|desc|ASC|DESC))?`;
  return Joi.alternatives(list(part), object, Joi.array().items(object).max(10));
}

export function fieldsOf(strapi: Strapi, uid: string): Joi.Schema {
  const names = readable(modelOf(strapi, uid))
    .filter(([, attribute]) => isScalar(attribute) || ['blocks', 'json'].includes(attribute.type))
    .map(([name]) => name);
  return list(`(${names.join('|')})`, true);
}

/** `populate` of a type, in Strapi's three ways to write it, no deeper than the answer can be read. */
export function populateOf(strapi: Strapi, uid: string, depth = DEEPEST_POPULATE): Joi.Schema {
  const keys: Record<string, Joi.Schema> = {};
  for (const [name, attribute] of related(strapi, uid)) {
    const target = attribute.target ?? attribute.component ?? FILE;
    keys[name] = Joi.alternatives(
      flag(attribute),
      isOwn(target) && depth > 1
        ? nestedQuery(strapi, target, depth - 1)
        : Joi.object({ fields: fieldsOf(strapi, target) }),
    );
  }
  if (Object.keys(keys).length === 0) return Joi.string().valid('*');
  const paths = relationPaths(strapi, uid, depth).map((path) =>
    path.replaceAll('.', String.raw`\.`),
  );
  return Joi.alternatives(list(`(${paths.join('|')})`, true), Joi.object(keys));
}

/** What media fields lead to. */
const FILE = 'plugin::upload.file';

/** `section`, `section.parent`, … as far as a query may follow relations. */
function relationPaths(strapi: Strapi, uid: string, depth: number): string[] {
  return related(strapi, uid).flatMap(([name, attribute]) => {
    const target = attribute.target ?? attribute.component;
    const further = target && isOwn(target) && depth > 1;
    return [
      name,
      ...(further ? relationPaths(strapi, target, depth - 1).map((path) => `${name}.${path}`) : []),
    ];
  });
}

const related = (strapi: Strapi, uid: string): [string, ModelAttribute][] =>
  readable(modelOf(strapi, uid)).filter(([, { type }]) =>
    ['relation', 'component', 'media'].includes(type),
  );

/** Strapi takes `*` for all that is inside; of a relation that is more than a query may follow. */
const flag = ({ type }: ModelAttribute): Joi.Schema =>
  Joi.alternatives(
    Joi.boolean(),
    Joi.string().valid('1', '0', ...(type === 'relation' ? [] : ['*'])),
  );

/** What a populated relation is asked for, and that of its own relations. */
export const nestedQuery = (strapi: Strapi, uid: string, depth: number): Joi.Schema =>
  Joi.object({
    fields: fieldsOf(strapi, uid),
    sort: sortOf(strapi, uid),
    populate: populateOf(strapi, uid, depth),
  });
