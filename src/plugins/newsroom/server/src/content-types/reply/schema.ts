import { UID } from '../../names';
import { hidden, itemFields, machineKept, NOT_IN_BUILDER, relationTo } from '../fields';

export const reply = {
  kind: 'collectionType',
  collectionName: 'newsroom_replies',
  info: {
    singularName: 'reply',
    pluralName: 'replies',
    displayName: 'Reply',
    description: 'Answers a comment, or another reply of the same thread.',
  },
  options: { draftAndPublish: false },
  pluginOptions: NOT_IN_BUILDER,
  indexes: [
    { name: 'newsroom_replies_thread_idx', columns: ['thread_id', 'listed', 'posted_at', 'id'] },
    { name: 'newsroom_replies_article_idx', columns: ['article_id', 'listed', 'posted_at', 'id'] },
    { name: 'newsroom_replies_queue_idx', columns: ['moderation_status', 'posted_at', 'id'] },
    { name: 'newsroom_replies_receipt_idx', type: 'unique', columns: ['receipt_hash'] },
  ],
  attributes: {
    comment: hidden(relationTo(UID.comment)),
    inReplyTo: hidden(relationTo(UID.reply)),
    threadId: machineKept({ type: 'string' }),
    articleId: machineKept({ type: 'string' }),
    ...itemFields(),
  },
};
