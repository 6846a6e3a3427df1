import path from 'node:path';
import pg from 'pg';

interface Env {
  (name: string, fallback?: string): string;
  int(name: string, fallback: number): number;
  bool(name: string, fallback: boolean): boolean;
}

/**
 * Strapi keeps moments in columns without a zone, and pg would write and read them in the server's:
 * where clocks are set back, one hour of the year means two. Here they are UTC, as on SQLite.
 */
function keepUtc(): void {
  pg.defaults.parseInputDatesAsUTC = true;
  const { TIMESTAMP } = pg.types.builtins;
  pg.types.setTypeParser(TIMESTAMP, (moment) => new Date(`${moment.replace(' ', 'T')}Z`));
}

interface Sqlite {
  pragma(text: string): unknown;
}

/**
 * SQLite's write-ahead log: a commit takes one write to the disk instead of three, during which the
 * server answers nobody; and readers do not wait for writers.
 */
function writeAhead(connection: Sqlite, done: (error: Error | null, connection: Sqlite) => void) {
  connection.pragma('journal_mode = WAL');
  done(null, connection);
}

export default ({ env }: { env: Env }) => {
  const client = env('DATABASE_CLIENT', 'sqlite');
  const connections: Record<string, object> = {
    sqlite: {
      connection: {
        // From dist/config back to the application's root.
        filename: path.resolve(__dirname, '..', '..', env('DATABASE_FILENAME', '.tmp/data.db')),
      },
      useNullAsDefault: true,
      pool: { afterCreate: writeAhead },
    },
    postgres: {
      connection: {
        connectionString: env('DATABASE_URL') || undefined,
        host: env('DATABASE_HOST', 'localhost'),
        port: env.int('DATABASE_PORT', 5432),
        database: env('DATABASE_NAME', 'newsroom'),
        user: env('DATABASE_USERNAME', 'newsroom'),
        password: env('DATABASE_PASSWORD', ''),
        ssl: env.bool('DATABASE_SSL', false) && {
          rejectUnauthorized: env.bool('DATABASE_SSL_REJECT_UNAUTHORIZED', true),
        },
        schema: env('DATABASE_SCHEMA', 'public'),
      },
      pool: { min: env.int('DATABASE_POOL_MIN', 2), max: env.int('DATABASE_POOL_MAX', 10) },
    },
  };
  if (client === 'postgres') keepUtc();
  const connection = connections[client];
  if (!connection) {
    throw new Error(`DATABASE_CLIENT is "${client}"; it must be sqlite or postgres.`);
  }
  return { connection: { client, ...connection } };
};
