/** For tokens that moderate: the queue, the decisions, the log. */
import type { Context } from 'koa';
import { decideItems, logPage, queueItem, queuePage } from '../../api/moderation';
import { refuseQuery } from '../../api/validate';
import type { Strapi } from '../../strapi';

export const queue = ({ strapi }: { strapi: Strapi }) => ({
  async read(ctx: Context) {
    const { items, ...pagination } = await queuePage(strapi, ctx.query);
    return { data: items, meta: { pagination } };
  },

  async readItem(ctx: Context) {
    refuseQuery(ctx.query);
    const { type, documentId } = ctx['params'] as Record<string, string>;
    return { data: await queueItem(strapi, type, documentId) };
  },
});

export const moderation = ({ strapi }: { strapi: Strapi }) => ({
  async decide(ctx: Context) {
    refuseQuery(ctx.query);
    const { results, counts } = await decideItems(strapi, ctx.request.body);
    return { data: results, meta: { counts } };
  },
});

export const decisions = ({ strapi }: { strapi: Strapi }) => ({
  async read(ctx: Context) {
    const { decisions, ...pagination } = await logPage(strapi, ctx.query);
    return { data: decisions, meta: { pagination } };
  },
});
