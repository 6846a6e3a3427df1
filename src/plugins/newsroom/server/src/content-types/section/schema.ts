import { UID } from '../../names';
import { hidden, moderationMode, NOT_IN_BUILDER, relationTo, requiredLine } from '../fields';

export const section = {
  kind: 'collectionType',
  collectionName: 'newsroom_sections',
  info: {
    singularName: 'section',
    pluralName: 'sections',
    displayName: 'Section',
    description: 'A part of the paper. Its articles inherit its moderation mode.',
  },
  options: { draftAndPublish: false },
  pluginOptions: NOT_IN_BUILDER,
  indexes: [{ name: 'newsroom_sections_slug_idx', columns: ['slug'] }],
  attributes: {
    name: requiredLine(),
    slug: { type: 'uid', targetField: 'name' },
    description: { type: 'text' },
    parent: relationTo(UID.section),
    moderationMode: moderationMode(),
    externalId: hidden({ type: 'string' }),
  },
};
