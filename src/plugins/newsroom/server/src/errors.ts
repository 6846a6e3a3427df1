import createError from 'http-errors';
import { errors } from '@strapi/utils';
import type { ErrorCode } from '../../api';

/** Every code that the API answers with: HTTP status and a sentence that says what to do. */
const CATALOGUE = {
  article_not_found: [404, 'There is no such article.'],
  article_gone: [410, 'This story has been withdrawn.'],
  comment_not_found: [404, 'There is no such comment.'],
  reply_not_found: [404, 'There is no such reply.'],
  reply_not_in_thread: [400, '"inReplyTo" must name a reply in the thread of "comment".'],
  not_found: [404, 'Not found.'],
  preview_not_allowed: [403, 'Reading drafts needs the permission article.preview.'],
  backdate_not_allowed: [403, 'Setting "datePublished" needs the permission article.backdate.'],
  on_behalf_not_allowed: [403, '"reader" needs the permission comment.submitOnBehalf.'],
  discussion_closed: [403, 'This discussion is closed.'],
  discussion_hidden: [403, 'This discussion is not open to readers.'],
  credit_empty: [400, 'A credit needs an author or a name.'],
  body_required: [400, 'The text is missing.'],
  body_too_short: [400, 'The text is too short.'],
  body_too_long: [400, 'The text is too long.'],
  name_required: [400, 'The name is missing.'],
  name_too_long: [400, 'The name is too long.'],
  email_required: [400, 'The e-mail address is missing.'],
  email_invalid: [400, 'The e-mail address is not valid.'],
  text_invalid: [400, 'The text holds characters that cannot be stored.'],
  heading_level_invalid: [400, 'Level 1 is the headline; a cross-head has level 2.'],
  section_loop: [400, 'A section cannot be its own parent.'],
  unknown_field: [400, 'This field cannot be set.'],
  invalid_field: [400, 'A field has a value that it cannot hold.'],
  invalid_body: [400, 'The request body must be {"data": {…}} in JSON.'],
  invalid_query: [400, 'The query is not valid.'],
  invalid_cursor: [400, 'The cursor is not valid; start again without one.'],
  invalid_sort: [400, 'This list cannot be sorted that way.'],
  invalid_limit: [400, 'The limit is out of range.'],
  too_many_ids: [400, 'Too many ids in one request.'],
  too_many_items: [400, 'Too many items in one request.'],
  query_too_costly: [400, 'This query asks for too much at once; ask for less, or in pages.'],
  receipt_invalid: [404, 'This receipt is not valid.'],
  invalid_transition: [
    409,
    'This decision cannot follow the present status (nothing leads out of removed).',
  ],
  conflict: [409, 'It has changed since you read it; look again and repeat.'],
  slug_taken: [409, 'Another document uses this slug.'],
  payload_too_large: [413, 'The request body is too large.'],
  unauthorized: [401, 'Missing or invalid credentials.'],
  forbidden: [403, 'This is not allowed.'],
  method_not_allowed: [405, 'This method is not allowed here.'],
} as const satisfies Record<ErrorCode, readonly [number, string]>;

export type { ErrorCode };

export const ERROR_CODES = Object.keys(CATALOGUE) as ErrorCode[];

export interface Problem {
  code: ErrorCode;
  path?: (string | number)[];
  params?: Record<string, unknown>;
}

export interface ErrorDetails {
  code: ErrorCode;
  errors: { path: (string | number)[]; code: ErrorCode; params: Record<string, unknown> }[];
}

export const statusOf = (code: ErrorCode): number => CATALOGUE[code][0];
export const messageOf = (code: ErrorCode): string => CATALOGUE[code][1];

const KNOWN_CLASSES: Record<number, new (message: string, details: ErrorDetails) => Error> = {
  400: errors.ValidationError,
  404: errors.NotFoundError,
  413: errors.PayloadTooLargeError,
};

/** A request with a thousand mistakes is told of the first ones. */
const MOST_PROBLEMS = 20;
const MOST_SENTENCES = 5;

/**
 * An error with a code from the catalogue, in Strapi's envelope: `details` is
 * `{code, errors: [{path, code, params}]}`. The first problem names the error.
 *
 * Strapi answers 400 to its own ApplicationError and drops the details of a ForbiddenError, so the
 * other statuses come from http-errors.
 */
export function newsroomError(first: ErrorCode | Problem, ...others: Problem[]): Error {
  const problems = [typeof first === 'string' ? { code: first } : first, ...others].slice(
    0,
    MOST_PROBLEMS,
  );
  const code = problems[0]!.code;
  const details: ErrorDetails = {
    code,
    errors: problems.map(({ code, path = [], params = {} }) => ({ path, code, params })),
  };
  const message = problems.slice(0, MOST_SENTENCES).map(sentence).join(' ');
  const Known = KNOWN_CLASSES[statusOf(code)];
  return Known ? new Known(message, details) : createError(statusOf(code), message, { details });
}

/** What is wrong where; for codes that say little by themselves, with the words of the check. */
const sentence = ({ code, path, params }: Problem): string => {
  const where = path && path.length > 0 ? `${path.join('.')}: ` : '';
  const { message } = (params ?? {}) as { message?: string };
  return `${where}${messageOf(code)}${TELLING.has(code) && message ? ` ${message}.` : ''}`;
};

const TELLING = new Set<ErrorCode>([
  'invalid_field',
  'invalid_query',
  'invalid_sort',
  'invalid_limit',
]);

/** The code that an error carries, if it is one of ours. */
export function codeOf(error: unknown): ErrorCode | undefined {
  const details = (error as { details?: { code?: unknown } } | null)?.details;
  const code = details?.code;
  return typeof code === 'string' && Object.hasOwn(CATALOGUE, code)
    ? (code as ErrorCode)
    : undefined;
}

/** Where Strapi says that something is wrong: it names paths, and knows no codes. */
interface ForeignDetails {
  path?: unknown;
  errors?: { path?: unknown }[];
}

/** What Strapi found wrong, under a code of ours. */
export function detailsUnder(code: ErrorCode, found: ForeignDetails | undefined): ErrorDetails {
  const toPath = (path: unknown): (string | number)[] =>
    Array.isArray(path) ? (path as (string | number)[]) : [];
  const paths = found?.errors?.map(({ path }) => path) ?? [found?.path];
  return {
    code,
    errors: paths.slice(0, MOST_PROBLEMS).map((path) => ({ path: toPath(path), code, params: {} })),
  };
}
