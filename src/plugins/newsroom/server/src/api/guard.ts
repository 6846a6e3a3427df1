/** The one guard before every generated route: what a query and a body may say. */
import Joi from 'joi';
import { newsroomError, type ErrorCode } from '../errors';
import type { Strapi } from '../strapi';
import { dataOf } from './data-schemas';
import { fieldsOf, filtersOf, populateOf, sortOf } from './query-schemas';
import { documentId, integer, text, validate } from './validate';

export interface ListQuery {
  filters?: Record<string, unknown>;
  sort?: unknown;
  fields?: unknown;
  populate?: unknown;
  pagination?: {
    page?: number;
    pageSize?: number;
    start?: number;
    limit?: number;
    withCount?: boolean;
  };
  status?: 'draft' | 'published';
  _q?: string;
}

export interface Guard {
  readonly options: GuardOptions;
  readonly schemas: { list: Joi.ObjectSchema; one: Joi.ObjectSchema };
  /** @throws invalid_query, invalid_sort, invalid_limit */
  list(query: unknown): ListQuery;
  /** @throws invalid_query */
  one(query: unknown): ListQuery;
  /** @throws invalid_body, unknown_field, invalid_field, text_invalid */
  data(body: unknown): Record<string, unknown>;
}

export interface GuardOptions {
  /** Whether readers may populate relations; a type without has none to show. */
  populate?: boolean;
  /** Whether `_q` may be asked. */
  search?: boolean;
  /** Whether there are drafts. */
  drafts?: boolean;
  /** More keys of the body, checked elsewhere. */
  extraData?: Record<string, Joi.Schema>;
}

const MAX_PAGE = 1_000_000;
const MAX_PAGE_SIZE = 100;

export const pagination = Joi.object({
  page: integer(1, MAX_PAGE).description('Not with `start` or `limit`.'),
  pageSize: integer(1, MAX_PAGE_SIZE),
  start: integer(0, MAX_PAGE * MAX_PAGE_SIZE).description('Not with `page` or `pageSize`.'),
  limit: integer(1, MAX_PAGE_SIZE),
  withCount: Joi.boolean(),
})
  .without('page', ['start', 'limit'])
  .without('pageSize', ['start', 'limit']);

const CODES = {
  sort: { '*': 'invalid_sort' },
  'pagination.pageSize': { '*': 'invalid_limit' },
  'pagination.limit': { '*': 'invalid_limit' },
} as const;

/** Strapi's own, of how drafts and published versions stand to each other. */
const PUBLICATION_FILTERS = [
  'never-published',
  'has-published-version',
  'modified',
  'unmodified',
  'never-published-document',
  'has-published-version-document',
  'published-without-draft',
  'published-with-draft',
];

const TOO_DEEP = 16;
const TOO_LONG = 200;

/** Builds the guard of a type; its schemas are made once. */
export function createGuard(strapi: Strapi, uid: string, options: GuardOptions = {}): Guard {
  const { populate = true, search = true, drafts = false, extraData = {} } = options;
  const oneSchema = Joi.object({
    fields: fieldsOf(strapi, uid),
    ...(populate && { populate: populateOf(strapi, uid) }),
    ...(drafts && {
      status: Joi.string().valid('draft', 'published'),
      hasPublishedVersion: Joi.boolean(),
      publicationFilter: Joi.string().valid(...PUBLICATION_FILTERS),
    }),
  });
  const listSchema = oneSchema.keys({
    filters: filtersOf(strapi, uid),
    sort: sortOf(strapi, uid),
    pagination,
    ...(search && { _q: text(200) }),
  });
  const bodySchema = Joi.object({
    data: dataOf(strapi, uid).append(extraData).required(),
  }).required();

  return {
    options,
    schemas: { list: listSchema, one: oneSchema },
    list: (query) => {
      refuseExcess(query);
      return validate<ListQuery>(listSchema, query, 'invalid_query', CODES);
    },
    one: (query) => {
      refuseExcess(query);
      return validate<ListQuery>(oneSchema, query, 'invalid_query');
    },
    data: (body) => bodyData(bodySchema, body),
  };
}

/** The `data` of a body. @throws invalid_body, or what its schema says */
export function bodyData<T = Record<string, unknown>>(
  schema: Joi.Schema,
  body: unknown,
  codes: Parameters<typeof validate>[3] = {},
): T {
  const data = (body as { data?: unknown } | null | undefined)?.data;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw newsroomError('invalid_body');
  }
  return validate<{ data: T }>(schema, body, 'invalid_field', codes).data;
}

const ID: Joi.StringSchema = documentId().required();

/** @throws not_found, or the given code, for what cannot be a documentId */
export function documentIdOf(given: unknown, notFound: ErrorCode = 'not_found'): string {
  const result: Joi.ValidationResult<string> = ID.validate(given);
  if (result.error) throw newsroomError(notFound);
  return result.value;
}

/**
 * Refuses at once what is nested deeper, or has longer lists, than any schema takes: Joi would look
 * through all of it first.
 * @throws invalid_query
 */
export function refuseExcess(query: unknown, depth = 0): void {
  if (depth > TOO_DEEP) refuse({ deepest: TOO_DEEP });
  if (typeof query !== 'object' || query === null) return;
  if (Array.isArray(query) && query.length > TOO_LONG) refuse({ longest: TOO_LONG });
  for (const part of Object.values(query)) refuseExcess(part, depth + 1);
}

const refuse = (params: Record<string, number>): never => {
  throw newsroomError({ code: 'invalid_query', params });
};
