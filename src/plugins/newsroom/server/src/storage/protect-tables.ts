import type { Strapi } from '../strapi';

const OWN = /^(components_)?newsroom_/;
const KEY = { type: 'core', key: 'persisted_tables' };

/**
 * Keeps the plugin's tables through a start without the plugin: Strapi skips a plugin whose build
 * is missing, and drops the tables that no loaded type asks for, unless they are listed here.
 */
export async function protectTables(strapi: Strapi): Promise<void> {
  const own = [...strapi.db.metadata.values()]
    .map(({ tableName }) => tableName)
    .filter((name) => OWN.test(name));
  const listed = ((await strapi.store.get(KEY)) ?? []) as (string | { name: string })[];
  const names = new Set(listed.map((table) => (typeof table === 'string' ? table : table.name)));
  const missing = own.filter((name) => !names.has(name));
  if (missing.length === 0) return;
  await strapi.store.set({ ...KEY, value: [...listed, ...missing] });
}
