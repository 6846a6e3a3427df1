/** Whether anything that the newsroom stores has changed. */
import { createHash } from 'node:crypto';
import type { App } from './app';

export interface Watch {
  /** Whether stored rows differ from the last time somebody asked. */
  hasChanged(): Promise<boolean>;
  /** Tables that changed although no statement told so; there are none. */
  missed(): Promise<string[]>;
  stop(): void;
}

/**
 * Reads a table again only after a statement that may have written to it, so that thousands of
 * requests can be watched one by one.
 */
export async function watchTables(app: App): Promise<Watch> {
  const knex = app.strapi.db.connection;
  const digests = new Map<string, string>();
  const tables = await tablesOf(app);
  const touched = new Set<string>();
  const note = ({ sql }: { sql: string }) => {
    if (/^\s*select/i.test(sql)) return;
    for (const table of tables) if (sql.includes(table)) touched.add(table);
  };
  const changesIn = async (some: string[]): Promise<string[]> => {
    const changed = await Promise.all(
      some.map(async (table) => {
        const before = digests.get(table);
        digests.set(table, await digestOf(app, table));
        return digests.get(table) === before ? [] : [table];
      }),
    );
    return changed.flat();
  };
  await changesIn(tables);
  knex.on('query', note);
  return {
    async hasChanged() {
      const some = [...touched];
      touched.clear();
      return (await changesIn(some)).length > 0;
    },
    missed: () => changesIn(tables),
    stop: () => void knex.removeListener('query', note),
  };
}

async function tablesOf({ strapi }: App): Promise<string[]> {
  const inspector = strapi.db.dialect.schemaInspector as { getTables(): Promise<string[]> };
  return (await inspector.getTables()).filter((name) => name.includes('newsroom_'));
}

async function digestOf({ strapi }: App, table: string): Promise<string> {
  const rows = (await strapi.db.connection(table).select('*')) as unknown[];
  const texts = rows.map((row) => JSON.stringify(row)).sort();
  return createHash('sha256').update(texts.join('\n')).digest('hex');
}
