import type { GraphQLError } from 'graphql';
import { detailsUnder, messageOf, type ErrorCode } from '../errors';
import type { Strapi } from '../strapi';
import { addApolloPlugin } from './apollo';

/** What Apollo and GraphQL say of a caller's mistake without calling it one, or in words of their own. */
const CALLERS_OWN: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^Too many errors processing variables/, 'invalid_query'],
  [/^provided sha does not match query/, 'invalid_query'],
  [/^Schema is not configured to execute/, 'invalid_query'],
  // The parser goes into lists and objects by recursion.
  [/^Maximum call stack size exceeded/, 'query_too_costly'],
];

/**
 * Apollo answers "internal server error" to every error that nobody has given a code. These are the
 * caller's, who is told so.
 */
export function nameCallersFaults(strapi: Strapi): void {
  addApolloPlugin(strapi, {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors({ errors }: { errors: readonly GraphQLError[] }) {
          for (const error of errors) name(error);
          return Promise.resolve();
        },
      }),
  });
}

function name(error: GraphQLError): void {
  // What a resolver throws has a place in the query, and is told as it is.
  if (error.path) return;
  const [, code] = CALLERS_OWN.find(([pattern]) => pattern.test(error.message)) ?? [];
  if (!code) return;
  const message = messageOf(code);
  const details = detailsUnder(code, undefined);
  error.message = message;
  Object.assign(error.extensions, {
    code: 'BAD_USER_INPUT',
    error: { name: 'ValidationError', message, details },
  });
}
