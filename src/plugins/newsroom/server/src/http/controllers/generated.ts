/** Strapi's generated endpoints, in Strapi's envelope. */
import type { Context } from 'koa';
import { discussionsOf } from '../../api/articles';
import { callerOf } from '../../api/caller';
import type { Entry } from '../../api/generated';
import { operationsOf, type GeneratedType } from '../../api/operations';
import { presentDiscussion, withoutIds } from '../../api/presenters';
import type { Strapi } from '../../strapi';

type Present = (strapi: Strapi, entries: Entry[]) => Promise<Entry[]>;

const asTheyAre: Present = (_strapi, entries) => Promise.resolve(withoutIds(entries));

/** Every article says of its discussion what a list shows: one statement for the whole page. */
const withDiscussions: Present = async (strapi, entries) => {
  const idOf = ({ documentId }: Entry) => documentId as string;
  const discussions = await discussionsOf(strapi, entries.map(idOf));
  return withoutIds(entries).map((entry) => ({
    ...entry,
    discussion: presentDiscussion(discussions.get(idOf(entry))),
  }));
};

const generatedController =
  (type: GeneratedType, present: Present = asTheyAre) =>
  ({ strapi }: { strapi: Strapi }) => {
    const operations = () => operationsOf(strapi)[type];
    const idOf = (ctx: Context) => (ctx['params'] as { documentId: string }).documentId;

    async function answer(entry: Entry) {
      const [data] = await present(strapi, [entry]);
      return { data, meta: {} };
    }

    return {
      async find(ctx: Context) {
        const { entries, pagination } = await operations().find(callerOf(ctx), ctx.query);
        return { data: await present(strapi, entries), meta: { pagination } };
      },

      findOne: async (ctx: Context) =>
        answer(await operations().findOne(callerOf(ctx), idOf(ctx), ctx.query)),

      async create(ctx: Context) {
        const entry = await operations().create(callerOf(ctx), ctx.query, ctx.request.body);
        ctx.status = 201;
        return answer(entry);
      },

      update: async (ctx: Context) =>
        answer(await operations().update(callerOf(ctx), idOf(ctx), ctx.query, ctx.request.body)),

      async delete(ctx: Context) {
        await operations().delete(callerOf(ctx), idOf(ctx), ctx.query);
        ctx.status = 204;
      },
    };
  };

export const article = generatedController('article', withDiscussions);
export const author = generatedController('author');
export const section = generatedController('section');
export const topic = generatedController('topic');
