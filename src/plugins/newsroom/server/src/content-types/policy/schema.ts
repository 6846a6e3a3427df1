import { NOT_FOR_EDITORS } from '../fields';

export const policy = {
  kind: 'collectionType',
  collectionName: 'newsroom_policies',
  info: { singularName: 'policy', pluralName: 'policies', displayName: 'Moderation policy' },
  options: { draftAndPublish: false },
  pluginOptions: NOT_FOR_EDITORS,
  indexes: [{ name: 'newsroom_policies_version_idx', type: 'unique', columns: ['version'] }],
  attributes: {
    version: { type: 'integer', required: true },
    active: { type: 'boolean', default: false },
    rules: { type: 'json' },
    note: { type: 'text' },
    activatedAt: { type: 'datetime' },
  },
};
