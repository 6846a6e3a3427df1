import { discussionState, moderationMode, NOT_FOR_EDITORS } from '../fields';

export const discussion = {
  kind: 'collectionType',
  collectionName: 'newsroom_discussions',
  info: { singularName: 'discussion', pluralName: 'discussions', displayName: 'Discussion' },
  options: { draftAndPublish: false },
  pluginOptions: NOT_FOR_EDITORS,
  indexes: [
    { name: 'newsroom_discussions_article_idx', type: 'unique', columns: ['article_id'] },
    { name: 'newsroom_discussions_live_idx', columns: ['live_from', 'state', 'article_id'] },
  ],
  attributes: {
    articleId: { type: 'string', required: true },
    state: discussionState(),
    moderationMode: moderationMode(),
    closesAt: { type: 'datetime' },
    /** From when readers may see it: null while the article is not public. */
    liveFrom: { type: 'datetime' },
    commentCount: { type: 'integer', default: 0 },
    /** Threads that a reader finds, tombstones included. */
    threadCount: { type: 'integer', default: 0 },
    lastCommentAt: { type: 'datetime' },
    revision: { type: 'integer', default: 1 },
  },
};
