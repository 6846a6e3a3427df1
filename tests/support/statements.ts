import type { App } from './app';

/** The SQL statements that some work takes. */
export async function statementsOf(
  { strapi }: App,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const seen: string[] = [];
  let last = Date.now();
  const note = ({ sql }: { sql: string }) => {
    last = Date.now();
    seen.push(sql);
  };
  strapi.db.connection.on('query', note);
  // Strapi loads what its events carry after a write has been answered; that is not counted, and on
  // a busy machine it takes its time.
  while (Date.now() - last < 800) await new Promise((resolve) => setTimeout(resolve, 20));
  seen.length = 0;
  try {
    await work();
  } finally {
    strapi.db.connection.removeListener('query', note);
  }
  return seen.filter((sql) => !/^(begin|commit|rollback|savepoint|release)/i.test(sql));
}
