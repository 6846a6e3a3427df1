/** What GraphQL tells callers of an error. */
import { errors } from '@strapi/utils';
import { newsroomError } from '../../src/plugins/newsroom/server/src/errors';
import { inEnvelope } from '../../src/plugins/newsroom/server/src/graphql/faults';
import type { Strapi } from '../../src/plugins/newsroom/server/src/strapi';

const logged: unknown[] = [];
const strapi = { log: { error: (error: unknown) => logged.push(error) } } as unknown as Strapi;
const told = (error: unknown) => {
  const { name, message, details } = inEnvelope(strapi, error, 'invalid_query') as {
    name: string;
    message: string;
    details?: { code: string };
  };
  return [name, message, details?.code];
};

test.each([
  ['preview_not_allowed', 'ForbiddenError'],
  ['slug_taken', 'ConflictError'],
  ['article_gone', 'GoneError'],
  ['article_not_found', 'NotFoundError'],
  ['invalid_sort', 'ValidationError'],
] as const)('%s is a %s, with its code', (code, name) => {
  const error = newsroomError(code);
  expect(told(error)).toEqual([name, error.message, code]);
  expect(inEnvelope(strapi, error, 'invalid_query')).toBeInstanceOf(errors.ApplicationError);
});

test('what Strapi refuses gets a code', () => {
  expect(told(new errors.ValidationError('No.'))).toEqual([
    'ValidationError',
    'No.',
    'invalid_query',
  ]);
  expect(told(new errors.NotFoundError('Where?'))).toEqual([
    'NotFoundError',
    'Not found.',
    'not_found',
  ]);
});

test('a fault is logged, and nothing of it is told', () => {
  const fault = new Error('select * from newsroom_articles - too many SQL variables');
  expect(told(fault)).toEqual(['Error', 'Internal Server Error', undefined]);
  expect(logged).toEqual([fault]);
});
