/**
 * Joi schemas read off a content type: which filters, sorts and fields a query may name, and which
 * values a body may give. So a value that a column cannot hold is a coded 400, not a database error.
 */
import Joi from 'joi';
import { isMany, modelOf, type Model, type ModelAttribute, type Strapi } from '../strapi';
import { date, documentId, instant, integer, text } from './validate';

const MAX_INTEGER = 2 ** 31 - 1;
const MAX_ID = 2 ** 31 - 1;

/** How far a query may follow relations. */
const DEEPEST_FILTER = 3;
export const DEEPEST_POPULATE = 4;

/** What every content type has beside its attributes; a component has only its own. */
const ALWAYS_READABLE: Record<string, ModelAttribute> = {
  documentId: { type: 'string' },
  createdAt: { type: 'datetime' },
  updatedAt: { type: 'datetime' },
};

/** The fields of a type that readers may see. */
export const readable = (model: Model): [string, ModelAttribute][] =>
  Object.entries({ ...model.attributes, ...(isType(model.uid) && ALWAYS_READABLE) }).filter(
    ([name, attribute]) =>
      !attribute.private && !['createdBy', 'updatedBy', 'localizations', 'locale'].includes(name),
  );

const isType = (uid: string): boolean => uid.includes('::');

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
  return withGroups(fields).custom((value: object, helpers) =>
    isTooWide(strapi, uid, value)
      ? helpers.message({
          custom: `{{#label}} may follow relations ${MOST_JOINS} times, each to many no more than once; list values with $in instead`,
        })
      : value,
  );
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
  return Joi.object(keys);
}

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

export const isOwn = (uid: string): boolean =>
  uid.startsWith('plugin::newsroom.') || uid.startsWith('newsroom.');

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

export interface DataOptions {
  /** What a body of blocks may hold; the guard leaves that to Strapi. */
  blocks?: () => Joi.Schema;
  /** Whether what a field must have is asked for; drafts may do without, so the guard does not ask. */
  isWhole?: boolean;
  /** Whether the entry itself is new, or keeps what is not given. */
  isNew?: boolean;
}

/** A type's data as a body may give it: writable fields, each with a value that its column can hold. */
export function dataOf(
  strapi: Strapi,
  uid: string,
  options: DataOptions = {},
  depth = 3,
): Joi.ObjectSchema {
  const keys: Record<string, Joi.Schema> = {};
  for (const [name, attribute] of Object.entries(modelOf(strapi, uid).attributes)) {
    if (attribute.writable === false || NEVER_GIVEN.has(name)) continue;
    const schema = valueOf(strapi, attribute, options, depth);
    if (!schema) continue;
    const { required, type: kind } = attribute;
    const isLeftEmpty = !required && EMPTY.has(kind);
    keys[name] =
      required && options.isWhole
        ? schema.presence(options.isNew ? 'required' : 'optional')
        : attribute.repeatable
          ? schema
          : schema.allow(null, ...(isLeftEmpty ? [''] : []));
  }
  return Joi.object(keys);
}

/** Whose empty form field is an empty text. */
const EMPTY = new Set(['string', 'email', 'uid', 'text']);

const NEVER_GIVEN = new Set([
  'id',
  'documentId',
  'createdAt',
  'updatedAt',
  'publishedAt',
  'createdBy',
  'updatedBy',
  'locale',
  'localizations',
]);

function valueOf(
  strapi: Strapi,
  attribute: ModelAttribute,
  options: DataOptions,
  depth: number,
): Joi.Schema | null {
  const { type, maxLength, component, repeatable, regex } = attribute;
  switch (type) {
    case 'string':
    case 'uid': {
      const pattern = regex ?? (type === 'uid' ? SLUG : undefined);
      const line = text(maxLength ?? 255);
      return pattern ? line.pattern(new RegExp(pattern)).messages(NOT_MATCHING) : line;
    }
    case 'email':
      return text(maxLength ?? 255).email({ tlds: false });
    case 'text':
      return text(maxLength ?? 100_000);
    case 'enumeration':
      return Joi.string().valid(...(attribute.enum ?? []));
    case 'boolean':
      return Joi.boolean();
    case 'integer':
      return integer(-MAX_INTEGER, MAX_INTEGER);
    case 'datetime':
      return instant();
    case 'date':
      return date();
    case 'blocks':
      return (
        options.blocks?.() ??
        Joi.array().items(Joi.object().unknown(true)).max(5000).custom(storable)
      );
    case 'media':
      return attribute.multiple ? Joi.array().items(id()).max(100) : id();
    case 'relation':
      return relation();
    case 'component': {
      if (depth < 1 || !component) return null;
      const one = dataOf(
        strapi,
        component,
        { ...options, isWhole: true, isNew: true },
        depth - 1,
      ).keys({
        id: id(),
      });
      return repeatable ? Joi.array().items(one).max(200) : one;
    }
    default:
      return null;
  }
}

const NOT_MATCHING = { 'string.pattern.base': '{{#label}} must match {{#regex}}' };

/** Strapi's own rule for a field of type `uid`. */
const SLUG = '^[A-Za-z0-9-_.~]*$';

const id = (): Joi.Schema => integer(1, MAX_ID);

const reference = (): Joi.Schema =>
  Joi.alternatives(documentId(), Joi.object({ documentId: documentId().required() }));

const relation = (): Joi.Schema => {
  const many = Joi.array().items(reference()).max(200);
  return Joi.alternatives(
    documentId(),
    many,
    Joi.object({ connect: many, disconnect: many, set: many }),
    Joi.object({ documentId: documentId().required() }),
  );
};

const DEEPEST_BLOCK = 40;

/** Blocks are checked by Strapi; here only that their text can be stored, and how deep they nest. */
function storable(value: unknown, helpers: Joi.CustomHelpers): unknown {
  return isStorable(value, 0) ? value : helpers.error('text.nul');
}

function isStorable(value: unknown, depth: number): boolean {
  if (depth > DEEPEST_BLOCK) return false;
  if (typeof value === 'string') return !value.includes('\u0000') && value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  // Strapi's own check of blocks throws at a null among them.
  if (Array.isArray(value) && value.includes(null)) return false;
  return Object.entries(value).every(
    ([key, part]) => isStorable(key, depth) && isStorable(part, depth + 1),
  );
}
