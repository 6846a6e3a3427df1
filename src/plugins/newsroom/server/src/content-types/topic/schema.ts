import { hidden, NOT_IN_BUILDER, requiredLine } from '../fields';

export const topic = {
  kind: 'collectionType',
  collectionName: 'newsroom_topics',
  info: {
    singularName: 'topic',
    pluralName: 'topics',
    displayName: 'Topic',
    description: 'What a story is about, across sections.',
  },
  options: { draftAndPublish: false },
  pluginOptions: NOT_IN_BUILDER,
  indexes: [{ name: 'newsroom_topics_slug_idx', columns: ['slug'] }],
  attributes: {
    name: requiredLine(),
    slug: { type: 'uid', targetField: 'name' },
    description: { type: 'text' },
    externalId: hidden({ type: 'string' }),
  },
};
