import Joi from 'joi';
import { newsroomError, type ErrorCode, type Problem } from '../errors';

/** What Joi found, as a problem of ours: the code of the field if it has one, else the fallback. */
type Codes = Record<string, Partial<Record<string, ErrorCode>>>;

/**
 * Checks input against a schema and answers with coded problems, all at once.
 * @param codes the codes of a field by Joi's type of error; `*` stands for every type
 * @param fallback the code of everything else
 */
export function validate<T>(
  schema: Joi.Schema,
  input: unknown,
  fallback: ErrorCode,
  codes: Codes = {},
): T {
  const result: Joi.ValidationResult<T> = schema.validate(input, {
    abortEarly: false,
    convert: true,
  });
  const { error } = result;
  if (!error) return result.value;
  const [first, ...others] = error.details.map((detail): Problem => {
    const ofField = codes[detail.path.filter((part) => typeof part === 'string').join('.')];
    const code =
      ofField?.[detail.type] ??
      (detail.type === 'object.unknown' ? UNKNOWN[fallback] : undefined) ??
      ofField?.['*'] ??
      (detail.type === 'text.nul' ? 'text_invalid' : fallback);
    // A form knows its fields, not the envelope that they are sent in.
    const { path: whole, message } = innermost(detail);
    const path = whole[0] === 'data' ? whole.slice(1) : whole;
    return { code, path, params: { message: message.replace(/^"data\./, '"') } };
  });
  throw newsroomError(first!, ...others);
}

/** Of a value that may be one of several kinds: what is wrong with the kind that comes nearest. */
function innermost(detail: Joi.ValidationErrorItem): Joi.ValidationErrorItem {
  const { details = [] } = (detail.context ?? {}) as { details?: Joi.ValidationErrorItem[] };
  const deepest = details.reduce<Joi.ValidationErrorItem | null>(
    (best, one) => (one.path.length > (best ?? detail).path.length ? one : best),
    null,
  );
  return deepest ? innermost(deepest) : detail;
}

/** A key nobody knows is a bad query in a query, and a bad field in a body. */
const UNKNOWN: Partial<Record<ErrorCode, ErrorCode>> = { invalid_field: 'unknown_field' };

/** Text that a database can hold: PostgreSQL refuses NUL and lone surrogates. */
export const text = (max: number): Joi.StringSchema =>
  Joi.string()
    .max(max)
    .custom((value: string, helpers) =>
      value.includes('\u0000') || !value.isWellFormed() ? helpers.error('text.nul') : value,
    )
    .messages({ 'text.nul': '{{#label}} holds characters that cannot be stored' });

/** A documentId as Strapi makes them, or as an import may bring them. */
export const documentId = (): Joi.StringSchema => text(255).pattern(/^[A-Za-z0-9_-]+$/);

/** The largest number that an integer column holds on every database. */
export const MAX_INTEGER = 2 ** 31 - 1;

/** A whole number that fits a database's integer. */
export const integer = (min: number, max: number): Joi.NumberSchema =>
  Joi.number().integer().min(min).max(max);

/** ISO 8601, within the years that every database can hold. */
export const instant = (): Joi.DateSchema =>
  Joi.date()
    .iso()
    .min('0001-01-01T00:00:00Z')
    .max('9999-12-31T23:59:59Z')
    .custom((value: Date, helpers: Joi.CustomHelpers<unknown>) =>
      isInUtc(helpers.original) ? value : helpers.error('date.format'),
    );

/** A day of the calendar, alone or with a time and its offset: nothing hangs on the server's zone. */
const INSTANT = /^(\d{4}-\d{2}-\d{2})(T[\d:.]+(Z|[+-]\d{2}:?\d{2}))?$/i;

const isInUtc = (value: unknown): boolean => {
  if (typeof value !== 'string') return value instanceof Date;
  const [, day] = INSTANT.exec(value) ?? [];
  return day !== undefined && isDay(day);
};

/** Whether a day is in the calendar: 30 February is not. */
export const isDay = (day: string): boolean => {
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(+moment) && moment.toISOString().startsWith(day);
};

/** A day, without a time. */
export const date = (): Joi.StringSchema =>
  Joi.string()
    .pattern(/^\d{4}-\d{2}-\d{2}$/)
    .custom((value: string, helpers) => (isDay(value) ? value : helpers.error('string.isoDate')));

const noQuery = Joi.object({});

/** For what takes no query. @throws invalid_query */
export const refuseQuery = (query: unknown): void => {
  validate(noQuery, query, 'invalid_query');
};
