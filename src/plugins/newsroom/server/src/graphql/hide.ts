import { UID } from '../names';
import type { Strapi } from '../strapi';

interface GraphqlPlugin {
  service(name: 'extension'): { shadowCRUD(uid: string): { disable(): void } };
}

/**
 * Keeps Strapi's generated GraphQL away from the plugin's types: it goes past the guard and the
 * visibility rules that every answer of the plugin obeys.
 */
export function hideFromGraphql(strapi: Strapi): void {
  const graphql = strapi.plugin('graphql') as unknown as GraphqlPlugin | undefined;
  if (!graphql) return;
  const extension = graphql.service('extension');
  for (const uid of Object.values(UID)) {
    if (uid !== UID.lock) extension.shadowCRUD(uid).disable();
  }
}
