/** The one service that decides on comments and replies; each item in a transaction of its own. */
import { codeOf, newsroomError, type ErrorCode } from '../errors';
import { ITEM_UID, type ItemType, type ModerationStatus, type Reason } from '../names';
import type { DecisionRow, ItemRow } from '../rows';
import { holdItem } from '../storage/locks';
import { withScope, type Actor, type WriteScope } from '../storage/scope';
import { inTransaction } from '../storage/transactions';
import { updateItem } from '../storage/write-item';
import { rows, type Data, type Strapi } from '../strapi';
import { decisionsOn } from './log';
import type { DecisionAction } from './transitions';

export interface DecisionRequest {
  action: DecisionAction;
  reason?: Reason | null;
  note?: string | null;
  actor: Actor;
  policyVersion?: number | null;
}

export interface DecisionTarget {
  type: ItemType;
  documentId: string;
  revision?: number;
}

export interface DecisionResult extends DecisionTarget {
  moderationStatus: ModerationStatus | null;
  outcome: 'changed' | 'unchanged' | 'conflict' | 'not_found' | 'refused';
  code?: ErrorCode;
}

/** Decides on items one after the other; what becomes of one does not touch the others. */
export async function decide(
  strapi: Strapi,
  request: DecisionRequest,
  items: DecisionTarget[],
): Promise<DecisionResult[]> {
  const results: DecisionResult[] = [];
  for (const item of items) results.push(await decideOne(strapi, request, item));
  return results;
}

async function decideOne(
  strapi: Strapi,
  request: DecisionRequest,
  target: DecisionTarget,
): Promise<DecisionResult> {
  const { type, documentId } = target;
  const repository = rows<ItemRow>(strapi, ITEM_UID[type]);
  try {
    return await inTransaction(strapi, async () => {
      const held = await holdItem(strapi, type, { documentId });
      if (!held) throw notFound(type);
      const { row: stored } = held.item;
      const { data, scope } = await writeFor(strapi, request, stored);
      if (target.revision !== undefined) scope.expectedRevision = target.revision;
      scope.held = held;
      const item = await withScope(scope, () => updateItem(strapi, held.item, data));
      return report(item, scope.changed ? 'changed' : 'unchanged');
    });
  } catch (error) {
    const code = codeOf(error);
    const outcome = code && OUTCOMES[code];
    if (!outcome) throw error;
    return report(await repository.findOne({ where: { documentId } }), outcome, code);
  }

  function report(
    item: ItemRow | null,
    outcome: DecisionResult['outcome'],
    code?: ErrorCode,
  ): DecisionResult {
    return {
      type,
      documentId,
      ...(item && { revision: item.revision }),
      moderationStatus: item?.moderationStatus ?? null,
      outcome,
      ...(code && { code }),
    };
  }
}

const OUTCOMES: Partial<Record<ErrorCode, DecisionResult['outcome']>> = {
  comment_not_found: 'not_found',
  reply_not_found: 'not_found',
  conflict: 'conflict',
  invalid_transition: 'refused',
};

const notFound = (type: ItemType): Error =>
  newsroomError(type === 'comment' ? 'comment_not_found' : 'reply_not_found');

const STATUS_OF: Partial<Record<DecisionAction, ModerationStatus>> = {
  approve: 'approved',
  reject: 'rejected',
  spam: 'spam',
  hold: 'pending',
};

async function writeFor(
  strapi: Strapi,
  { action, reason, note, actor, policyVersion }: DecisionRequest,
  stored: ItemRow,
): Promise<{ data: Data; scope: WriteScope }> {
  const scope: WriteScope = {
    operation: 'decide',
    action,
    actor,
    note: note ?? null,
    policyVersion: policyVersion ?? null,
  };
  if (action === 'feature' || action === 'unfeature') {
    return { data: { featured: action === 'feature' }, scope };
  }
  if (action === 'restore') {
    const last = lastToRestore(await decisionsOn(strapi, stored.documentId));
    if (!last || last.toStatus !== stored.moderationStatus) {
      throw newsroomError({
        code: 'invalid_transition',
        params: { from: stored.moderationStatus, action },
      });
    }
    scope.restores = last.documentId;
    scope.reason = last.previousReason;
    return { data: { moderationStatus: last.fromStatus }, scope };
  }
  scope.reason = reason ?? null;
  return { data: { moderationStatus: STATUS_OF[action] }, scope };
}

const PERSONS = ['administrator', 'token', 'site'];

/** The last decision of a person that nobody has taken back yet. */
function lastToRestore(newestFirst: DecisionRow[]): DecisionRow | undefined {
  const restored = new Set(newestFirst.map(({ restores }) => restores));
  return newestFirst.find(
    ({ actorType, action, documentId }) =>
      PERSONS.includes(actorType) &&
      !['restore', 'create', 'feature', 'unfeature'].includes(action) &&
      !restored.has(documentId),
  );
}
