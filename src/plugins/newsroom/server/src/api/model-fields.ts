/** Which fields of a type readers may see, and which types are the plugin's. */
import type { Model, ModelAttribute } from '../strapi';

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

export const isOwn = (uid: string): boolean =>
  uid.startsWith('plugin::newsroom.') || uid.startsWith('newsroom.');
