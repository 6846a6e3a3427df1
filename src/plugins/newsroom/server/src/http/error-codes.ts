/**
 * Every error on the plugin's paths carries a code, also one that Strapi or Koa answers before or
 * after the plugin's own handlers: a body too large, malformed JSON, a missing permission.
 */
import createError from 'http-errors';
import type { Context, Next } from 'koa';
import { detailsUnder, messageOf, type ErrorCode } from '../errors';
import { setting, type Strapi } from '../strapi';
import { configOf } from '../api/context';

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

interface ErrorAnswer {
  status: number;
  name?: string;
  message?: string;
  details?: Record<string, unknown>;
}

interface ErrorBody {
  error?: ErrorAnswer;
}

/** Registered before Strapi's own middlewares, so that it sees their answers. */
export function registerErrorCodes(strapi: Strapi): void {
  const api = setting(strapi, 'api.rest.prefix', '/api');
  const { restPrefix } = configOf(strapi);
  const own = new RegExp(`^${api}${restPrefix}/(${RESOURCES.join('|')})(/|$)`, 'i');

  const graphql = setting(strapi, 'plugin::graphql.endpoint', '/graphql');

  strapi.server.use(async (ctx: Context, next: Next) => {
    if (!own.test(ctx.path)) {
      await next();
      // Strapi turns a bad token away before GraphQL is asked, and in REST's words.
      if (ctx.path === graphql && ctx.status === 401) giveCode(ctx);
      return;
    }
    const inherited = inheritedKeyIn(ctx.querystring);
    if (inherited) {
      refuseKey(ctx, inherited);
      return;
    }
    overlookForeignBody(ctx);
    await next();
    if (!ctx.response.get('Cache-Control')) {
      if (isPrivate(ctx)) ctx.set('Cache-Control', 'private, no-store');
      // What is not there today may be there tomorrow; caches may keep a 404 unless they are told.
      else if (ctx.status >= 400) ctx.set('Cache-Control', 'no-store');
    }
    // Koa's word for a method that it does not know; to the plugin's paths it is one not allowed.
    if (ctx.status === 501) ctx.status = 405;
    giveCode(ctx);
  });
}

/** What is answered to one caller alone: to who shows a token or a receipt. */
const isPrivate = (ctx: Context): boolean =>
  ctx.get('authorization') !== '' || /\/(submissions|moderation)\//i.test(ctx.path);

/** Strapi's parser leaves out without a word what every object has: `filters[constructor]`. */
function inheritedKeyIn(querystring: string): string | null {
  if (!INHERITED.some((name) => querystring.includes(name))) return null;
  const keys = querystring.split('&').map((pair) => decoded(pair.split('=')[0]!));
  const parts = keys.flatMap((key) => key.split(/[[\]]+/));
  return parts.find((part) => INHERITED.includes(part)) ?? null;
}

const INHERITED = Object.getOwnPropertyNames(Object.prototype);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function refuseKey(ctx: Context, key: string): void {
  const code = 'invalid_query';
  const message = `${messageOf(code)} "${key}" is not allowed.`;
  const details = detailsUnder(code, { path: [key] });
  ctx.status = 400;
  ctx.body = { data: null, error: { status: 400, name: 'ValidationError', message, details } };
}

function giveCode(ctx: Context): void {
  const { status } = ctx;
  if (status < 400 || status >= 500) return;
  const error = (ctx.body as ErrorBody | null | undefined)?.error ?? {
    status,
    name: createError(status).name,
    message: messageOf(BY_STATUS[status] ?? 'invalid_query'),
  };
  if (error.details?.['code']) return;
  ctx.body = { data: null, error: { ...error, details: detailsOf(ctx, error) } };
  ctx.status = status;
}

/**
 * The plugin takes JSON. A body of another kind, or one that is packed, is not read at all, so that
 * it is a missing body to the handlers and not a fault of the parser.
 */
function overlookForeignBody(ctx: Context): void {
  const { headers } = ctx.req;
  const isJson = /^application\/(json|[\w.-]+\+json)\s*(;|$)/i.test(headers['content-type'] ?? '');
  const isPlain = /^(identity)?$/i.test(headers['content-encoding'] ?? '');
  if (isJson && isPlain) return;
  delete headers['content-type'];
  delete headers['content-encoding'];
}

function detailsOf(ctx: Context, error: ErrorAnswer): object {
  const isBody = ctx.status === 400 && !['GET', 'HEAD'].includes(ctx.method);
  const code = isBody ? bodyCode(error) : (BY_STATUS[ctx.status] ?? 'invalid_query');
  return detailsUnder(code, error.details);
}

const bodyCode = ({ name }: { name?: string }): ErrorCode =>
  name === 'ValidationError' || name === 'YupValidationError' ? 'invalid_field' : 'invalid_body';
