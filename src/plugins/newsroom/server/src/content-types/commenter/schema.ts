import { choice, NOT_FOR_EDITORS } from '../fields';

export const commenter = {
  kind: 'collectionType',
  collectionName: 'newsroom_commenters',
  info: { singularName: 'commenter', pluralName: 'commenters', displayName: 'Commenter' },
  options: { draftAndPublish: false },
  pluginOptions: NOT_FOR_EDITORS,
  indexes: [
    { name: 'newsroom_commenters_identity_idx', type: 'unique', columns: ['identity_key'] },
  ],
  attributes: {
    /** `account:<documentId>`, `reader:<id>` or `guest:<keyed hash of the address>`. */
    identityKey: { type: 'string', required: true },
    kind: choice(['account', 'reader', 'guest']),
    displayName: { type: 'string' },
    emailVerified: { type: 'boolean', default: false },
    approvedCount: { type: 'integer', default: 0 },
    rejectedCount: { type: 'integer', default: 0 },
    bannedUntil: { type: 'datetime' },
    externalId: { type: 'string' },
  },
};
