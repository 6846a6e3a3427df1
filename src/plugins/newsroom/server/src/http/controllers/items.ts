/** Comments and replies: the generated reads, visible ones only, and a reader's submission. */
import type { Context } from 'koa';
import { callerOf } from '../../api/caller';
import type { Item } from '../../api/items';
import { operationsOf } from '../../api/operations';
import { presentArticleStub, presentSubmitted, withoutIds } from '../../api/presenters';
import { refuseQuery } from '../../api/validate';
import { headlinesOf } from '../../moderation/queue';
import type { ItemType } from '../../names';
import type { Strapi } from '../../strapi';

const itemController =
  (type: ItemType) =>
  ({ strapi }: { strapi: Strapi }) => {
    const operations = () => operationsOf(strapi)[type];

    /** Each with the article that it stands under. */
    async function present(items: Item[]) {
      const articleIds = items.map(({ articleId }) => articleId);
      const articles = await headlinesOf(strapi, articleIds, { publicOnly: true });
      return withoutIds(items).map((item) => ({
        ...item,
        article: presentArticleStub(articles.get(item.articleId)),
      }));
    }

    return {
      async find(ctx: Context) {
        const { items, pagination } = await operations().find(callerOf(ctx), ctx.query);
        return { data: await present(items), meta: { pagination } };
      },

      async findOne(ctx: Context) {
        const { documentId } = ctx['params'] as { documentId: string };
        const item = await operations().findOne(callerOf(ctx), documentId, ctx.query);
        const [data] = await present([item]);
        return { data, meta: {} };
      },

      async create(ctx: Context) {
        refuseQuery(ctx.query);
        const submitted = await operations().submit(callerOf(ctx), ctx.request.body);
        ctx.status = 201;
        ctx.set('Cache-Control', 'no-store');
        return presentSubmitted(submitted);
      },
    };
  };

export const comment = itemController('comment');
export const reply = itemController('reply');
