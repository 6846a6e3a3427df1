/** Erasing a person's data empties the row and keeps the thread's shape. */
import { ITEM_UID, type ItemType } from '../names';
import { withScope, type Actor } from '../storage/scope';
import { inTransaction } from '../storage/transactions';
import { rows, table, type Strapi } from '../strapi';
import type { ItemRow } from '../rows';

/** Whether there was such an item. Final: what was in it is gone. */
export function eraseItem(
  strapi: Strapi,
  type: ItemType,
  documentId: string,
  actor: Actor,
): Promise<boolean> {
  return inTransaction(strapi, async () => {
    const uid = ITEM_UID[type];
    const item = await rows<ItemRow>(strapi, uid).findOne({ where: { documentId } });
    if (!item) return false;
    await withScope({ operation: 'decide', action: 'erase', actor }, () =>
      rows(strapi, uid).update({
        where: { id: item.id },
        data: {
          moderationStatus: 'removed',
          body: '',
          authorName: '',
          authorEmail: null,
          commenter: null,
          ipHash: null,
          userAgent: null,
          externalId: null,
          receiptHash: null,
        },
      }),
    );
    // What the checks found may quote the text.
    await table(strapi, uid).where({ id: item.id }).update({ signals: null }).execute();
    await table(strapi, 'plugin::newsroom.decision')
      .where({ itemId: documentId })
      .update({ note: null, evidence: null })
      .execute();
    return true;
  });
}
