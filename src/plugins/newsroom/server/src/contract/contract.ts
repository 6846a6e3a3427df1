/**
 * What every route takes and answers: the very schemas of the guard on one side, the answers of the
 * presenters on the other. Strapi's generator makes the OpenAPI specification of it.
 */
import Joi from 'joi';
import { countsSchema, pageSchema, repliesSchema, settingsSchema } from '../api/conversation';
import { configOf } from '../api/context';
import { submissionSchemas } from '../api/items';
import { dataOf } from '../api/data-schemas';
import {
  conditionDefinitions,
  DEEPEST_POPULATE,
  filterFieldsOf,
  nestedQuery,
} from '../api/query-schemas';
import { decisionsSchema, logSchema, queueSchema } from '../api/moderation';
import { address } from '../discussion/text';
import { operationsOf, type GeneratedType } from '../api/operations';
import { storySchema } from '../api/story';
import { documentId, text } from '../api/validate';
import { COMPONENT, UID, type ItemType } from '../names';
import type { Strapi } from '../strapi';
import { answersOf } from './answers';
import { entryName } from './entries';
import { blockDefinitions, blocks } from './blocks';

export interface RouteContract {
  params?: Record<string, Joi.Schema>;
  query?: Joi.ObjectSchema;
  body?: Joi.Schema;
  /** None where the answer has no body. */
  answer?: Joi.Schema;
}

export interface Contract {
  /** By method and path, without the prefix. */
  routes: Record<string, RouteContract>;
  /** Parts that stand in many places, by name. */
  definitions: readonly Joi.Schema[];
  /** Parts that are recognised by what they are. */
  shared: Record<string, Joi.Schema>;
}

const byId = { documentId: documentId().required() };
const bySlug = { slug: text(255).required() };
const byReceipt = { receipt: text(255).required() };

export function contractOf(strapi: Strapi): Contract {
  const { definitions, list, one, own } = answersOf(strapi);
  const operations = operationsOf(strapi);

  const generated = (type: GeneratedType, path: string): Record<string, RouteContract> => {
    const { list: find, one: findOne } = operations[type].guard.schemas;
    const uid = UID[type];
    const answer = one(uid);
    return {
      [`GET ${path}`]: { query: find, answer: list(uid) },
      [`GET ${path}/:documentId`]: { params: byId, query: findOne, answer },
      [`POST ${path}`]: { query: findOne, body: bodyOf(strapi, type, true), answer },
      [`PUT ${path}/:documentId`]: {
        params: byId,
        query: findOne,
        body: bodyOf(strapi, type, false),
        answer,
      },
      [`DELETE ${path}/:documentId`]: { params: byId, query: findOne },
    };
  };

  const items = (type: ItemType, path: string): Record<string, RouteContract> => {
    const { list: find, one: findOne } = operations[type].guard.schemas;
    return {
      [`GET ${path}`]: { query: find, answer: list(UID[type]) },
      [`GET ${path}/:documentId`]: { params: byId, query: findOne, answer: one(UID[type]) },
      [`POST ${path}`]: { body: submissionOf(strapi, type), answer: own.submitted },
    };
  };

  return {
    definitions: [...definitions, ...blockDefinitions],
    shared: {
      ...conditionDefinitions(),
      ...filterDefinitions(strapi),
      ...populateDefinitions(strapi),
    },
    routes: {
      'GET /articles/by-slug/:slug': { params: bySlug, query: storySchema, answer: own.story },
      'GET /articles/by-slug/:slug/comments': {
        params: bySlug,
        query: pageSchema,
        answer: own.threads,
      },
      'GET /articles/:documentId/comments': {
        params: byId,
        query: pageSchema,
        answer: own.threads,
      },
      'PUT /articles/:documentId/discussion': {
        params: byId,
        body: settingsSchema,
        answer: own.discussionSettings,
      },
      ...generated('article', '/articles'),
      ...generated('author', '/authors'),
      ...generated('section', '/sections'),
      ...generated('topic', '/topics'),

      ...items('comment', '/comments'),
      'GET /comments/:documentId/replies': {
        params: byId,
        query: repliesSchema,
        answer: own.replies,
      },
      ...items('reply', '/replies'),
      'GET /comment-counts': { query: countsSchema, answer: own.commentCounts },

      'GET /submissions/:receipt': { params: byReceipt, answer: own.submission },
      'DELETE /submissions/:receipt': { params: byReceipt, answer: own.submission },

      'GET /moderation/queue': { query: queueSchema, answer: own.queue },
      'GET /moderation/items/:type/:documentId': {
        params: { type: Joi.string().valid('comment', 'reply').required(), ...byId },
        answer: own.queueItem,
      },
      'GET /moderation/decisions': { query: logSchema, answer: own.decisions },
      'POST /moderation/decisions': { body: decisionsSchema, answer: own.decided },
    },
  };
}

/** The fields of a type in a filter stand at its top and in each of its groups. */
const filterDefinitions = (strapi: Strapi): Record<string, Joi.Schema> =>
  Object.fromEntries(
    [UID.article, UID.author, UID.section, UID.topic, UID.comment, UID.reply].map((uid) => [
      `${entryName(uid)}Filter`,
      filterFieldsOf(strapi, uid),
    ]),
  );

/** What a populated relation may be asked for, by how far it may be followed further. */
const populateDefinitions = (strapi: Strapi): Record<string, Joi.Schema> =>
  Object.fromEntries(
    Array.from({ length: DEEPEST_POPULATE - 1 }, (_, n) => n + 1).flatMap((depth) =>
      [...Object.values(COMPONENT), UID.author, UID.section, UID.topic].map((uid) => [
        `${entryName(uid)}Populated${depth}`,
        nestedQuery(strapi, uid, depth),
      ]),
    ),
  );

/** What the guard takes, with the limits of this site, which are checked once the text is normalised. */
function submissionOf(strapi: Strapi, type: ItemType): Joi.Schema {
  const { bodyMin, bodyMax, nameMax } = configOf(strapi).discussion;
  return submissionSchemas[type]
    .fork('data.body', () => Joi.string().min(bodyMin).max(bodyMax).required())
    .fork('data.authorName', (name) => (name as Joi.StringSchema).max(nameMax))
    .fork('data.authorEmail', () =>
      Joi.alternatives(address, Joi.string().valid('')).description('Of a guest; never shown.'),
    );
}

/** What the guard takes, with what Strapi wants of it: blocks, and fields that a new entry must have. */
function bodyOf(strapi: Strapi, type: GeneratedType, isNew: boolean): Joi.Schema {
  const data = dataOf(strapi, UID[type], { blocks, isWhole: true, isNew });
  const { extraData = {} } = operationsOf(strapi)[type].guard.options;
  return Joi.object({ data: data.append(extraData).required() });
}
