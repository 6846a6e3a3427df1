import type { Context } from 'koa';
import { itemOfReceipt, withdraw, type OwnItem } from '../../discussion/receipts';
import { headlinesOf } from '../../moderation/queue';
import type { Strapi } from '../../strapi';
import { presentSubmission } from '../presenters';

/** A reader's own text, by the receipt of its submission. */
export const submission = ({ strapi }: { strapi: Strapi }) => {
  const receiptOf = (ctx: Context) => (ctx['params'] as { receipt: string }).receipt;

  async function answer(ctx: Context, own: OwnItem) {
    ctx.set('Cache-Control', 'no-store');
    const { articleId } = own.item;
    const articles = await headlinesOf(strapi, [articleId], { publicOnly: true });
    return { data: presentSubmission(own, articles.get(articleId)) };
  }

  return {
    findOne: async (ctx: Context) => answer(ctx, await itemOfReceipt(strapi, receiptOf(ctx))),
    withdraw: async (ctx: Context) => answer(ctx, await withdraw(strapi, receiptOf(ctx))),
  };
};
