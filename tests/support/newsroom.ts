/** What tests do over and over: write a story, post a comment, decide, get a token. */
import type { Test } from 'supertest';
import type { App } from './app';

export const UID = {
  article: 'plugin::newsroom.article',
  author: 'plugin::newsroom.author',
  section: 'plugin::newsroom.section',
  topic: 'plugin::newsroom.topic',
  comment: 'plugin::newsroom.comment',
  reply: 'plugin::newsroom.reply',
  commenter: 'plugin::newsroom.commenter',
  discussion: 'plugin::newsroom.discussion',
  decision: 'plugin::newsroom.decision',
  slugAlias: 'plugin::newsroom.slug-alias',
} as const;

/* eslint-disable @typescript-eslint/no-explicit-any -- Strapi cannot type what a plugin brings */
export type Row = Record<string, any>;

export interface Repository {
  findOne(params: Row): Promise<any>;
  findMany(params?: Row): Promise<any[]>;
  count(params?: Row): Promise<number>;
  create(params: Row): Promise<any>;
  createMany(params: Row): Promise<any>;
  update(params: Row): Promise<any>;
  updateMany(params: Row): Promise<any>;
  delete(params: Row): Promise<any>;
  deleteMany(params: Row): Promise<any>;
}

export interface Documents {
  findOne(params: Row): Promise<any>;
  findMany(params?: Row): Promise<any[]>;
  create(params: Row): Promise<any>;
  update(params: Row): Promise<any>;
  delete(params: Row): Promise<any>;
  clone(params: Row): Promise<any>;
  publish(params: Row): Promise<any>;
  unpublish(params: Row): Promise<any>;
  discardDraft(params: Row): Promise<any>;
}
/* eslint-enable @typescript-eslint/no-explicit-any */

export const db = ({ strapi }: App, uid: string): Repository => strapi.db.query(uid);

export const documents = ({ strapi }: App, uid: string): Documents =>
  strapi.documents(uid as never);

export const paragraph = (text: string): Row => ({
  type: 'paragraph',
  children: [{ type: 'text', text }],
});

export const heading = (text: string, level = 2): Row => ({
  type: 'heading',
  level,
  children: [{ type: 'text', text }],
});

let counter = 0;

/** A story, published unless said otherwise. */
export function writeStory(app: App, data: Row = {}, status = 'published'): Promise<Row> {
  counter += 1;
  return documents(app, UID.article).create({
    data: { headline: `A story, number ${counter}`, body: [paragraph('Some words.')], ...data },
    status,
  });
}

export const discussionOf = (app: App, articleId: string): Promise<Row> =>
  db(app, UID.discussion).findOne({ where: { articleId } });

export const configureDiscussion = (app: App, articleId: string, data: Row): Promise<unknown> =>
  app.strapi.db.connection('newsroom_discussions').where({ article_id: articleId }).update(data);

export interface Posted {
  documentId: string;
  receipt: string;
  moderationStatus: string;
}

async function posted(test: Test): Promise<Posted> {
  const { body, status } = await test;
  expect({ status, error: body.error }).toEqual({ status: 201, error: undefined });
  return { ...body.data, receipt: body.meta.receipt };
}

export const postComment = (app: App, article: string, data: Row = {}): Promise<Posted> =>
  posted(
    app.http
      .post('/api/comments')
      .send({ data: { article, body: 'What a good story.', authorName: 'Rose Tully', ...data } }),
  );

export const postReply = (app: App, comment: string, data: Row = {}): Promise<Posted> =>
  posted(
    app.http
      .post('/api/replies')
      .send({ data: { comment, body: 'I agree with you.', authorName: 'Ned Pell', ...data } }),
  );

export const setStatus = (app: App, uid: string, documentId: string, moderationStatus: string) =>
  documents(app, uid).update({ documentId, data: { moderationStatus } });

/** An approved comment under a story. */
export async function approvedComment(app: App, article: string, data: Row = {}): Promise<Posted> {
  const comment = await postComment(app, article, data);
  await setStatus(app, UID.comment, comment.documentId, 'approved');
  return comment;
}

export async function approvedReply(app: App, comment: string, data: Row = {}): Promise<Posted> {
  const reply = await postReply(app, comment, data);
  await setStatus(app, UID.reply, reply.documentId, 'approved');
  return reply;
}

export type TokenType = 'read-only' | 'full-access' | 'custom';

let tokens = 0;

/** The access key of an API token; a custom one may do exactly what `permissions` say. */
export async function createToken(
  app: App,
  type: TokenType,
  permissions: string[] = [],
): Promise<string> {
  tokens += 1;
  const service = app.strapi.service('admin::api-token-content-api') as unknown as {
    create(token: Row): Promise<{ accessKey: string }>;
  };
  const { accessKey } = await service.create({
    name: `token ${tokens}`,
    description: '',
    type,
    lifespan: null,
    permissions: type === 'custom' ? permissions.map((name) => `plugin::newsroom.${name}`) : null,
  });
  return accessKey;
}

/** The JWT of a signed-in reader. */
export async function signIn(app: App, username: string): Promise<string> {
  const { body, status } = await app.http.post('/api/auth/local/register').send({
    username,
    email: `${username.toLowerCase()}@example.org`,
    password: 'A-long-pass-word-1',
  });
  expect({ status, error: body.error }).toEqual({ status: 200, error: undefined });
  return body.jwt as string;
}

/** What a page of the public API says the count is. */
export async function publicCount(app: App, articleId: string): Promise<number> {
  const { body } = await app.http.get(`/api/comment-counts?articles=${articleId}`);
  return body.data[articleId] as number;
}

/** How many rows a recount has to mend. */
export async function driftOf({ strapi }: App): Promise<number> {
  const service = strapi.plugin('newsroom').service('discussions') as unknown as {
    recount(): Promise<{ drift: number }>;
  };
  return (await service.recount()).drift;
}
