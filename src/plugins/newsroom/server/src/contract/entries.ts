/** What Strapi's serialiser answers of a type, read off its schema. */
import Joi from 'joi';
import { isOwn, readable } from '../api/model-fields';
import { COMPONENT } from '../names';
import { isMany, modelOf, type ModelAttribute, type Strapi } from '../strapi';

/** `plugin::newsroom.article` → `NewsroomArticle`, `newsroom.lead-image` → `NewsroomLeadImagePart` */
export const entryName = (uid: string): string => {
  const words = uid.split('.').at(-1)!.split('-');
  const name = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');
  return `Newsroom${name}${uid.includes('::') ? '' : 'Part'}`;
};

export const entryLink = (uid: string): Joi.Schema => Joi.link(`#${entryName(uid)}`);

/**
 * An entry of a type: what `fields` did not ask for is not there, and relations only where
 * `populate` asked for them.
 * @param more what the plugin's presenters add
 */
export function entryOf(
  strapi: Strapi,
  uid: string,
  more: Record<string, Joi.Schema> = {},
): Joi.ObjectSchema {
  const keys = Object.fromEntries(
    readable(modelOf(strapi, uid)).flatMap(([name, attribute]) => {
      const value = valueOf(attribute);
      return value ? [[name, value.allow(null)]] : [];
    }),
  );
  const isType = uid.includes('::');
  const identity = isType ? { documentId: Joi.string().required() } : {};
  return Joi.object({ ...keys, ...identity, ...more }).id(entryName(uid));
}

export const componentDefinitions = (strapi: Strapi): Joi.Schema[] =>
  Object.values(COMPONENT).map((uid) => entryOf(strapi, uid));

function valueOf(attribute: ModelAttribute): Joi.Schema | null {
  const target = attribute.target ?? attribute.component;
  switch (attribute.type) {
    case 'string':
    case 'text':
    case 'uid':
    case 'email':
    case 'date':
      return Joi.string().allow('');
    case 'enumeration':
      return Joi.string().valid(...(attribute.enum ?? []));
    case 'boolean':
      return Joi.boolean();
    case 'integer':
      return Joi.number().integer();
    case 'datetime':
      return Joi.string().isoDate();
    case 'relation':
    case 'component':
    case 'media': {
      // What is not the newsroom's own, a file or a site's type, is described where it belongs.
      const one = target && isOwn(target) ? entryLink(target) : Joi.object().unknown(true);
      return isMany(attribute) ? Joi.array().items(one) : one;
    }
    default:
      return Joi.any();
  }
}
