/**
 * One change of a comment or reply, decided on what is stored: the transition table, the revision,
 * the moments. Pure; the hooks write what it returns.
 */
import { newsroomError } from '../errors';
import type { ItemRow } from '../rows';
import type { WriteScope } from '../storage/scope';
import type { Data } from '../strapi';
import { MODERATION_STATUSES, type ModerationStatus, type Reason } from '../names';
import { actionFor, transition, type StatusAction } from './transitions';

export interface ItemChange {
  action: string;
  from: ModerationStatus;
  to: ModerationStatus;
  reason: Reason | null;
  previousReason: Reason | null;
}

/**
 * Settles `data`, about to be written over `stored`, and says what decision that is, if any.
 * @throws conflict, invalid_transition
 */
export function settleChange(
  stored: ItemRow,
  data: Data,
  scope: WriteScope | undefined,
  now: Date,
): ItemChange | null {
  if (scope?.expectedRevision !== undefined && scope.expectedRevision !== stored.revision) {
    throw newsroomError({ code: 'conflict', params: { revision: stored.revision } });
  }
  const change = statusChange(stored, data, scope) ?? featureChange(stored, data);
  const isRewritten = ['body', 'authorName'].some(
    (field) => field in data && data[field] !== stored[field as 'body' | 'authorName'],
  );
  const movesStatus = change !== null && change.from !== change.to;
  if (isRewritten && scope?.action !== 'erase') data['editedAt'] = now;
  if (isRewritten || movesStatus) data['revision'] = stored.revision + 1;
  if (change) data['moderatedAt'] = now;
  if (change && change.to !== 'approved') data['featured'] = false;
  return change;
}

function statusChange(
  stored: ItemRow,
  data: Data,
  scope: WriteScope | undefined,
): ItemChange | null {
  if (data['moderationStatus'] == null) delete data['moderationStatus'];
  else refuseUnknownStatus(data['moderationStatus']);
  const from = stored.moderationStatus;
  const to = (data['moderationStatus'] ?? from) as ModerationStatus;
  const given = (scope?.reason ?? data['rejectionReason'] ?? null) as Reason | null;
  const previousReason = stored.rejectionReason ?? null;
  if (to === from && !(to === 'rejected' && given)) {
    delete data['rejectionReason'];
    return null;
  }
  const action = (scope?.action ?? actionFor(to)) as StatusAction | 'restore';
  if (action !== 'restore' || from === 'removed') {
    const step = transition(from, action === 'restore' ? actionFor(to) : action, {
      stored: previousReason,
      given,
    });
    if (step.outcome === 'refused') {
      throw newsroomError({ code: 'invalid_transition', params: { from, action } });
    }
    if (step.outcome === 'unchanged') {
      delete data['rejectionReason'];
      return null;
    }
  }
  const reason = to === 'rejected' ? (given ?? 'other') : null;
  data['moderationStatus'] = to;
  data['rejectionReason'] = reason;
  return { action, from, to, reason, previousReason };
}

function featureChange(stored: ItemRow, data: Data): ItemChange | null {
  if (!('featured' in data)) return null;
  const featured = Boolean(data['featured']);
  if (featured === Boolean(stored.featured)) return null;
  const status = stored.moderationStatus;
  if (featured && status !== 'approved') {
    throw newsroomError({
      code: 'invalid_transition',
      params: { from: status, action: 'feature' },
    });
  }
  return {
    action: featured ? 'feature' : 'unfeature',
    from: status,
    to: status,
    reason: null,
    previousReason: null,
  };
}

/**
 * The database keeps an enumeration as text, and `strapi.db.query()` checks no values.
 * @throws invalid_field
 */
export function refuseUnknownStatus(status: unknown): void {
  if ((MODERATION_STATUSES as readonly unknown[]).includes(status)) return;
  throw newsroomError({ code: 'invalid_field', path: ['moderationStatus'] });
}
