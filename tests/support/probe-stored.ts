/** Everything that the plugin stores, to see that a refused request has stored nothing. */
import type { App } from './app';

const OWN_TABLE = /^(components_)?newsroom_|^files_related_mph$/;

export type Stored = Map<string, string[]>;

export async function stored({ strapi }: App): Promise<Stored> {
  const tables = [...strapi.db.metadata.values()]
    .map(({ tableName }) => tableName)
    .filter((name) => OWN_TABLE.test(name));
  const rows = await Promise.all(
    tables.map(async (table): Promise<[string, string[]]> => {
      const found = (await strapi.db.connection(table).select('*')) as object[];
      return [table, found.map((row) => JSON.stringify(row)).sort()];
    }),
  );
  return new Map(rows);
}

/** Which rows came, went or changed; a few words on each. */
export function changesIn(before: Stored, after: Stored): string[] {
  return [...after].flatMap(([table, rows]) => {
    const old = before.get(table) ?? [];
    const [were, are] = [new Set(old), new Set(rows)];
    return [
      ...rows.filter((row) => !were.has(row)).map((row) => `${table} + ${row.slice(0, 200)}`),
      ...old.filter((row) => !are.has(row)).map((row) => `${table} - ${row.slice(0, 200)}`),
    ];
  });
}
