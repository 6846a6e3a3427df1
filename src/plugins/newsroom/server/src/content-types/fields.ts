/** Small builders, so that a schema reads as a list of fields and no flag is forgotten. */
import {
  DISCUSSION_STATES,
  MODERATION_MODES,
  MODERATION_STATUSES,
  REASONS,
  UID,
  type ModerationMode,
} from '../names';

export type Attribute = { type: string } & Record<string, unknown>;
export type Attributes = Record<string, Attribute>;

/** One line of text that may be longer than the 255 characters of a string's column on PostgreSQL. */
export const longLine = (maxLength?: number): Attribute => ({
  type: 'string',
  columnType: { type: 'text', args: ['longtext'] },
  ...(maxLength !== undefined && { maxLength }),
});

/** A line that must hold something to be seen; Strapi takes white space for a value. */
export const requiredLine = (): Attribute => ({
  type: 'string',
  required: true,
  maxLength: 255,
  regex: String.raw`\S`,
});

/** Private and out of `_q`: `private` alone leaves a field searchable by anybody. */
export const hidden = (attribute: Attribute): Attribute => ({
  ...attribute,
  private: true,
  searchable: false,
});

/** Kept by the hooks: no API input can set it. */
export const machineKept = (attribute: Attribute): Attribute => ({ ...attribute, writable: false });

export const choice = (values: readonly string[], more: object = {}): Attribute => ({
  type: 'enumeration',
  enum: [...values],
  ...more,
});

export const relationTo = (
  target: string,
  relation = 'manyToOne',
  more: object = {},
): Attribute => ({
  type: 'relation',
  relation,
  target,
  ...more,
});

export const moderationMode = (fallback: ModerationMode = 'inherit'): Attribute =>
  choice(MODERATION_MODES, { default: fallback });

export const discussionState = (): Attribute => choice(DISCUSSION_STATES, { default: 'open' });

/** The fields that a comment and a reply have in common. */
export const itemFields = (): Attributes => ({
  body: { type: 'text', required: true },
  authorName: { type: 'string', required: true },
  moderationStatus: choice(MODERATION_STATUSES),
  postedAt: machineKept({ type: 'datetime' }),
  editedAt: machineKept({ type: 'datetime' }),
  moderatedAt: machineKept({ type: 'datetime' }),
  replyCount: machineKept({ type: 'integer', default: 0 }),
  featured: { type: 'boolean', default: false },
  revision: machineKept({ type: 'integer' }),
  listed: hidden(machineKept({ type: 'boolean', default: false })),
  authorEmail: hidden({ type: 'email' }),
  commenter: hidden(machineKept(relationTo(UID.commenter, 'manyToOne', { useJoinTable: false }))),
  signals: hidden(machineKept({ type: 'json' })),
  ipHash: hidden(machineKept({ type: 'string' })),
  userAgent: hidden(machineKept({ type: 'string' })),
  rejectionReason: hidden(choice(REASONS)),
  receiptHash: hidden(machineKept({ type: 'string' })),
  externalId: hidden({ type: 'string' }),
  /** What stands for it in the Content Manager. */
  label: hidden(machineKept({ type: 'string' })),
});

/** Machinery: travels with `strapi export`, but no editor meets it. */
export const NOT_FOR_EDITORS = {
  'content-manager': { visible: false },
  'content-type-builder': { visible: false },
};

/** The Content-Type Builder would write an override of a plugin's type; ours belong to the code. */
export const NOT_IN_BUILDER = { 'content-type-builder': { visible: false } };
