/**
 * Opaque places in a list. A cursor is encrypted, as a place holds the number of a row, and numbers
 * tell how much there is that nobody sees. The key is bound to the list, so nobody can make a cursor
 * up, and one of a list is no cursor of another.
 */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { newsroomError } from '../errors';

const CIPHER = 'aes-256-gcm';
const IV_LENGTH = 12;
const TAG_LENGTH = 16;

/** The same for the same place: pages are kept, and compared. */
export function encodeCursor(kind: string, place: unknown, secret: string): string {
  const text = JSON.stringify(place);
  // Derived from what it encrypts, so that it is never used for two texts (as in RFC 8452).
  const iv = mac(secret, `place:${kind}:${text}`).subarray(0, IV_LENGTH);
  const cipher = createCipheriv(CIPHER, keyOf(kind, secret), iv);
  const body = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
}

/**
 * @param argument the name under which the caller gave it
 * @throws invalid_cursor
 */
export function decodeCursor<Place>(
  kind: string,
  cursor: string,
  secret: string,
  argument = 'cursor',
): Place {
  try {
    return JSON.parse(decrypt(kind, cursor, secret)) as Place;
  } catch {
    throw newsroomError({ code: 'invalid_cursor', path: [argument] });
  }
}

/** @throws an Error for what was not encrypted here */
function decrypt(kind: string, cursor: string, secret: string): string {
  const bytes = Buffer.from(cursor, 'base64url');
  // Several texts stand for the same bytes.
  if (bytes.toString('base64url') !== cursor) throw new Error('not canonical');
  const iv = bytes.subarray(0, IV_LENGTH);
  const tag = bytes.subarray(IV_LENGTH, IV_LENGTH + TAG_LENGTH);
  const decipher = createDecipheriv(CIPHER, keyOf(kind, secret), iv, {
    authTagLength: TAG_LENGTH,
  }).setAuthTag(tag);
  const body = decipher.update(bytes.subarray(IV_LENGTH + TAG_LENGTH));
  return Buffer.concat([body, decipher.final()]).toString();
}

const keyOf = (kind: string, secret: string): Buffer => mac(secret, `key:${kind}`);

const mac = (secret: string, text: string): Buffer =>
  createHmac('sha256', secret).update(text).digest();
