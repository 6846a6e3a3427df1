/**
 * Strapi's generated endpoints behind the guard: Joi → validateQuery → sanitizeQuery → the trusted
 * filter → the document service → sanitizeOutput → presenter.
 */
import { factories } from '@strapi/strapi';
import type { Context } from 'koa';
import { newsroomError, type ErrorCode } from '../errors';
import type { Strapi, Where } from '../strapi';
import { createGuard, idParam, type Guard, type GuardOptions } from './guard';
import { withoutIds } from './presenters';

type Answer = Record<string, unknown>;

/** The parts of Strapi's core controller that the plugin uses. */
export interface CoreController {
  validateQuery(ctx: Context): Promise<void>;
  sanitizeQuery(ctx: Context): Promise<Record<string, unknown>>;
  validateInput(data: unknown, ctx: Context): Promise<void>;
  sanitizeInput(data: unknown, ctx: Context): Promise<Record<string, unknown>>;
  sanitizeOutput(data: unknown, ctx: Context): Promise<unknown>;
}

interface CoreService {
  find(params: object): Promise<{ results: Answer[]; pagination: object }>;
  findOne(documentId: string, params: object): Promise<Answer | null>;
  create(params: object): Promise<Answer>;
  update(documentId: string, params: object): Promise<Answer | null>;
  delete(documentId: string, params: object): Promise<{ deletedEntries: number }>;
}

export interface Extension {
  /** The code of what is not there, or not for the caller. */
  notFound?: ErrorCode;
  guard: GuardOptions;
  /** May refuse a request, and adds the condition that no caller can take away. */
  restrict?: (ctx: Context, query: Record<string, unknown>) => Promise<Where | null>;
  /** Completes answers, all of a page at once. */
  complete?: (answers: Answer[]) => Promise<Answer[]>;
  defaultSort?: unknown;
  /** Runs a write with what the caller may say beyond the fields; returns the data to store. */
  write?: <T>(
    ctx: Context,
    data: Record<string, unknown>,
    store: (data: Record<string, unknown>) => Promise<T>,
  ) => Promise<T>;
}

export const generatedController = (uid: string, extend: (strapi: Strapi) => Extension) =>
  factories.createCoreController(uid as never, ({ strapi }) => {
    const extension = extend(strapi);
    const {
      restrict,
      complete = (answers) => Promise.resolve(answers),
      defaultSort,
      write,
      notFound = 'not_found',
    } = extension;
    // Models are complete only once Strapi has loaded, so schemas are made on first use.
    let made: Guard | undefined;
    const guard = () => (made ??= createGuard(strapi, uid, extension.guard));
    const service = () => strapi.service(uid as never) as unknown as CoreService;

    async function trustedQuery(core: CoreController, ctx: Context) {
      await core.validateQuery(ctx);
      const query = await core.sanitizeQuery(ctx);
      const condition = (await restrict?.(ctx, query)) ?? null;
      const filters = [query['filters'], condition].filter(Boolean);
      return { ...query, ...(filters.length > 0 && { filters: { $and: filters } }) };
    }

    async function answer(core: CoreController, ctx: Context, entities: unknown[]) {
      const clean = (await core.sanitizeOutput(entities, ctx)) as Answer[];
      return complete(withoutIds(clean));
    }

    const handlers = {
      async find(this: CoreController, ctx: Context) {
        guard().list(ctx.query);
        const query: Record<string, unknown> = await trustedQuery(this, ctx);
        if (defaultSort && !query['sort']) query['sort'] = defaultSort;
        const { results, pagination } = await service().find(query);
        return { data: await answer(this, ctx, results), meta: { pagination } };
      },

      async findOne(this: CoreController, ctx: Context) {
        guard().one(ctx.query);
        const documentId = idParam(ctx, notFound);
        const query: Record<string, unknown> = await trustedQuery(this, ctx);
        const entity = await service().findOne(documentId, query);
        if (!entity) throw newsroomError(notFound);
        const [data] = await answer(this, ctx, [entity]);
        return { data, meta: {} };
      },

      async create(this: CoreController, ctx: Context) {
        const entity = await save(this, ctx, (params) => service().create(params));
        ctx.status = 201;
        const [data] = await answer(this, ctx, [entity]);
        return { data, meta: {} };
      },

      async update(this: CoreController, ctx: Context) {
        const documentId = idParam(ctx, notFound);
        const entity = await save(this, ctx, (params) => service().update(documentId, params));
        if (!entity) throw newsroomError(notFound);
        const [data] = await answer(this, ctx, [entity]);
        return { data, meta: {} };
      },

      async delete(this: CoreController, ctx: Context) {
        const documentId = idParam(ctx, notFound);
        guard().one(ctx.query);
        const { deletedEntries } = await service().delete(documentId, {});
        if (deletedEntries === 0) throw newsroomError(notFound);
        ctx.status = 204;
      },
    };

    async function save(
      core: CoreController,
      ctx: Context,
      store: (params: Record<string, unknown>) => Promise<Answer | null>,
    ): Promise<Answer | null> {
      guard().one(ctx.query);
      guard().data(ctx.request.body);
      const { data: given } = ctx.request.body as { data: Record<string, unknown> };
      const put = async (data: Record<string, unknown>) => {
        await core.validateQuery(ctx);
        const query = await core.sanitizeQuery(ctx);
        await core.validateInput(data, ctx);
        return store({ ...query, data: await core.sanitizeInput(data, ctx) });
      };
      return write ? write(ctx, given, put) : put(given);
    }

    return handlers;
  });
