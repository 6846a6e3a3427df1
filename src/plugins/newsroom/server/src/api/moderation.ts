/** What moderators may ask: the queue, one of its items, decisions, the log. */
import Joi from 'joi';
import { newsroomError } from '../errors';
import { ITEM_UID, MODERATION_STATUSES, REASONS } from '../names';
import { currentActor } from '../moderation/actor';
import { decide, type DecisionRequest, type DecisionTarget } from '../moderation/decide';
import { decisionsOn, readLog } from '../moderation/log';
import {
  headlinesOf,
  QUEUE_POPULATE,
  readQueue,
  type QueuePlace,
  type QueuedItem,
  type QueueQuery,
} from '../moderation/queue';
import { DECISION_ACTIONS } from '../moderation/transitions';
import type { ItemRow } from '../rows';
import { rows, type Strapi } from '../strapi';
import { newsroomOf } from './context';
import { decodeCursor, encodeCursor } from './cursor';
import { bodyData, documentIdOf } from './guard';
import { presentDecision, presentQueued } from './presenters';
import { documentId, integer, text, validate } from './validate';

export const queueSchema = Joi.object({
  status: Joi.string()
    .valid(...MODERATION_STATUSES)
    .default('pending'),
  article: documentId(),
  sort: Joi.string().valid('oldest', 'newest').default('oldest'),
  limit: integer(1, 100).default(20),
  cursor: text(500),
});

export const logSchema = Joi.object({ after: text(500), limit: integer(1, 500).default(100) });

const listCodes = {
  sort: { '*': 'invalid_sort' },
  limit: { '*': 'invalid_limit' },
  cursor: { '*': 'invalid_cursor' },
  after: { '*': 'invalid_cursor' },
} as const;

const MOST_ITEMS = 500;
export const decisionsSchema = Joi.object({
  data: Joi.object({
    action: Joi.string()
      .valid(...DECISION_ACTIONS)
      .required(),
    reason: Joi.string()
      .valid(...REASONS)
      .allow(null),
    note: text(2000).allow(null, ''),
    items: Joi.array()
      .items(
        Joi.object({
          type: Joi.string().valid('comment', 'reply').required(),
          documentId: text(255).required(),
          revision: integer(1, 2 ** 31 - 1),
        }),
      )
      .min(1)
      .max(MOST_ITEMS)
      .required(),
  }).required(),
});
const decisionsCodes = { 'data.items': { 'array.max': 'too_many_items' } } as const;

/** A page of the queue, and where it goes on. @throws invalid_query, invalid_sort, invalid_limit, invalid_cursor */
export async function queuePage(strapi: Strapi, given: unknown) {
  const { cursorSecret } = newsroomOf(strapi);
  const { cursor, ...query } = validate<Omit<QueueQuery, 'after'> & { cursor?: string }>(
    queueSchema,
    given,
    'invalid_query',
    listCodes,
  );
  const kind = `queue:${query.status}:${query.article ?? ''}:${query.sort}`;
  const after = cursor ? decodeCursor<QueuePlace>(kind, cursor, cursorSecret) : null;
  const { items, next } = await readQueue(strapi, { ...query, after });
  return {
    items: await withHeadlines(strapi, items),
    limit: query.limit,
    nextCursor: next ? encodeCursor(kind, next, cursorSecret) : null,
  };
}

async function withHeadlines(strapi: Strapi, items: QueuedItem[]) {
  const articles = await headlinesOf(
    strapi,
    items.map(({ item }) => item.articleId),
  );
  return items.map((queued) => presentQueued(queued, articles.get(queued.item.articleId)));
}

/** One item with the decisions on it. @throws not_found, comment_not_found, reply_not_found */
export async function queueItem(strapi: Strapi, type: unknown, documentId: unknown) {
  if (type !== 'comment' && type !== 'reply') throw newsroomError('not_found');
  const notFound = type === 'comment' ? 'comment_not_found' : 'reply_not_found';
  const id = documentIdOf(documentId, notFound);
  const item = await rows<ItemRow>(strapi, ITEM_UID[type]).findOne({
    where: { documentId: id },
    populate: QUEUE_POPULATE[type],
  });
  if (!item) throw newsroomError(notFound);
  const [presented] = await withHeadlines(strapi, [{ type, item }]);
  const decisions = await decisionsOn(strapi, id);
  return { ...presented!, decisions: decisions.map(presentDecision) };
}

/** Decides on up to 500 items. @throws invalid_body, unknown_field, invalid_field, too_many_items */
export async function decideItems(strapi: Strapi, body: unknown) {
  const { items, ...request } = bodyData<
    Omit<DecisionRequest, 'actor'> & { items: DecisionTarget[] }
  >(decisionsSchema, body, decisionsCodes);
  const results = await decide(strapi, { ...request, actor: currentActor(strapi) }, items);
  const counts: Record<string, number> = {};
  for (const { outcome } of results) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return { results, counts };
}

/** A page of the log, and where a poller goes on. @throws invalid_query, invalid_limit, invalid_cursor */
export async function logPage(strapi: Strapi, given: unknown) {
  const { cursorSecret } = newsroomOf(strapi);
  const { after, limit } = validate<{ after?: string; limit: number }>(
    logSchema,
    given,
    'invalid_query',
    listCodes,
  );
  const from = after ? decodeCursor<number>('decisions', after, cursorSecret, 'after') : 0;
  const found = await readLog(strapi, from, limit);
  const last = found.at(-1);
  return {
    decisions: found.map(presentDecision),
    limit,
    nextCursor: encodeCursor('decisions', last ? Number(last.position) : from, cursorSecret),
  };
}
