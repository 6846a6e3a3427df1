import { createHmac, timingSafeEqual } from 'node:crypto';
import { newsroomError } from '../errors';

/**
 * Opaque places in a list. A cursor is what it points to and a keyed hash of that, so nobody can
 * make one up, and one of a list is no cursor of another.
 */
export function encodeCursor(kind: string, place: unknown, secret: string): string {
  const body = Buffer.from(JSON.stringify(place)).toString('base64url');
  return `${body}.${sign(kind, body, secret)}`;
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
  const [body = '', signature = '', ...rest] = cursor.split('.');
  const expected = Buffer.from(sign(kind, body, secret));
  const given = Buffer.from(signature);
  const isOurs =
    rest.length === 0 && given.length === expected.length && timingSafeEqual(given, expected);
  if (!isOurs) throw newsroomError({ code: 'invalid_cursor', path: [argument] });
  return JSON.parse(Buffer.from(body, 'base64url').toString()) as Place;
}

const sign = (kind: string, body: string, secret: string): string =>
  createHmac('sha256', secret).update(`${kind}.${body}`).digest('base64url').slice(0, 22);
