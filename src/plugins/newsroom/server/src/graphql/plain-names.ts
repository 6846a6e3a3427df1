import { PLUGIN_ID } from '../names';
import { contentTypesOf, type Strapi } from '../strapi';
import { rootFields } from './root';

interface Naming {
  getFindQueryName(type: unknown): string;
  getFindConnectionQueryName(type: unknown): string;
  getFindOneQueryName(type: unknown): string;
  getCreateMutationTypeName(type: unknown): string;
  getUpdateMutationTypeName(type: unknown): string;
  getDeleteMutationTypeName(type: unknown): string;
}

/**
 * Refuses to start where a type of the host has the name that a root field would take: one of the
 * two would silently answer for the other.
 */
export function refuseClashes(strapi: Strapi, isExposed: (uid: string) => boolean): void {
  const plain = new Set(rootFields.map((field) => field.plain));
  const { naming } = strapi.plugin('graphql').service('utils') as unknown as { naming: Naming };
  for (const type of contentTypesOf(strapi)) {
    if (type.plugin === PLUGIN_ID || !isExposed(type.uid)) continue;
    const clash = rootNamesOf(naming, type).find((name) => plain.has(name));
    if (clash) {
      throw new Error(
        `newsroom: with an empty "restPrefix" its GraphQL fields have plain names, and "${clash}" already belongs to ${type.uid}. Set config.restPrefix of the plugin, for instance to '/newsroom'.`,
      );
    }
  }
}

const rootNamesOf = (naming: Naming, type: unknown): string[] => [
  naming.getFindQueryName(type),
  naming.getFindConnectionQueryName(type),
  naming.getFindOneQueryName(type),
  naming.getCreateMutationTypeName(type),
  naming.getUpdateMutationTypeName(type),
  naming.getDeleteMutationTypeName(type),
];
