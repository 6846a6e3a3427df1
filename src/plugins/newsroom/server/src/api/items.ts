/** Comments and replies: the generated reads, visible ones only, and what a reader submits. */
import Joi from 'joi';
import { newsroomError, type ErrorCode } from '../errors';
import { GRANT, ITEM_UID, type ItemType } from '../names';
import {
  submitComment,
  submitReply,
  type NewComment,
  type NewReply,
  type Submission,
  type Submitted,
} from '../discussion/submit';
import { visibleItems } from '../discussion/visibility';
import { currentActor } from '../moderation/actor';
import type { Identity } from '../moderation/commenters';
import { provided, rows, type Strapi, type Where } from '../strapi';
import { contentApi, isGranted, type Caller } from './caller';
import { newsroomOf } from './context';
import { bodyData, createGuard, documentIdOf, type Guard, type ListQuery } from './guard';
import { spelledOut } from './query-schemas';
import { text } from './validate';

interface SubmissionInput {
  body: string;
  authorName?: string;
  authorEmail?: string;
  reader?: { id: string; emailVerified?: boolean; ip?: string; userAgent?: string };
}

const submissionKeys = {
  body: text(200_000).allow('').required(),
  authorName: text(1000)
    .allow('')
    .description('Guests must give one; a signed-in reader’s is the account’s unless it is given.'),
  authorEmail: text(1000).allow('').description('Of a guest; never shown.'),
  reader: Joi.object({
    id: text(200).required(),
    emailVerified: Joi.boolean(),
    ip: Joi.string().ip({ cidr: 'forbidden' }),
    userAgent: text(1000).allow(''),
  }),
};

export const submissionSchemas = {
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
  'data.article': { 'any.required': 'invalid_field', '*': 'article_not_found' },
  'data.comment': { 'any.required': 'invalid_field', '*': 'comment_not_found' },
  'data.inReplyTo': { '*': 'reply_not_found' },
};

type Answer = Record<string, unknown>;

interface QueryParams {
  transform(uid: string, query: ListQuery): Answer & { where?: Where };
}

/** A comment or reply as a list answers it, still with its numeric id. */
export type Item = Answer & { documentId: string; articleId: string };

export interface ItemOperations {
  readonly guard: Guard;
  /** @throws invalid_query, invalid_sort, invalid_limit */
  find(caller: Caller, query: unknown): Promise<{ items: Item[]; pagination: object }>;
  /** @throws comment_not_found or reply_not_found, also for what is not visible */
  findOne(caller: Caller, documentId: unknown, query: unknown): Promise<Item>;
  /** @throws what is wrong with the body, or why the discussion takes none */
  submit(caller: Caller, body: unknown): Promise<Submitted>;
}

export function itemOperations(strapi: Strapi, type: ItemType): ItemOperations {
  const notFound: ErrorCode = type === 'comment' ? 'comment_not_found' : 'reply_not_found';
  const uid = ITEM_UID[type];
  let made: Guard | undefined;
  const guard = () => (made ??= createGuard(strapi, uid, { populate: false, search: false }));

  const visible = (where: Where | undefined): Where => ({
    $and: [...(where ? [where] : []), visibleItems(strapi)],
  });

  const transform = (query: ListQuery) =>
    provided<QueryParams>(strapi, 'query-params').transform(uid, query);

  return {
    get guard() {
      return guard();
    },

    async find(caller, given) {
      const query = guard().list(given);
      const { withCount = true, ...page } = query.pagination ?? {};
      const { where, ...params } = transform({
        ...query,
        filters: spelledOut(query.filters),
        pagination: undefined,
        sort: query.sort ?? ['postedAt:desc'],
      });
      const repository = rows<Item>(strapi, uid);
      const select = selectOf(params['select']);
      const window = windowOf(page);
      const [items, total] = await Promise.all([
        repository.findMany({
          ...params,
          ...(select && { select }),
          ...window,
          where: visible(where),
        }),
        withCount ? repository.count({ where: visible(where) }) : undefined,
      ]);
      return {
        items: await contentApi(strapi, uid, caller).output(items),
        pagination: paginationOf(page, window, total),
      };
    },

    async findOne(caller, documentId, given) {
      const { select } = transform(guard().one(given));
      const id = documentIdOf(documentId, notFound);
      const item = await rows<Item>(strapi, uid).findOne({
        ...(select ? { select: selectOf(select)! } : {}),
        where: visible({ documentId: id }),
      });
      if (!item) throw newsroomError(notFound);
      const [clean] = await contentApi(strapi, uid, caller).output([item]);
      return clean!;
    },

    async submit(caller, body) {
      const { config, commenterSecret } = newsroomOf(strapi);
      const input = bodyData<SubmissionInput>(submissionSchemas[type], body, codes);
      const submission = { ...input, ...(await whoSpeaks(strapi, caller, input)) };
      const context = { strapi, config, secret: commenterSecret };
      return type === 'comment'
        ? submitComment(context, submission as NewComment)
        : submitReply(context, submission as NewReply);
    },
  };
}

type Page = Omit<NonNullable<ListQuery['pagination']>, 'withCount'>;
type Window = { offset: number; limit: number };

const isByOffset = ({ start, limit }: Page): boolean => start !== undefined || limit !== undefined;

function windowOf(asked: Page): Window {
  const { page = 1, pageSize = 25, start = 0, limit = 25 } = asked;
  return isByOffset(asked)
    ? { offset: start, limit }
    : { offset: (page - 1) * pageSize, limit: pageSize };
}

function paginationOf(asked: Page, { offset, limit }: Window, total?: number): object {
  if (isByOffset(asked)) return { start: offset, limit, ...(total !== undefined && { total }) };
  const pages = total !== undefined && { pageCount: Math.ceil(total / limit), total };
  return { page: asked.page ?? 1, pageSize: limit, ...pages };
}

/** A selection always holds what the answer is built from. */
const selectOf = (select: unknown): string[] | null =>
  Array.isArray(select) && select.length > 0
    ? [...new Set([...(select as string[]), 'id', 'documentId', 'articleId'])]
    : null;

/** Whose words these are: a signed-in reader's, one that a trusted front end vouches for, a guest's. */
async function whoSpeaks(
  strapi: Strapi,
  caller: Caller,
  { reader, authorName, authorEmail }: SubmissionInput,
): Promise<Pick<Submission, 'identity' | 'actor' | 'authorName' | 'userAgent'>> {
  const actor = currentActor(strapi);
  if (reader) {
    if (!(await isGranted(strapi, caller, GRANT.submitOnBehalf)))
      throw newsroomError({ code: 'on_behalf_not_allowed', path: ['reader'] });
    const identity: Identity = {
      kind: 'reader',
      id: reader.id,
      emailVerified: reader.emailVerified ?? false,
    };
    return { identity, actor, authorName: authorName ?? '', userAgent: reader.userAgent ?? null };
  }
  const { user, userAgent } = caller;
  if (actor.type === 'commenter' && user) {
    if (authorEmail) throw newsroomError({ code: 'unknown_field', path: ['authorEmail'] });
    const { documentId: id, username = '', confirmed = false } = user;
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
