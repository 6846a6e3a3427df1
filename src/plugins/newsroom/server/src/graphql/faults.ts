import type { GraphQLError } from 'graphql';
import { detailsUnder, messageOf } from '../errors';
import type { Strapi } from '../strapi';
import { addApolloPlugin } from './apollo';

/** What Apollo and GraphQL say of a caller's mistake without calling it one. */
const CALLERS_OWN = [
  /^Too many errors processing variables/,
  /^provided sha does not match query/,
  /^Schema is not configured to execute/,
];

/**
 * Apollo answers "internal server error" to every error that nobody has given a code. These are
 * the caller’s, who is told so.
 */
export function nameCallersFaults(strapi: Strapi): void {
  addApolloPlugin(strapi, {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors({ errors }: { errors: readonly GraphQLError[] }) {
          for (const { message, extensions } of errors) {
            if (extensions['code'] || !CALLERS_OWN.some((pattern) => pattern.test(message)))
              continue;
            const details = detailsUnder('invalid_query', undefined);
            const error = {
              name: 'ValidationError',
              message: messageOf('invalid_query'),
              details,
            };
            Object.assign(extensions, { code: 'BAD_USER_INPUT', error });
          }
          return Promise.resolve();
        },
      }),
  });
}
