/** A name stands in bylines and credit labels, so a new one goes there, and a deleted one stays there. */
import { COMPONENT, UID } from '../../names';
import { bylineOf, creditLabel } from '../../publishing/byline';
import type { NewsroomConfig } from '../../config';
import type { AuthorRow, CreditRow } from '../../rows';
import type { Hooks } from '../../storage/hooks';
import { lockStoriesOf } from '../../storage/locks';
import { rows, table, type Strapi } from '../../strapi';
import { storedCredits } from '../article/lifecycles';
import { namedLifecycles } from '../named-lifecycles';

export function authorLifecycles(strapi: Strapi, config: NewsroomConfig): Hooks {
  const named = namedLifecycles(strapi, 'author');
  return {
    beforeCreate: named.beforeCreate,

    async beforeUpdate(event) {
      if ('name' in event.params.data) await lockStoriesOf(strapi, event.params.where);
      await named.beforeUpdate?.(event);
      event.state['stored'] = await rows(strapi, UID.author).findOne({ where: event.params.where });
    },

    async afterUpdate({ result, state }) {
      const author = result as AuthorRow | null;
      const stored = state['stored'] as AuthorRow | null;
      if (!author || author.name === stored?.name) return;
      for (const credit of await creditsOf(strapi, author.id)) {
        await table<CreditRow>(strapi, COMPONENT.credit)
          .where({ id: credit.id })
          .update({ label: creditLabel({ name: author.name, role: credit.role }) })
          .execute();
      }
      await refreshBylines(strapi, author.id, config);
    },

    async beforeDelete({ params: { where } }) {
      await lockStoriesOf(strapi, where);
      const author = await rows(strapi, UID.author).findOne({ where });
      if (!author) return;
      for (const credit of await creditsOf(strapi, author.id)) {
        if (credit.name) continue;
        await table<CreditRow>(strapi, COMPONENT.credit)
          .where({ id: credit.id })
          .update({ name: author.name })
          .execute();
      }
    },

    afterDelete: named.afterDelete,
  };
}

const creditsOf = (strapi: Strapi, authorId: number): Promise<CreditRow[]> =>
  rows<CreditRow>(strapi, COMPONENT.credit).findMany({ where: { author: { id: authorId } } });

async function refreshBylines(
  strapi: Strapi,
  authorId: number,
  config: NewsroomConfig,
): Promise<void> {
  const articles = await rows(strapi, UID.article).findMany({
    where: { credits: { author: { id: authorId } } },
    select: ['id', 'bylineOverride', 'source', 'language'],
  });
  for (const article of articles) {
    const credits = await storedCredits(strapi, article.id);
    // Past the hooks: a new name of an author is no edit of the story.
    await table(strapi, UID.article)
      .where({ id: article.id })
      .update({ byline: bylineOf({ ...article, credits }, config.siteName) })
      .execute();
  }
}
