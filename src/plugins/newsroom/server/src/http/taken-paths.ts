import { PLUGIN_ID } from '../names';
import { configOf } from '../api/context';
import { contentTypesOf, type Strapi } from '../strapi';

const OWN = new Set(['articles', 'authors', 'sections', 'topics', 'comments', 'replies']);

/**
 * Refuses to start where a type of the host has the paths that the plugin would take without a prefix:
 * of some of them one would silently answer for the other.
 */
export function refuseTakenPaths(strapi: Strapi): void {
  if (configOf(strapi).restPrefix !== '') return;
  const taken = contentTypesOf(strapi).find(
    ({ plugin, uid, info }) =>
      plugin !== PLUGIN_ID && uid.startsWith('api::') && OWN.has(info.pluralName),
  );
  if (!taken) return;
  throw new Error(
    `newsroom: with an empty "restPrefix" its REST paths have no prefix, and "/${taken.info.pluralName}" already belongs to ${taken.uid}. Set config.restPrefix of the plugin, for instance to '/newsroom'.`,
  );
}
