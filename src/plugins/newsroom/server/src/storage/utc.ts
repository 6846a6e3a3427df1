import { isPostgres, type Strapi } from '../strapi';

interface PostgresDriver {
  defaults?: { parseInputDatesAsUTC?: boolean };
}

/**
 * On PostgreSQL Strapi keeps moments without a zone, and the driver takes them for the server's own.
 * In a zone whose clocks are set back an embargo can then end an hour early.
 */
export function adviseUtc(strapi: Strapi): void {
  const { client } = strapi.db.connection as unknown as {
    client: { config: { client?: unknown }; driver?: PostgresDriver };
  };
  if (!isPostgres(strapi) || client.driver?.defaults?.parseInputDatesAsUTC || !hasTwoOffsets())
    return;
  strapi.log.warn(
    "newsroom: this server's time zone has clock changes, and PostgreSQL columns keep no zone: moments in the repeated hour would move. Start Strapi with TZ=UTC.",
  );
}

const hasTwoOffsets = (year = new Date().getFullYear()): boolean =>
  new Date(year, 0, 1).getTimezoneOffset() !== new Date(year, 6, 1).getTimezoneOffset();
