/** Comments and replies: the generated reads, visible ones only, and a reader's submission. */
import Joi from 'joi';
import type { Context } from 'koa';
import { newsroomError, type ErrorCode } from '../../errors';
import { GRANT, ITEM_UID, type ItemType } from '../../names';
import {
  submitComment,
  submitReply,
  type NewComment,
  type NewReply,
  type Submission,
  type SubmitContext,
  type Submitted,
} from '../../discussion/submit';
import { visibleItems } from '../../discussion/visibility';
import { currentActor } from '../../moderation/actor';
import type { Identity } from '../../moderation/commenters';
import { headlinesOf } from '../../moderation/queue';
import { provided, rows, type Strapi, type Where } from '../../strapi';
import { newsroomOf } from '../context';
import { bodyData, createGuard, idParam, type Guard, type ListQuery } from '../guard';
import { isGranted } from '../grants';
import { presentArticleStub, presentSubmitted, withoutIds } from '../presenters';
import { text } from '../validate';

interface SubmissionInput {
  body: string;
  authorName?: string;
  authorEmail?: string;
  reader?: { id: string; emailVerified?: boolean; ip?: string; userAgent?: string };
}

const submissionKeys = {
  body: text(200_000).allow('').required(),
  authorName: text(1000).allow(''),
  authorEmail: text(254).email({ tlds: false }),
  reader: Joi.object({
    id: text(200).required(),
    emailVerified: Joi.boolean(),
    ip: Joi.string().ip({ cidr: 'forbidden' }),
    userAgent: text(1000).allow(''),
  }),
};

const schemas = {
  comment: Joi.object({
    data: Joi.object({ ...submissionKeys, article: text(255).required() }).required(),
  }),
  reply: Joi.object({
    data: Joi.object({
      ...submissionKeys,
      comment: text(255).required(),
      inReplyTo: text(255).allow(null),
    }).required(),
  }),
};

const codes: Record<string, Record<string, ErrorCode>> = {
  'data.body': { 'any.required': 'body_required', 'string.max': 'body_too_long' },
  'data.authorName': { 'string.max': 'name_too_long' },
  'data.authorEmail': { '*': 'email_invalid' },
  'data.article': { '*': 'article_not_found' },
  'data.comment': { '*': 'comment_not_found' },
  'data.inReplyTo': { '*': 'reply_not_found' },
};

type Answer = Record<string, unknown>;

interface QueryParams {
  transform(uid: string, query: ListQuery): Answer & { where?: Where };
}

function itemController(
  type: ItemType,
  submit: (context: SubmitContext, input: never) => Promise<Submitted>,
) {
  const notFound: ErrorCode = type === 'comment' ? 'comment_not_found' : 'reply_not_found';
  const uid = ITEM_UID[type];

  return ({ strapi }: { strapi: Strapi }) => {
    let made: Guard | undefined;
    const guard = () => (made ??= createGuard(strapi, uid, { populate: false, search: false }));

    const visible = (where: Where | undefined): Where => ({
      $and: [...(where ? [where] : []), visibleItems(strapi)],
    });

    async function answer(ctx: Context, items: unknown[]): Promise<Answer[]> {
      const auth = (ctx.state as { auth?: object }).auth ?? {};
      const clean = (await strapi.contentAPI.sanitize.output(
        items,
        strapi.contentType(uid as never),
        { auth },
      )) as Answer[];
      const articles = await headlinesOf(
        strapi,
        clean.map(({ articleId }) => articleId as string),
        {
          publicOnly: true,
        },
      );
      return withoutIds(clean).map((item) => ({
        ...item,
        article: presentArticleStub(articles.get(item['articleId'] as string)),
      }));
    }

    const transform = (query: ListQuery) =>
      provided<QueryParams>(strapi, 'query-params').transform(uid, query);

    return {
      async find(ctx: Context) {
        const query = guard().list(withArticleFilter(ctx.query));
        const { page = 1, pageSize = 25, start, limit, withCount = true } = query.pagination ?? {};
        const { where, ...params } = transform({
          ...query,
          pagination: undefined,
          sort: query.sort ?? ['postedAt:desc'],
        });
        const repository = rows<Answer>(strapi, uid);
        const window =
          start !== undefined || limit !== undefined
            ? { offset: start ?? 0, limit: limit ?? 25 }
            : { offset: (page - 1) * pageSize, limit: pageSize };
        const select = selectOf(params['select']);
        const [items, total] = await Promise.all([
          repository.findMany({
            ...params,
            ...(select && { select }),
            ...window,
            where: visible(where),
          }),
          withCount ? repository.count({ where: visible(where) }) : undefined,
        ]);
        const pagination =
          start !== undefined || limit !== undefined
            ? { start: window.offset, limit: window.limit, ...(total !== undefined && { total }) }
            : {
                page,
                pageSize,
                ...(total !== undefined && { pageCount: Math.ceil(total / pageSize), total }),
              };
        return { data: await answer(ctx, items), meta: { pagination } };
      },

      async findOne(ctx: Context) {
        const query = guard().one(ctx.query);
        const id = idParam(ctx, notFound);
        const { select } = transform(query);
        const item = await rows<Answer>(strapi, uid).findOne({
          ...(select ? { select: selectOf(select)! } : {}),
          where: visible({ documentId: id }),
        });
        if (!item) throw newsroomError(notFound);
        const [data] = await answer(ctx, [item]);
        return { data, meta: {} };
      },

      async create(ctx: Context) {
        const { strapi: app, config, commenterSecret } = newsroomOf(strapi);
        const input = bodyData<SubmissionInput>(schemas[type], ctx.request.body, codes);
        const submission = await whoSpeaks(app, ctx, input);
        const submitted = await submit({ strapi: app, config, secret: commenterSecret }, {
          ...input,
          ...submission,
        } as never);
        ctx.status = 201;
        ctx.set('Cache-Control', 'no-store');
        return presentSubmitted(submitted);
      },
    };
  };
}

export const comment = itemController('comment', (context, input: NewComment) =>
  submitComment(context, input),
);
export const reply = itemController('reply', (context, input: NewReply) =>
  submitReply(context, input),
);

/** `filters[article]` is the plain spelling of `filters[articleId]`. */
function withArticleFilter(query: Record<string, unknown>): Record<string, unknown> {
  const filters = query['filters'] as Record<string, unknown> | undefined;
  if (typeof filters !== 'object' || filters === null || !('article' in filters)) return query;
  const { article, ...others } = filters;
  return {
    ...query,
    filters: { ...others, $and: [...toList(others['$and']), { articleId: article }] },
  };
}

const toList = (value: unknown): unknown[] => (Array.isArray(value) ? value : value ? [value] : []);

/** A selection always holds what the answer is built from. */
const selectOf = (select: unknown): string[] | null =>
  Array.isArray(select) && select.length > 0
    ? [...new Set([...(select as string[]), 'id', 'documentId', 'articleId'])]
    : null;

interface User {
  documentId: string;
  username?: string;
  confirmed?: boolean;
}

/** Whose words these are: a signed-in reader's, one that a trusted front end vouches for, a guest's. */
async function whoSpeaks(
  strapi: Strapi,
  ctx: Context,
  { reader, authorName, authorEmail }: SubmissionInput,
): Promise<Pick<Submission, 'identity' | 'actor' | 'authorName' | 'userAgent'>> {
  const state = ctx.state as { user?: User };
  const actor = currentActor(strapi);
  if (reader) {
    if (!(await isGranted(strapi, ctx, GRANT.submitOnBehalf)))
      throw newsroomError('on_behalf_not_allowed');
    const identity: Identity = {
      kind: 'reader',
      id: reader.id,
      emailVerified: reader.emailVerified ?? false,
    };
    return { identity, actor, authorName: authorName ?? '', userAgent: reader.userAgent ?? null };
  }
  const userAgent = ctx.get('user-agent') || null;
  if (actor.type === 'commenter' && state.user) {
    if (authorEmail) throw newsroomError({ code: 'unknown_field', path: ['data', 'authorEmail'] });
    const { documentId: id, username = '', confirmed = false } = state.user;
    return {
      identity: { kind: 'account', id, emailVerified: confirmed },
      actor,
      authorName: authorName || username,
      userAgent,
    };
  }
  const guest =
    actor.type === 'site' ? { type: 'commenter' as const, id: null, name: null } : actor;
  return { identity: null, actor: guest, authorName: authorName ?? '', userAgent };
}
