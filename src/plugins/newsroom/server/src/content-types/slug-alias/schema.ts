import { choice, NOT_FOR_EDITORS } from '../fields';

export const slugAlias = {
  kind: 'collectionType',
  collectionName: 'newsroom_slug_aliases',
  info: { singularName: 'slug-alias', pluralName: 'slug-aliases', displayName: 'Slug alias' },
  options: { draftAndPublish: false },
  pluginOptions: NOT_FOR_EDITORS,
  indexes: [
    { name: 'newsroom_slug_aliases_slug_idx', type: 'unique', columns: ['kind', 'slug'] },
    { name: 'newsroom_slug_aliases_owner_idx', columns: ['owner_id'] },
  ],
  attributes: {
    kind: choice(['article', 'author', 'section', 'topic'], { required: true }),
    slug: { type: 'string', required: true },
    ownerId: { type: 'string', required: true },
    /** From when readers could find the story under this slug; null: never. */
    publicFrom: { type: 'datetime' },
  },
};
