import type { Context } from 'koa';
import { findSubmission, withdrawSubmission } from '../../api/submissions';
import { refuseQuery } from '../../api/validate';
import type { Strapi } from '../../strapi';

/** A reader's own text, by the receipt of its submission. */
export const submission = ({ strapi }: { strapi: Strapi }) => {
  const answer =
    (operation: typeof findSubmission) =>
    async (ctx: Context): Promise<{ data: unknown }> => {
      refuseQuery(ctx.query);
      const { receipt } = ctx['params'] as { receipt: string };
      const data = await operation(strapi, receipt);
      ctx.set('Cache-Control', 'no-store');
      return { data };
    };

  return { findOne: answer(findSubmission), withdraw: answer(withdrawSubmission) };
};
