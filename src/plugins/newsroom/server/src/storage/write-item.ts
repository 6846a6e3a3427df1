/**
 * A comment or reply that is written by the plugin's own services, with its discussion locked. The
 * hooks are those of Strapi's own create and update; but these read the row before and after, while
 * everybody else in the discussion waits.
 */
import { ITEM_UID, type ItemType } from '../names';
import type { ItemRow } from '../rows';
import { writeRelations, type Data, type Strapi } from '../strapi';
import type { Held } from './scope';
import { giveWay } from './transactions';
import { completeRow, insertRow, updateRow } from './write-row';

/** Stores a new one. @returns its row, moments in ISO 8601 */
export async function createItem(strapi: Strapi, type: ItemType, data: Data): Promise<ItemRow> {
  const uid = ITEM_UID[type];
  const { lifecycles } = strapi.db;
  const params = { data };
  await giveWay(strapi);
  const states = await lifecycles.run('beforeCreate', uid, { params });
  const row = completeRow(strapi, uid, data);
  const id = await insertRow(strapi, uid, { ...data, ...row });
  await writeRelations(strapi, 'attachRelations', uid, id, data);
  const result = { id, ...asRead(row) };
  await lifecycles.run('afterCreate', uid, { params, result }, states);
  await giveWay(strapi);
  return result as unknown as ItemRow;
}

/** Writes over one that has been read since. @returns the row as it now is, moments in ISO 8601 */
export async function updateItem(
  strapi: Strapi,
  { type, row }: Required<Held>['item'],
  data: Data,
): Promise<ItemRow> {
  const uid = ITEM_UID[type];
  const { lifecycles } = strapi.db;
  const params = { where: { id: row.id }, data };
  await giveWay(strapi);
  const states = await lifecycles.run('beforeUpdate', uid, { params });
  await updateRow(strapi, uid, row.id, data);
  await writeRelations(strapi, 'updateRelations', uid, row.id, data);
  const result = { ...row, ...asRead(data) };
  await lifecycles.run('afterUpdate', uid, { params, result }, states);
  await giveWay(strapi);
  return result;
}

/** Strapi gives moments back as text. */
const asRead = (data: Data): Data =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      value instanceof Date ? value.toISOString() : value,
    ]),
  );
