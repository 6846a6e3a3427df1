/** The log of decisions: written with each change, read by pollers who must miss nothing. */
import { UID, type ItemType, type ModerationStatus, type Reason } from '../names';
import type { DecisionRow } from '../rows';
import { takeLock } from '../storage/locks';
import type { Actor } from '../storage/scope';
import { insertRow } from '../storage/write-row';
import { inTransaction } from '../storage/transactions';
import { rowDefaults, rows, table, type Strapi } from '../strapi';

export interface Decision {
  itemType: ItemType;
  itemId: string;
  articleId: string;
  action: string;
  fromStatus: ModerationStatus;
  toStatus: ModerationStatus;
  reason: Reason | null;
  previousReason: Reason | null;
  note?: string | null;
  evidence?: unknown;
  revision: number;
  actor: Actor;
  policyVersion?: number | null;
  restores?: string | null;
}

/** Records a decision in the transaction of the change it stands for. */
export async function recordDecision(
  strapi: Strapi,
  { actor, evidence, ...decision }: Decision,
): Promise<void> {
  const now = new Date();
  await insertRow(strapi, UID.decision, {
    ...rowDefaults(strapi, UID.decision, now),
    ...decision,
    evidence: evidence ?? null,
    actorType: actor.type,
    actorId: actor.id,
    actorName: actor.name?.slice(0, 255) ?? null,
    decidedAt: now,
  });
}

/** The decisions on one item, newest first. */
export const decisionsOn = (strapi: Strapi, itemId: string): Promise<DecisionRow[]> =>
  rows(strapi, UID.decision).findMany({ where: { itemId }, orderBy: [{ id: 'desc' }], limit: 200 });

const LOG_LOCK = 'decision-log';

/**
 * A page of the log after a position.
 *
 * Ids cannot order it: a decision with a lower id may commit after one with a higher id has been
 * read. So a decision gets its position when the log is read, under a lock, from what has been
 * committed by then; one that commits later gets a later position. Writers pay nothing.
 */
export async function readLog(
  strapi: Strapi,
  after: number,
  limit: number,
): Promise<DecisionRow[]> {
  await inTransaction(strapi, () => numberNewDecisions(strapi));
  return rows(strapi, UID.decision).findMany({
    where: { position: { $gt: after } },
    orderBy: [{ position: 'asc' }],
    limit,
  });
}

const NUMBERED_AT_ONCE = 1000;

async function numberNewDecisions(strapi: Strapi): Promise<void> {
  const hasNew = await table(strapi, UID.decision)
    .select('id')
    .where({ position: { $null: true } })
    .limit(1)
    .execute();
  if (hasNew.length === 0) return;
  await takeLock(strapi, LOG_LOCK);
  const last = await table(strapi, UID.decision)
    .select('position')
    .where({ position: { $notNull: true } })
    .orderBy({ position: 'desc' })
    .limit(1)
    .execute();
  let position = Number(last[0]?.position ?? 0);
  const fresh = await table(strapi, UID.decision)
    .select('id')
    .where({ position: { $null: true } })
    .orderBy({ id: 'asc' })
    .limit(NUMBERED_AT_ONCE)
    .execute();
  for (const { id } of fresh) {
    position += 1;
    await table(strapi, UID.decision).where({ id }).update({ position }).execute();
  }
}
