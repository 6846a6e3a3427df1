import type { Context } from 'koa';
import { errors } from '@strapi/utils';
import { GRANT } from '../names';
import { provided, type Strapi } from '../strapi';

interface AuthService {
  verify(auth: unknown, config: { scope: string[] }): Promise<void>;
}

/** Whether whoever makes the request has been granted an action. */
export async function isGranted(strapi: Strapi, ctx: Context, action: string): Promise<boolean> {
  try {
    const { auth } = ctx.state as { auth?: unknown };
    await provided<AuthService>(strapi, 'auth').verify(auth, { scope: [action] });
    return true;
  } catch (error) {
    if (error instanceof errors.ForbiddenError || error instanceof errors.UnauthorizedError) {
      return false;
    }
    throw error;
  }
}

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
