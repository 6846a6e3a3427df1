import { itemFields, NOT_IN_BUILDER } from '../fields';

export const comment = {
  kind: 'collectionType',
  collectionName: 'newsroom_comments',
  info: {
    singularName: 'comment',
    pluralName: 'comments',
    displayName: 'Comment',
    description: 'Opens a thread in the discussion of an article.',
  },
  options: { draftAndPublish: false },
  pluginOptions: NOT_IN_BUILDER,
  indexes: [
    {
      name: 'newsroom_comments_newest_idx',
      columns: ['article_id', 'listed', 'posted_at', 'id'],
    },
    {
      name: 'newsroom_comments_most_replied_idx',
      columns: ['article_id', 'listed', 'reply_count', 'id'],
    },
    { name: 'newsroom_comments_queue_idx', columns: ['moderation_status', 'posted_at', 'id'] },
    { name: 'newsroom_comments_receipt_idx', type: 'unique', columns: ['receipt_hash'] },
  ],
  attributes: {
    /** documentId of the article. Not a relation: publishing an article replaces its row. */
    articleId: { type: 'string', required: true },
    ...itemFields(),
  },
};
