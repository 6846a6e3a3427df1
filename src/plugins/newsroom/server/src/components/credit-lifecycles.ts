import { newsroomError } from '../errors';
import { COMPONENT, UID } from '../names';
import { creditLabel } from '../publishing/byline';
import type { CreditRow } from '../rows';
import type { Hooks } from '../storage/hooks';
import { relationId } from '../storage/relations';
import { currentScope } from '../storage/scope';
import { rows, type Data, type Strapi } from '../strapi';
import type { CreditRole } from '.';

/** Keeps the title of a credit's row: the author's name, or the free one, and the role. */
export function creditLifecycles(strapi: Strapi): Hooks {
  return {
    async beforeCreate({ params: { data } }) {
      data['label'] = await labelOf(strapi, data, null);
    },
    async beforeUpdate({ params: { where, data } }) {
      const stored = await rows<CreditRow>(strapi, COMPONENT.credit).findOne({
        where,
        populate: { author: { select: ['name'] } },
      });
      data['label'] = await labelOf(strapi, data, stored);
    },
  };
}

async function labelOf(strapi: Strapi, data: Data, stored: CreditRow | null): Promise<string> {
  const author =
    'author' in data ? await authorName(strapi, data['author'], stored) : stored?.author?.name;
  const free = ('name' in data ? data['name'] : stored?.name) as string | null | undefined;
  const role = ('role' in data ? data['role'] : stored?.role) as CreditRole | null | undefined;
  const name = author ?? free?.trim();
  // What was stored before, and what publishing copies, is left as it is.
  if (!name && !currentScope()) throw newsroomError({ code: 'credit_empty', path: ['credits'] });
  return name ? creditLabel({ name, role: role ?? null }) : '';
}

async function authorName(
  strapi: Strapi,
  given: unknown,
  stored: CreditRow | null,
): Promise<string | undefined> {
  const id = relationId(given);
  if (id) return (await rows(strapi, UID.author).findOne({ where: { id } }))?.name;
  const { connect, disconnect } = (given ?? {}) as { connect?: unknown[]; disconnect?: unknown[] };
  const isUntouched = connect?.length === 0 && (disconnect?.length ?? 0) === 0;
  return isUntouched ? stored?.author?.name : undefined;
}
