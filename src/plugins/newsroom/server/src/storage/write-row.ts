/**
 * Writes of one row in SQL, within the running transaction and without hooks: to put a statement
 * together takes Strapi's query engine longer than a database needs for it, while others wait for the
 * lock that the transaction holds.
 */
import { statement, tableName, type Data, type Strapi } from '../strapi';

/** Inserts a row, and gives back its id. */
export async function insertRow(strapi: Strapi, uid: string, data: Data): Promise<number> {
  const { columns, values } = columnsOf(strapi, uid, data);
  const [inserted] = await statement<{ id: number }>(
    strapi,
    `insert into ${tableName(strapi, uid)} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')}) returning id`,
    values,
  );
  return inserted!.id;
}

/** Writes fields of a row. */
export async function updateRow(
  strapi: Strapi,
  uid: string,
  id: number,
  data: Data,
): Promise<void> {
  const { columns, values } = columnsOf(strapi, uid, data);
  await statement(
    strapi,
    `update ${tableName(strapi, uid)} set ${columns.map((name) => `${name} = ?`).join(', ')} where id = ?`,
    [...values, id],
  );
}

interface StoredAttribute {
  type: string;
  columnName?: string;
  /** Of a relation; kept in this row where it owns it. */
  joinColumn?: { name: string };
  owner?: boolean;
  default?: unknown;
}

const attributesOf = (strapi: Strapi, uid: string): Record<string, StoredAttribute> =>
  strapi.db.metadata.get(uid).attributes;

const columnOf = ({ columnName, joinColumn, owner }: StoredAttribute): string | undefined =>
  columnName ?? (owner ? joinColumn?.name : undefined);

/** What is written of the fields of a row; those in other tables are left out. */
function columnsOf(strapi: Strapi, uid: string, data: Data) {
  const attributes = attributesOf(strapi, uid);
  const columns: string[] = [];
  const values: unknown[] = [];
  for (const [name, value] of Object.entries(data)) {
    const attribute = attributes[name];
    const column = attribute && columnOf(attribute);
    if (!column || value === undefined) continue;
    columns.push(`"${column}"`);
    values.push(attribute.type === 'json' && value !== null ? JSON.stringify(value) : value);
  }
  return { columns, values };
}

/** A new row without its relations: what is given, or a field's default, or null. */
export function completeRow(strapi: Strapi, uid: string, data: Data): Data {
  const scalars = Object.entries(attributesOf(strapi, uid)).filter(
    ([name, { columnName }]) => columnName && name !== 'id',
  );
  return Object.fromEntries(
    scalars.map(([name, { default: byDefault }]) => [
      name,
      data[name] ??
        (typeof byDefault === 'function' ? (byDefault as () => unknown)() : byDefault) ??
        null,
    ]),
  );
}
