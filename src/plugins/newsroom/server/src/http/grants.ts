import { GRANT } from '../names';
import type { Strapi } from '../strapi';

/**
 * Makes actions without a route of their own grantable to roles and tokens: Strapi offers what its
 * router has marked as content API, so they get the mark that the router sets.
 */
export function offerGrants(strapi: Strapi): void {
  for (const action of Object.values(GRANT)) {
    const [controllerName, name] = action.replace('plugin::newsroom.', '').split('.') as [
      string,
      string,
    ];
    const controller = strapi.plugin('newsroom').controller(controllerName) as unknown as Record<
      string,
      unknown
    >;
    const placeholder = () => undefined;
    Object.assign(placeholder, { [Symbol.for('__type__')]: ['content-api'] });
    controller[name] = placeholder;
  }
}
