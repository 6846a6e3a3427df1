/** The table of moderation (design: from × action). Pure. */
import type { ModerationStatus, Reason } from '../names';

export const STATUS_ACTIONS = [
  'approve',
  'reject',
  'spam',
  'hold',
  'withdraw',
  'erase',
  'remove',
] as const;
export type StatusAction = (typeof STATUS_ACTIONS)[number];

/** What a moderator may do through the API; `remove` is what deleting means. */
export const DECISION_ACTIONS = [
  'approve',
  'reject',
  'spam',
  'hold',
  'restore',
  'feature',
  'unfeature',
] as const;
export type DecisionAction = (typeof DECISION_ACTIONS)[number];

const TARGET: Record<StatusAction, ModerationStatus> = {
  approve: 'approved',
  reject: 'rejected',
  spam: 'spam',
  hold: 'pending',
  withdraw: 'removed',
  erase: 'removed',
  remove: 'removed',
};

export type Transition =
  { outcome: 'changed'; to: ModerationStatus } | { outcome: 'unchanged' } | { outcome: 'refused' };

/**
 * Where an action leads from a status. `removed` is final, except that an erasure may still empty
 * what is removed; a second rejection changes something only with another reason.
 */
export function transition(
  from: ModerationStatus,
  action: StatusAction,
  reasons: { stored?: Reason | null; given?: Reason | null } = {},
): Transition {
  const to = TARGET[action];
  if (from === 'removed') {
    return to === 'removed' ? { outcome: 'unchanged' } : { outcome: 'refused' };
  }
  if (from !== to) return { outcome: 'changed', to };
  const isOtherReason =
    action === 'reject' && reasons.given != null && reasons.given !== reasons.stored;
  return isOtherReason ? { outcome: 'changed', to } : { outcome: 'unchanged' };
}

const ACTION_FOR: Record<ModerationStatus, StatusAction> = {
  approved: 'approve',
  rejected: 'reject',
  spam: 'spam',
  pending: 'hold',
  removed: 'remove',
};

/** The action that a plain change of the status field stands for. */
export const actionFor = (to: ModerationStatus): StatusAction => ACTION_FOR[to];
