/**
 * The secrets that the host needs. `npm run develop`, `demo` and `test` write fresh ones into
 * `.env` when there are none; in production they are the operator's to set, and nothing starts
 * without them.
 */
const NAMES = [
  'APP_KEYS',
  'API_TOKEN_SALT',
  'ADMIN_JWT_SECRET',
  'TRANSFER_TOKEN_SALT',
  'ENCRYPTION_KEY',
  'JWT_SECRET',
];

export default () => {
  const missing = NAMES.filter((name) => !process.env[name]);
  if (missing.length > 0) {
    throw new Error(
      `${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} not set. Set them in the environment or in .env ` +
        '(npm run develop writes fresh ones into .env; in production set your own).',
    );
  }
  return {};
};
