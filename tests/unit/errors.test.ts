/** Errors: a status, a code, and Strapi's envelope. */
import { errors } from '@strapi/utils';
import {
  codeOf,
  messageOf,
  newsroomError,
  statusOf,
  type ErrorCode,
  type ErrorDetails,
} from '../../src/plugins/newsroom/server/src/errors';

type Coded = Error & { status?: number; expose?: boolean; details: ErrorDetails };
const made = (...problems: Parameters<typeof newsroomError>) => newsroomError(...problems) as Coded;

test.each<[ErrorCode, number]>([
  ['body_required', 400],
  ['invalid_cursor', 400],
  ['invalid_query', 400],
  ['reply_not_in_thread', 400],
  ['text_invalid', 400],
  ['unknown_field', 400],
  ['unauthorized', 401],
  ['discussion_closed', 403],
  ['discussion_hidden', 403],
  ['preview_not_allowed', 403],
  ['article_not_found', 404],
  ['comment_not_found', 404],
  ['receipt_invalid', 404],
  ['reply_not_found', 404],
  ['method_not_allowed', 405],
  ['conflict', 409],
  ['invalid_transition', 409],
  ['slug_taken', 409],
  ['article_gone', 410],
  ['payload_too_large', 413],
])('%s answers %d, in a sentence', (code, status) => {
  expect(statusOf(code)).toBe(status);
  expect(messageOf(code)).toMatch(/^[A-Z"].*\.$/);
  expect(made(code)).toMatchObject({ message: messageOf(code), details: { code } });
});

// Strapi's middleware and GraphQL tell errors by their class.
test.each([
  ['body_required', errors.ValidationError],
  ['article_not_found', errors.NotFoundError],
  ['payload_too_large', errors.PayloadTooLargeError],
] as const)('%s is one of Strapi’s own', (code, Class) => {
  expect(made(code)).toBeInstanceOf(Class);
  expect(made(code)).toBeInstanceOf(errors.ApplicationError);
});

test.each(['conflict', 'article_gone', 'preview_not_allowed', 'unauthorized'] as const)(
  '%s keeps its status, which Strapi’s own classes would lose',
  (code) => {
    expect(made(code)).toMatchObject({ status: statusOf(code), expose: true });
    expect(made(code)).not.toBeInstanceOf(errors.ApplicationError);
  },
);

test('details have one shape', () => {
  expect(made('not_found').details).toEqual({
    code: 'not_found',
    errors: [{ path: [], code: 'not_found', params: {} }],
  });
  expect(
    made(
      { code: 'body_too_long', path: ['body'], params: { max: 10 } },
      { code: 'invalid_field', path: ['items', 3, 'id'] },
    ).details,
  ).toEqual({
    code: 'body_too_long',
    errors: [
      { path: ['body'], code: 'body_too_long', params: { max: 10 } },
      { path: ['items', 3, 'id'], code: 'invalid_field', params: {} },
    ],
  });
});

test('the first problem names the error and gives the status; the message tells all', () => {
  const error = made('conflict', { code: 'name_required', path: ['data', 'authorName'] });
  expect(error.status).toBe(409);
  expect(error.message).toBe(
    `${messageOf('conflict')} data.authorName: ${messageOf('name_required')}`,
  );
});

test.each<[string, unknown, ErrorCode | undefined]>([
  ['one of ours', made('slug_taken'), 'slug_taken'],
  ['another error', new Error('x'), undefined],
  ['another code', { details: { code: 'ENOENT' } }, undefined],
  ['a code that is no text', { details: { code: 5 } }, undefined],
  ['no details', {}, undefined],
  ['nothing', null, undefined],
  ['nothing at all', undefined, undefined],
  ['text', 'slug_taken', undefined],
])('the code of %s', (_, error, code) => {
  expect(codeOf(error)).toBe(code);
});

test.each(['toString', 'constructor', '__proto__'])('%s is no code', (code) => {
  expect(codeOf({ details: { code } })).toBeUndefined();
});
