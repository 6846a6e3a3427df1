/** The slug of what has a name: authors, sections, topics. It is given once and changes by hand. */
import {
  claimChosenSlug,
  claimDerivedSlug,
  releaseUnusedSlugs,
  type SlugKind,
} from '../publishing/slugs';
import type { Hooks } from '../storage/hooks';
import { currentScope } from '../storage/scope';
import { asText, newDocumentId, rows, type Strapi } from '../strapi';
import { UID } from '../names';

interface Named {
  documentId: string;
  name: string;
  slug: string | null;
}

export function namedLifecycles(strapi: Strapi, kind: Exclude<SlugKind, 'article'>): Hooks {
  const uid = UID[kind];
  return {
    async beforeCreate({ params: { data } }) {
      data['documentId'] ??= newDocumentId(strapi, uid);
      const ownerId = data['documentId'] as string;
      const isCopy = currentScope()?.operation === 'clone';
      if (data['slug'] && !isCopy)
        await claimChosenSlug(strapi, kind, ownerId, data['slug'] as string);
      else data['slug'] = await claimDerivedSlug(strapi, kind, ownerId, asText(data['name']));
    },

    async beforeUpdate({ params: { where, data } }) {
      if (!('slug' in data)) return;
      const stored = await rows<Named>(strapi, uid).findOne({ where });
      if (!stored || data['slug'] === stored.slug) return;
      const { documentId: ownerId } = stored;
      const isCopy = currentScope()?.operation === 'clone';
      if (data['slug'] && !isCopy)
        await claimChosenSlug(strapi, kind, ownerId, data['slug'] as string);
      else
        data['slug'] = await claimDerivedSlug(
          strapi,
          kind,
          ownerId,
          asText(data['name'] ?? stored.name),
        );
      await releaseUnusedSlugs(strapi, kind, ownerId, [data['slug'] as string]);
    },

    async afterDelete({ result }) {
      const deleted = result as Named | null;
      if (deleted) await releaseUnusedSlugs(strapi, kind, deleted.documentId, []);
    },
  };
}
