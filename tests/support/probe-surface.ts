/** The ways into the application, as it runs: so that no new one is forgotten. */
import type { App } from './app';

export interface RouteOf {
  method: string;
  path: string;
}

interface Router {
  type?: string;
  prefix?: string;
  routes: RouteOf[];
}

/** The plugin's routes of a kind, whichever router they stand in. */
export function routesOf({ strapi }: App, type: 'content-api' | 'admin'): RouteOf[] {
  const { routes } = strapi.plugin('newsroom') as unknown as { routes: unknown };
  const routers = Object.values(routes as Record<string, Router>);
  return routers
    .filter((router) => (router.type ?? 'admin') === type)
    .flatMap((router) =>
      router.routes.map(({ method, path }) => ({
        method,
        path: `${router.prefix ?? (type === 'admin' ? '/newsroom' : '')}${path}`,
      })),
    );
}
