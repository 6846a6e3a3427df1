/** The one place that names what the plugin registers: types, permissions, error codes, tables. */

export const PLUGIN_ID = 'newsroom';

export const UID = {
  article: 'plugin::newsroom.article',
  author: 'plugin::newsroom.author',
  section: 'plugin::newsroom.section',
  topic: 'plugin::newsroom.topic',
  comment: 'plugin::newsroom.comment',
  reply: 'plugin::newsroom.reply',
  commenter: 'plugin::newsroom.commenter',
  discussion: 'plugin::newsroom.discussion',
  decision: 'plugin::newsroom.decision',
  policy: 'plugin::newsroom.policy',
  slugAlias: 'plugin::newsroom.slug-alias',
  lock: 'plugin::newsroom.lock',
} as const;

export const COMPONENT = {
  credit: 'newsroom.credit',
  leadImage: 'newsroom.lead-image',
  print: 'newsroom.print',
  correction: 'newsroom.correction',
  update: 'newsroom.update',
  seo: 'newsroom.seo',
  link: 'newsroom.link',
} as const;

/** Permissions that no route of their own stands for; a role or a token may be granted them. */
export const GRANT = {
  preview: 'plugin::newsroom.article.preview',
  backdate: 'plugin::newsroom.article.backdate',
  submitOnBehalf: 'plugin::newsroom.comment.submitOnBehalf',
} as const;

/** What anonymous and signed-in readers may do once the plugin is installed. */
export const PUBLIC_ACTIONS = [
  'article.find',
  'article.findOne',
  'author.find',
  'author.findOne',
  'section.find',
  'section.findOne',
  'topic.find',
  'topic.findOne',
  'comment.find',
  'comment.findOne',
  'comment.create',
  'reply.find',
  'reply.findOne',
  'reply.create',
  'submission.findOne',
  'submission.withdraw',
].map((action) => `plugin::${PLUGIN_ID}.${action}`);

export const MODERATION_STATUSES = ['pending', 'approved', 'rejected', 'spam', 'removed'] as const;
export type ModerationStatus = (typeof MODERATION_STATUSES)[number];

export const REASONS = [
  'off_topic',
  'abusive',
  'harassment',
  'hate',
  'spam',
  'illegal',
  'misinformation',
  'personal_data',
  'duplicate',
  'other',
] as const;
export type Reason = (typeof REASONS)[number];

export const DISCUSSION_STATES = ['open', 'closed', 'hidden'] as const;
export type DiscussionState = (typeof DISCUSSION_STATES)[number];

export const MODERATION_MODES = ['inherit', 'premoderate', 'trusted', 'postmoderate'] as const;
export type ModerationMode = (typeof MODERATION_MODES)[number];

export type ItemType = 'comment' | 'reply';
export const ITEM_UID: Record<ItemType, string> = { comment: UID.comment, reply: UID.reply };
