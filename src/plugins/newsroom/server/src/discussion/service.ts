import { configOf } from '../api/context';
import type { Strapi } from '../strapi';
import { recount, type RecountReport } from './recount';

/** For scripts and a site's own code: `strapi.plugin('newsroom').service('discussions')`. */
export const discussions = ({ strapi }: { strapi: Strapi }) => ({
  /** Counts every discussion anew and mends what differs; a drift of 0 means nothing did. */
  recount: (onProgress?: (done: number, total: number) => void): Promise<RecountReport> =>
    recount(strapi, configOf(strapi), onProgress),
});
