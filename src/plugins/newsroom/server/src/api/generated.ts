/**
 * Strapi's generated operations behind the guard: Joi → validateQuery → sanitizeQuery → the trusted
 * filter → the document service → sanitizeOutput. Each way in presents the answers in its own way.
 */
import { newsroomError, type ErrorCode } from '../errors';
import type { Strapi, Where } from '../strapi';
import { contentApi, type Caller } from './caller';
import { withFileNumbers } from './files';
import { createGuard, documentIdOf, type Guard, type GuardOptions } from './guard';

/** An entry as Strapi's sanitizer leaves it, still with its numeric id. */
export type Entry = Record<string, unknown>;

export interface Operations {
  readonly guard: Guard;
  /** @throws invalid_query, invalid_sort, invalid_limit, or what the type's own rule says */
  find(caller: Caller, query: unknown): Promise<{ entries: Entry[]; pagination: object }>;
  findOne(caller: Caller, documentId: unknown, query: unknown): Promise<Entry>;
  create(caller: Caller, query: unknown, body: unknown): Promise<Entry>;
  update(caller: Caller, documentId: unknown, query: unknown, body: unknown): Promise<Entry>;
  delete(caller: Caller, documentId: unknown, query: unknown): Promise<void>;
}

export interface Rules {
  /** The code of what is not there, or not for the caller. */
  notFound?: ErrorCode;
  guard: GuardOptions;
  /** May refuse a query, and gives the condition that no caller can take away. */
  restrict?: (caller: Caller, query: Record<string, unknown>) => Promise<Where | null>;
  defaultSort?: unknown;
  /** Whether a write answers with the whole entry, or only with what was written. */
  mayAnswer?: (caller: Caller, entry: Entry) => Promise<boolean>;
  /** Runs a write with what the caller may say beyond the fields. */
  write?: <T>(
    caller: Caller,
    data: Record<string, unknown>,
    store: (data: Record<string, unknown>) => Promise<T>,
  ) => Promise<T>;
}

interface CoreService {
  find(params: object): Promise<{ results: Entry[]; pagination: object }>;
  findOne(documentId: string, params: object): Promise<Entry | null>;
  create(params: object): Promise<Entry>;
  update(documentId: string, params: object): Promise<Entry | null>;
  delete(documentId: string, params: object): Promise<{ deletedEntries: number }>;
}

const NO_DOCUMENT = /^Document with id "(.+?)".* not found$/;

/** Strapi finds a slug in use before the hooks do, and a relation to nothing; it has no code for them. */
function named(error: unknown, data: object): never {
  const [, missing] = NO_DOCUMENT.exec((error as Error | null)?.message ?? '') ?? [];
  if (missing) {
    const path = pathTo(missing, data) ?? [];
    const message = `${path.join('.')} names no document`;
    throw newsroomError({ code: 'invalid_field', path, params: { message } });
  }
  const { errors = [] } = ((error as { details?: object } | null)?.details ?? {}) as {
    errors?: { path?: unknown[]; message?: string }[];
  };
  const isTaken = errors.some(
    ({ path, message }) => path?.[0] === 'slug' && message?.endsWith('must be unique'),
  );
  throw isTaken ? newsroomError({ code: 'slug_taken', path: ['slug'] }) : (error as Error);
}

/** Where a value stands. */
function pathTo(value: string, data: unknown): (string | number)[] | null {
  if (data === value) return [];
  if (typeof data !== 'object' || data === null) return null;
  for (const [key, part] of Object.entries(data)) {
    const path = pathTo(value, part);
    if (path) return [Array.isArray(data) ? Number(key) : key, ...path];
  }
  return null;
}

export function generatedOperations(strapi: Strapi, uid: string, rules: Rules): Operations {
  const { restrict, defaultSort, mayAnswer, write, notFound = 'not_found' } = rules;
  // Models are complete only once Strapi has loaded, so schemas are made on first use.
  let made: Guard | undefined;
  const guard = () => (made ??= createGuard(strapi, uid, rules.guard));
  const service = () => strapi.service(uid as never) as unknown as CoreService;

  async function trustedQuery(caller: Caller, given: unknown): Promise<Record<string, unknown>> {
    const query = await contentApi(strapi, uid, caller).query(given as object);
    const condition = (await restrict?.(caller, query)) ?? null;
    const filters = [query['filters'], condition].filter(Boolean);
    return { ...query, ...(filters.length > 0 && { filters: { $and: filters } }) };
  }

  async function clean(caller: Caller, entry: Entry): Promise<Entry> {
    const [cleaned] = await contentApi(strapi, uid, caller).output([entry]);
    return cleaned!;
  }

  async function save(
    caller: Caller,
    query: unknown,
    body: unknown,
    store: (params: Record<string, unknown>) => Promise<Entry | null>,
  ): Promise<Entry> {
    guard().one(query);
    guard().data(body);
    const { data: given } = body as { data: Record<string, unknown> };
    const put = async (data: Record<string, unknown>) => {
      const api = contentApi(strapi, uid, caller);
      const params = await api.query(query as object);
      const numbered = await withFileNumbers(strapi, uid, data);
      return store({ ...params, data: await api.input(numbered) });
    };
    const entry = await (write ? write(caller, given, put) : put(given)).catch((error: unknown) =>
      named(error, given),
    );
    if (!entry) throw newsroomError(notFound);
    const answer = await clean(caller, entry);
    if (!mayAnswer || (await mayAnswer(caller, entry))) return answer;
    const written = ['documentId', ...Object.keys(given)];
    return Object.fromEntries(written.map((name) => [name, answer[name]]));
  }

  return {
    get guard() {
      return guard();
    },

    async find(caller, given) {
      guard().list(given);
      const query = await trustedQuery(caller, given);
      if (defaultSort && !query['sort']) query['sort'] = defaultSort;
      const { results, pagination } = await service().find(query);
      return { entries: await contentApi(strapi, uid, caller).output(results), pagination };
    },

    async findOne(caller, documentId, given) {
      guard().one(given);
      const id = documentIdOf(documentId, notFound);
      const entry = await service().findOne(id, await trustedQuery(caller, given));
      if (!entry) throw newsroomError(notFound);
      return clean(caller, entry);
    },

    create: (caller, query, body) =>
      save(caller, query, body, (params) => service().create(params)),

    async update(caller, documentId, query, body) {
      const id = documentIdOf(documentId, notFound);
      return save(caller, query, body, (params) => service().update(id, params));
    },

    async delete(_caller, documentId, query) {
      const id = documentIdOf(documentId, notFound);
      guard().one(query);
      const { deletedEntries } = await service().delete(id, {});
      if (deletedEntries === 0) throw newsroomError(notFound);
    },
  };
}
