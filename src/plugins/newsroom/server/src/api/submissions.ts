import { itemOfReceipt, withdraw, type OwnItem } from '../discussion/receipts';
import { headlinesOf } from '../moderation/queue';
import type { Strapi } from '../strapi';
import { presentSubmission } from './presenters';

/** A reader's own text, by the receipt of its submission. @throws receipt_invalid */
export const findSubmission = async (strapi: Strapi, receipt: string) =>
  present(strapi, await itemOfReceipt(strapi, receipt));

/** Takes it back; again is no error. @throws receipt_invalid */
export const withdrawSubmission = async (strapi: Strapi, receipt: string) =>
  present(strapi, await withdraw(strapi, receipt));

async function present(strapi: Strapi, own: OwnItem) {
  const { articleId } = own.item;
  const articles = await headlinesOf(strapi, [articleId], { publicOnly: true });
  return presentSubmission(own, articles.get(articleId));
}
