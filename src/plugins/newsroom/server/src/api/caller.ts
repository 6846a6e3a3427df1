/** Who asks, whichever way in: what Strapi has authenticated, and what the request says of itself. */
import type { Context } from 'koa';
import { errors } from '@strapi/utils';
import { newsroomError } from '../errors';
import { provided, type Strapi } from '../strapi';

export interface Caller {
  auth: object | undefined;
  /** A signed-in reader. */
  user?: { documentId: string; username?: string; confirmed?: boolean };
  userAgent: string | null;
}

export function callerOf(ctx: Context): Caller {
  const { auth, user } = ctx.state as { auth?: object; user?: Caller['user'] };
  return { auth, user, userAgent: ctx.get('user-agent') || null };
}

interface AuthService {
  verify(auth: unknown, config: { scope: string[] }): Promise<void>;
}

/** Whether the caller has been granted an action. */
export async function isGranted(strapi: Strapi, caller: Caller, action: string): Promise<boolean> {
  try {
    await provided<AuthService>(strapi, 'auth').verify(caller.auth, { scope: [action] });
    return true;
  } catch (error) {
    if (error instanceof errors.ForbiddenError || error instanceof errors.UnauthorizedError) {
      return false;
    }
    throw error;
  }
}

interface RouteState {
  route: { config?: object };
}

/**
 * Lets Strapi find out who asks and whether they may, on a route that is open to it (`auth: false`).
 * @throws unauthorized, forbidden
 */
export async function authorize(strapi: Strapi, ctx: Context, action: string): Promise<void> {
  const auth = provided<AuthService & Authentication>(strapi, 'auth');
  const state = ctx.state as RouteState & { auth?: unknown };
  const scope = [action];
  state.route = { ...state.route, config: { ...state.route.config, auth: { scope } } };
  let isKnown = false;
  await auth.authenticate(ctx, () => {
    isKnown = true;
    return Promise.resolve();
  });
  if (!isKnown) throw newsroomError('unauthorized');
  await auth.verify(state.auth, { scope }).catch((error: unknown) => {
    if (error instanceof errors.UnauthorizedError) throw newsroomError('unauthorized');
    if (error instanceof errors.ForbiddenError) throw newsroomError('forbidden');
    throw error;
  });
}

interface Authentication {
  authenticate(ctx: Context, next: () => Promise<void>): Promise<void>;
}

/** Strapi's checks and filters by what a caller may see and set. */
export const contentApi = (strapi: Strapi, uid: string, { auth = {} }: Caller) => {
  const { sanitize, validate } = strapi.contentAPI;
  // A component has no content type, but is looked through as one.
  const type = strapi.getModel(uid as never);
  return {
    async query(query: object): Promise<Record<string, unknown>> {
      await validate.query(query as never, type, { auth });
      return await sanitize.query(query as never, type, { auth });
    },
    async input(data: object): Promise<Record<string, unknown>> {
      await validate.input(data, type, { auth });
      return (await sanitize.input(data, type, { auth })) as Record<string, unknown>;
    },
    output: async <T>(entries: T[]): Promise<T[]> =>
      (await sanitize.output(entries, type, { auth })) as T[],
  };
};
