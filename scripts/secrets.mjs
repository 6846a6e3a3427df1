import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

const NAMES = [
  'APP_KEYS',
  'API_TOKEN_SALT',
  'ADMIN_JWT_SECRET',
  'TRANSFER_TOKEN_SALT',
  'ENCRYPTION_KEY',
  'JWT_SECRET',
];

const fresh = (name) =>
  name === 'APP_KEYS'
    ? [1, 2].map(() => randomBytes(32).toString('base64')).join(',')
    : randomBytes(32).toString('base64');

/** Writes the secrets that are missing into .env, outside production. Never replaces one. */
export function ensureSecrets(folder = root) {
  if (process.env.NODE_ENV === 'production') return;
  const file = join(folder, '.env');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const missing = NAMES.filter(
    (name) => !process.env[name] && !new RegExp(`^${name}=.`, 'm').test(text),
  );
  if (missing.length === 0) return;
  const lines = missing.map((name) => `${name}=${fresh(name)}`);
  appendFileSync(file, `${text && !text.endsWith('\n') ? '\n' : ''}${lines.join('\n')}\n`, {
    mode: 0o600,
  });
  console.error(`Wrote fresh secrets into .env: ${missing.join(', ')}`);
}
