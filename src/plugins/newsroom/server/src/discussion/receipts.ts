/** A receipt is the secret that lets a reader see or withdraw what they submitted. */
import { createHash, randomBytes } from 'node:crypto';
import { newsroomError } from '../errors';
import { ITEM_UID, type ItemType } from '../names';
import type { DecisionRow, ItemRow } from '../rows';
import { decisionsOn } from '../moderation/log';
import { withScope } from '../storage/scope';
import { inTransaction } from '../storage/transactions';
import { rows, type Strapi } from '../strapi';

/** 256 random bits: nobody guesses one, so its hash needs no salt. */
export const newReceipt = (): string => randomBytes(32).toString('base64url');

export const hashReceipt = (receipt: string): string =>
  createHash('sha256').update(receipt).digest('base64url');

export const RECEIPT_PATTERN = /^[A-Za-z0-9_-]{43}$/;

export interface OwnItem {
  type: ItemType;
  item: ItemRow;
  /** Newest first. */
  decisions: DecisionRow[];
}

/** @throws receipt_invalid */
export async function itemOfReceipt(strapi: Strapi, receipt: string): Promise<OwnItem> {
  if (RECEIPT_PATTERN.test(receipt)) {
    const where = { receiptHash: hashReceipt(receipt) };
    for (const type of ['comment', 'reply'] as const) {
      const item = await rows<ItemRow>(strapi, ITEM_UID[type]).findOne({ where });
      if (item) return { type, item, decisions: await decisionsOn(strapi, item.documentId) };
    }
  }
  throw newsroomError('receipt_invalid');
}

/** Takes back what a reader submitted; again is no error. */
export function withdraw(strapi: Strapi, receipt: string): Promise<OwnItem> {
  return inTransaction(strapi, async () => {
    const { type, item } = await itemOfReceipt(strapi, receipt);
    const actor = { type: 'commenter' as const, id: null, name: null };
    await withScope({ operation: 'decide', action: 'withdraw', actor }, () =>
      rows(strapi, ITEM_UID[type]).update({
        where: { id: item.id },
        data: { moderationStatus: 'removed' },
      }),
    );
    return itemOfReceipt(strapi, receipt);
  });
}
