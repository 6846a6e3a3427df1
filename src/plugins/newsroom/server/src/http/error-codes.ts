/**
 * Every error on the plugin's paths carries a code, also one that Strapi or Koa answers before or
 * after the plugin's own handlers: a body too large, malformed JSON, a missing permission.
 */
import type { Context, Next } from 'koa';
import type { ErrorCode } from '../errors';
import { setting, type Strapi } from '../strapi';
import { configOf } from './context';

const BY_STATUS: Record<number, ErrorCode> = {
  400: 'invalid_query',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  409: 'conflict',
  413: 'payload_too_large',
};

const RESOURCES = [
  'articles',
  'authors',
  'sections',
  'topics',
  'comments',
  'replies',
  'comment-counts',
  'submissions',
  'moderation',
];

interface ErrorBody {
  error?: { status: number; name?: string; message?: string; details?: Record<string, unknown> };
}

/** Registered before Strapi's own middlewares, so that it sees their answers. */
export function registerErrorCodes(strapi: Strapi): void {
  const api = setting(strapi, 'api.rest.prefix', '/api');
  const { restPrefix } = configOf(strapi);
  const own = new RegExp(`^${api}${restPrefix}/(${RESOURCES.join('|')})(/|$)`);

  strapi.server.use(async (ctx: Context, next: Next) => {
    await next();
    if (ctx.status < 400 || !own.test(ctx.path)) return;
    const { error } = (ctx.body ?? {}) as ErrorBody;
    if (!error || ctx.status >= 500 || error.details?.['code']) return;
    const isBody = ctx.status === 400 && !['GET', 'HEAD'].includes(ctx.method);
    const code = isBody ? bodyCode(error) : BY_STATUS[ctx.status];
    if (!code) return;
    const path = (error.details as { path?: unknown } | undefined)?.path;
    const errors = (error.details as { errors?: { path?: unknown }[] } | undefined)?.errors;
    ctx.body = {
      data: null,
      error: {
        ...error,
        details: {
          code,
          errors: errors?.map((one) => ({ path: one.path ?? [], code, params: {} })) ?? [
            { path: Array.isArray(path) ? path : [], code, params: {} },
          ],
        },
      },
    };
  });
}

const bodyCode = ({ name }: { name?: string }): ErrorCode =>
  name === 'ValidationError' || name === 'YupValidationError' ? 'invalid_field' : 'invalid_body';
