import type { Strapi } from '../strapi';
import { modelOf } from '../strapi';

const FILE = 'plugin::upload.file';

/**
 * A file knows what it is used in, drafts and embargoed stories too, and a token that may read
 * files could ask it. So that side of the relation is private, as its owners' side is not.
 */
export function hideRelated(strapi: Strapi): void {
  const related = modelOf(strapi, FILE).attributes['related'];
  if (related) related.private = true;
}
