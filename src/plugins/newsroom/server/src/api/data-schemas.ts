/** Joi schemas read off a content type: what a body may give, each value such that its column can hold it. */
import Joi from 'joi';
import { modelOf, type ModelAttribute, type Strapi } from '../strapi';
import { date, documentId, instant, integer, MAX_INTEGER, text } from './validate';

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
      return attribute.multiple ? Joi.array().items(file()).max(100) : file();
    case 'relation':
      return relation();
    case 'component': {
      if (depth < 1 || !component) return null;
      const one = dataOf(strapi, component, { ...options, isWhole: true, isNew: true }, depth - 1);
      return repeatable ? Joi.array().items(one).max(200) : one;
    }
    default:
      return null;
  }
}

const NOT_MATCHING = { 'string.pattern.base': '{{#label}} must match {{#regex}}' };

/** Strapi's own rule for a field of type `uid`. */
const SLUG = '^[A-Za-z0-9-_.~]*$';

/** A file by its documentId, or by the number that Strapi's upload answers. */
const file = (): Joi.Schema => Joi.alternatives(integer(1, MAX_INTEGER), documentId());

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
