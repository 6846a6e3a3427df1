import type { App } from './app';

/** Chores of Strapi's own, which come some time after a start: what upload tells of its folders. */
const CHORES =
  /strapi_core_store_settings|upload_folders|^select count\(\W*t0\W+id\W*\) as \W*count\W* from \S*files\W/;

/** The SQL statements that some work takes. */
export async function statementsOf(
  { strapi }: App,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const seen: string[] = [];
  const note = ({ sql }: { sql: string }) => void seen.push(sql);
  strapi.db.connection.on('query', note);
  // Strapi loads what its events carry after a write has been answered; that is not counted. Turns
  // of the loop tell that it is over, and no clock, which runs on while a busy machine holds us.
  for (let quiet = 0, before = 0; quiet < 30; before = seen.length) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    quiet = seen.length === before ? quiet + 1 : 0;
  }
  seen.length = 0;
  try {
    await work();
  } finally {
    strapi.db.connection.removeListener('query', note);
  }
  return seen.filter(
    (sql) => !/^(begin|commit|rollback|savepoint|release)/i.test(sql) && !CHORES.test(sql),
  );
}
