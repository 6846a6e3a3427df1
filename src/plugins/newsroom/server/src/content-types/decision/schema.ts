import { MODERATION_STATUSES, REASONS } from '../../names';
import { choice, NOT_FOR_EDITORS } from '../fields';

export const decision = {
  kind: 'collectionType',
  collectionName: 'newsroom_decisions',
  info: { singularName: 'decision', pluralName: 'decisions', displayName: 'Decision' },
  options: { draftAndPublish: false },
  pluginOptions: NOT_FOR_EDITORS,
  indexes: [
    { name: 'newsroom_decisions_position_idx', type: 'unique', columns: ['position'] },
    { name: 'newsroom_decisions_item_idx', columns: ['item_id', 'id'] },
  ],
  attributes: {
    itemType: choice(['comment', 'reply']),
    itemId: { type: 'string' },
    articleId: { type: 'string' },
    action: { type: 'string' },
    fromStatus: choice(MODERATION_STATUSES),
    toStatus: choice(MODERATION_STATUSES),
    reason: choice(REASONS),
    previousReason: choice(REASONS),
    note: { type: 'text' },
    evidence: { type: 'json' },
    /** The revision of the item that was decided on. */
    revision: { type: 'integer' },
    actorType: choice(['administrator', 'token', 'commenter', 'policy', 'site']),
    actorId: { type: 'string' },
    actorName: { type: 'string' },
    policyVersion: { type: 'integer' },
    decidedAt: { type: 'datetime' },
    /** documentId of the decision that this one took back. */
    restores: { type: 'string' },
    /** Place in the log, given when the log is read (see moderation/log.ts). */
    position: { type: 'biginteger' },
  },
};
