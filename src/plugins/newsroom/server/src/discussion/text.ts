/** Readers' text: plain, normalised once, then kept as typed. Pure. */
import Joi from 'joi';
import type { Problem } from '../errors';

/**
 * Control characters but tab and line feed, and the bidi embeddings, overrides and isolates that
 * can turn a line around; joiners and direction marks stay, as Urdu, Persian and Hindi need them.
 */

const STRIPPED =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;

/**
 * The marks on one letter behind the thirtieth: as many as normalisation forms reckon with (UAX #15,
 * Stream-Safe Text Format). Without a limit NFC takes a time that grows with their square.
 */
const HEAPED = /(\p{M}{30})\p{M}+/gu;

/** NFC, CRLF→LF, control characters stripped, outer white space and over-long gaps removed. */
export const normaliseText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(STRIPPED, '')
    .toWellFormed()
    .replace(HEAPED, '$1')
    .normalize('NFC')
    .replace(/\n(?:[^\S\n]*\n){2,}/g, '\n\n')
    .trim();

/** The same for a name, on one line. */
export const normaliseName = (name: string): string => normaliseText(name).replace(/\s+/g, ' ');

export interface TextLimits {
  bodyMin: number;
  bodyMax: number;
  nameMax: number;
}

/** Length as readers count: code points, not UTF-16 units. */
const lengthOf = (text: string): number => Array.from(text).length;

export function bodyProblem(body: string, { bodyMin, bodyMax }: TextLimits): Problem | null {
  const length = lengthOf(body);
  const path = ['body'];
  if (!hasInk(body)) return { code: 'body_required', path };
  if (length < bodyMin) return { code: 'body_too_short', path, params: { min: bodyMin } };
  if (length > bodyMax) return { code: 'body_too_long', path, params: { max: bodyMax } };
  return null;
}

export function nameProblem(name: string, { nameMax }: TextLimits): Problem | null {
  const path = ['authorName'];
  if (!hasInk(name)) return { code: 'name_required', path };
  if (lengthOf(name) > nameMax) return { code: 'name_too_long', path, params: { max: nameMax } };
  return null;
}

/** 254 is the longest address that mail takes (RFC 5321 §4.5.3.1.3, without the brackets). */
export const address = Joi.string().max(254).email({ tlds: false });

export function addressProblem(email: string): Problem | null {
  const isAddress = address.validate(email).error === undefined;
  return isAddress ? null : { code: 'email_invalid', path: ['authorEmail'] };
}

/** Whether anything of it can be seen. */
const hasInk = (text: string): boolean =>
  /[^\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800\u{1d159}]/u.test(text);
