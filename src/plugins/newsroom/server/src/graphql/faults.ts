/* eslint-disable @typescript-eslint/no-unsafe-enum-comparison -- see cost.ts */
/**
 * Every error over GraphQL carries a code of ours where one over REST carries it: what is
 * `error.details` there is `extensions.error.details` here.
 */
import type { GraphQLError } from 'graphql';
import { errors } from '@strapi/utils';
import { codeOf, detailsUnder, messageOf, statusOf, type ErrorCode } from '../errors';
import type { Strapi } from '../strapi';
import { addApolloPlugin } from './apollo';

/**
 * Strapi's GraphQL passes the details of its own errors only, so one with a code becomes one of
 * them. What Strapi itself refuses, beyond the guard, gets a code here as it gets one over REST.
 */
export function inEnvelope(strapi: Strapi, error: unknown, fallback: ErrorCode): unknown {
  const { name, message, details } = error as Error & { details: object };
  const code = codeOf(error);
  if (code) {
    if (error instanceof errors.ApplicationError) return error;
    return statusOf(code) === 403
      ? new errors.ForbiddenError(message, details)
      : // Its name becomes `extensions.code`: STRAPI_CONFLICT_ERROR, STRAPI_GONE_ERROR.
        Object.assign(new errors.ApplicationError(message, details), { name });
  }
  if (error instanceof errors.NotFoundError) {
    return new errors.NotFoundError(messageOf('not_found'), detailsUnder('not_found', details));
  }
  if (error instanceof errors.ValidationError) {
    return new errors.ValidationError(message, detailsUnder(fallback, details));
  }
  if (error instanceof errors.ApplicationError) return error;
  // Strapi would tell callers the message of a fault, which may be a whole statement.
  strapi.log.error(error);
  return new Error('Internal Server Error');
}

/** What Apollo and GraphQL say of a caller's mistake without calling it one, or in words of their own. */
const IN_OTHER_WORDS: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^Too many errors processing variables/, 'invalid_query'],
  [/^provided sha does not match query/, 'invalid_query'],
  [/^Unsupported persisted query version/, 'invalid_query'],
  [/^Schema is not configured to execute/, 'invalid_query'],
  // The parser goes into lists and objects by recursion.
  [/^Maximum call stack size exceeded/, 'query_too_costly'],
];

/** What GraphQL and Apollo call a caller's mistake, in words that say where it is. */
const CALLERS_OWN = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
];

/**
 * Gives a code to what is refused before the plugin's resolvers are asked.
 * @param ours the names of the fields that the plugin guards
 */
export function nameCallersFaults(strapi: Strapi, ours: readonly string[]): void {
  const guarded = new Set(ours);
  addApolloPlugin(strapi, {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors({ errors: all }: { errors: readonly GraphQLError[] }) {
          for (const error of all) {
            if (error.path) nameForbidden(error, guarded);
            else nameUnread(error);
          }
          return Promise.resolve();
        },
      }),
  });
}

/** Strapi asks for permissions before it asks the plugin, and says no without a code. */
function nameForbidden(error: GraphQLError, guarded: ReadonlySet<string>): void {
  const { originalError, nodes } = error;
  const [node] = nodes ?? [];
  if (!(originalError instanceof errors.ForbiddenError) || codeOf(originalError)) return;
  if (node?.kind !== 'Field' || !guarded.has(node.name.value)) return;
  originalError.details = detailsUnder('forbidden', undefined);
}

/** Of a request that is refused before any field is read. */
function nameUnread(error: GraphQLError): void {
  const { extensions } = error;
  const [, code] = IN_OTHER_WORDS.find(([pattern]) => pattern.test(error.message)) ?? [];
  if (code) {
    error.message = messageOf(code);
    extensions['code'] = 'BAD_USER_INPUT';
  } else if (extensions['error'] || !CALLERS_OWN.includes(String(extensions['code']))) {
    return;
  }
  const details = detailsUnder(code ?? 'invalid_query', undefined);
  extensions['error'] = { name: 'ValidationError', message: error.message, details };
}
