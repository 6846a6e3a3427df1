/**
 * The relation, component and media fields that Strapi generates, read through the loaders. As in
 * REST, a relation to a type that the caller may not find is left out, and not an error.
 */
import { contentApi } from '../api/caller';
import { filtersOf, sortOf } from '../api/query-schemas';
import { validate } from '../api/validate';
import { isMany, modelOf, provided, type ModelAttribute, type Strapi } from '../strapi';
import type { GraphqlRequest } from './request';
import Joi from 'joi';
import { pagination, refuseExcess } from '../api/guard';

const MEDIA = 'plugin::upload.file';

export interface Nested {
  filters?: object | null;
  sort?: string[] | null;
  pagination?: { page?: number; pageSize?: number; start?: number; limit?: number } | null;
}

interface Parent {
  id?: number;
  [field: string]: unknown;
}

export const isRelated = ({ type, private: hidden }: ModelAttribute): boolean =>
  !hidden && ['relation', 'component', 'media'].includes(type);

/** @throws invalid_query, invalid_sort, invalid_limit */
export async function loadRelated(
  request: GraphqlRequest,
  uid: string,
  field: string,
  parent: Parent,
  args: Nested,
): Promise<unknown> {
  const { strapi } = request;
  const attribute = modelOf(strapi, uid).attributes[field]!;
  const target = targetOf(attribute);
  const many = isMany(attribute);
  if (attribute.type === 'relation' && !(await request.isGranted(`${target}.find`))) {
    return many ? [] : null;
  }
  // Of an entry that the caller may write and not read, only what was written is told.
  if (parent.id === undefined) return many ? [] : null;
  const params = many ? await paramsOf(request, target, args) : null;
  const value =
    params === null && parent[field] !== undefined
      ? parent[field]
      : await request.related(uid).load({ id: parent.id, field, params });
  const found = many ? pageOf((value ?? []) as unknown[], args.pagination) : (value ?? null);
  return attribute.type === 'media' ? signed(strapi, found) : found;
}

const targetOf = ({ type, target, component }: ModelAttribute): string =>
  type === 'media' ? MEDIA : (target ?? component)!;

interface QueryParams {
  transform(uid: string, query: object): Record<string, unknown>;
}

async function paramsOf(
  { strapi, caller }: GraphqlRequest,
  target: string,
  { filters, sort, pagination: page }: Nested,
): Promise<Record<string, unknown> | null> {
  const asked = {
    ...(filters && { filters: toStrapiFilters(strapi, filters, target) }),
    ...(sort && sort.length > 0 && { sort }),
  };
  const given = { ...asked, ...(page && { pagination: page }) };
  // Most ask for nothing in particular, and there are hundreds of them in an answer.
  if (Object.keys(given).length === 0) return null;
  validate(listSchemaOf(strapi, target), given, 'invalid_query', {
    sort: { '*': 'invalid_sort' },
  });
  if (Object.keys(asked).length === 0) return null;
  // What the caller may not find, it may not look for either.
  const allowed = await contentApi(strapi, target, caller).query(asked);
  const queries = provided<QueryParams>(strapi, 'query-params');
  const { where, orderBy } = queries.transform(target, allowed);
  return { ...(where !== undefined && { where }), ...(orderBy !== undefined && { orderBy }) };
}

const listSchemas = new WeakMap<Strapi, Map<string, Joi.Schema>>();

function listSchemaOf(strapi: Strapi, uid: string): Joi.Schema {
  const made = listSchemas.get(strapi) ?? new Map<string, Joi.Schema>();
  listSchemas.set(strapi, made);
  const schema =
    made.get(uid) ??
    Joi.object({ filters: filtersOf(strapi, uid), sort: sortOf(strapi, uid), pagination });
  made.set(uid, schema);
  return schema;
}

interface Mappers {
  graphQLFiltersToStrapiQuery(filters: object, type: unknown): object;
}

/** `{eq: …}` of GraphQL is `{$eq: …}` of Strapi. @throws invalid_query */
export function toStrapiFilters(strapi: Strapi, filters: object, uid: string): object {
  refuseExcess(filters);
  const { mappers } = strapi.plugin('graphql').service('utils') as unknown as { mappers: Mappers };
  return withoutDates(mappers.graphQLFiltersToStrapiQuery(filters, modelOf(strapi, uid)));
}

/** Moments as they come over REST: Strapi's sanitizer takes a Date in a list for nothing. */
function withoutDates<T>(value: T): T {
  if (value instanceof Date) return value.toISOString() as T;
  if (Array.isArray(value)) return value.map(withoutDates) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, withoutDates(part)]),
  ) as T;
}

function pageOf(list: unknown[], page: Nested['pagination']): unknown[] {
  if (!page || Object.keys(page).length === 0) return list;
  const { page: number = 1, pageSize, start, limit } = page;
  const size = pageSize ?? limit ?? 25;
  const first = start ?? (number - 1) * size;
  return list.slice(first, first + size);
}

interface FileService {
  signFileUrls(file: unknown): Promise<unknown>;
}

/** A private provider's files are read through signed addresses. */
async function signed(strapi: Strapi, files: unknown): Promise<unknown> {
  const service = strapi.plugin('upload').service('file') as unknown as FileService;
  if (Array.isArray(files)) return Promise.all(files.map((file) => service.signFileUrls(file)));
  return files ? service.signFileUrls(files) : files;
}
