import type { Strapi } from '../strapi';
import { withScope, type Actor } from './scope';

/**
 * Lets a site bring in what happened elsewhere: within `run`, writes through `strapi.documents()`
 * or `strapi.db.query()` may also set the moments and marks that the hooks keep otherwise
 * (`datePublished`, `dateModified`, `postedAt`, `issuedAt`, …). Every other rule holds.
 *
 * @example
 * await strapi.plugin('newsroom').service('importer').run(() =>
 *   strapi.documents('plugin::newsroom.comment').create({ data: { articleId, body, authorName, postedAt } }),
 * );
 */
export const importer = (_: { strapi: Strapi }) => ({
  run: <T>(work: () => Promise<T>, actor: Actor = { type: 'site', id: null, name: 'import' }) =>
    withScope({ operation: 'import', actor }, work),
});
