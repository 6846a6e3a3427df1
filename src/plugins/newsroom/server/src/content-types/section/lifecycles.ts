import { newsroomError } from '../../errors';
import { UID } from '../../names';
import type { SectionRow } from '../../rows';
import type { Hooks } from '../../storage/hooks';
import { SECTIONS_LOCK, takeLock } from '../../storage/locks';
import { relationId } from '../../storage/relations';
import { rows, type Strapi } from '../../strapi';
import { namedLifecycles } from '../named-lifecycles';

const DEEPEST = 20;

export function sectionLifecycles(strapi: Strapi): Hooks {
  const named = namedLifecycles(strapi, 'section');
  return {
    ...named,
    async beforeUpdate(event) {
      await named.beforeUpdate?.(event);
      await refuseLoop(strapi, event.params.where, event.params.data['parent']);
    },
  };
}

/** A section that were its own ancestor would have no moderation mode to inherit. */
async function refuseLoop(
  strapi: Strapi,
  where: Record<string, unknown>,
  parent: unknown,
): Promise<void> {
  let id = relationId(parent);
  if (!id) return;
  // Two sections made each other's parent at once would be a loop that neither saw.
  await takeLock(strapi, SECTIONS_LOCK);
  const self = await rows(strapi, UID.section).findOne({ where, select: ['id'] });
  for (let depth = 0; id && depth < DEEPEST; depth += 1) {
    if (id === self?.id) throw newsroomError({ code: 'section_loop', path: ['parent'] });
    const ancestor: SectionRow | null = await rows(strapi, UID.section).findOne({
      where: { id },
      populate: { parent: { select: ['id'] } },
    });
    id = ancestor?.parent?.id ?? null;
  }
}
