/** Every route of the plugin, fixed paths before `:documentId`. */
import type { Context } from 'koa';
import { PLUGIN_ID } from '../names';
import type { Strapi } from '../strapi';
import { configOf } from '../api/context';

interface Route {
  method: string;
  path: string;
  handler: string | ((ctx: Context) => unknown);
  config?: Record<string, unknown>;
}

type Handlers = Record<string, (ctx: Context) => unknown>;

const crud = (type: string, path: string): Route[] => [
  { method: 'GET', path, handler: `${type}.find` },
  { method: 'GET', path: `${path}/:documentId`, handler: `${type}.findOne` },
  { method: 'POST', path, handler: `${type}.create` },
  { method: 'PUT', path: `${path}/:documentId`, handler: `${type}.update` },
  { method: 'DELETE', path: `${path}/:documentId`, handler: `${type}.delete` },
];

export const routes = {
  'content-api': ({ strapi }: { strapi: Strapi }) => {
    /** A route that a permission of another action opens; it adds none of its own to the role editor. */
    const under = (action: string, method: string, path: string, handler: string): Route => {
      const [controller, name] = handler.split('.') as [string, string];
      return {
        method,
        path,
        handler: (ctx) =>
          (strapi.plugin(PLUGIN_ID).controller(controller) as unknown as Handlers)[name]!(ctx),
        config: { auth: { scope: [`plugin::${PLUGIN_ID}.${action}`] } },
      };
    };

    /** One that finds out itself who may (see controllers/discussions.ts). */
    const open = (method: string, path: string, handler: string): Route => ({
      ...under('', method, path, handler),
      config: { auth: false },
    });

    const list: Route[] = [
      under('article.findOne', 'GET', '/articles/by-slug/:slug', 'story.findOne'),
      open('GET', '/articles/by-slug/:slug/comments', 'discussion.findBySlug'),
      open('GET', '/articles/:documentId/comments', 'discussion.find'),
      { method: 'PUT', path: '/articles/:documentId/discussion', handler: 'discussion.configure' },
      ...crud('article', '/articles'),
      ...crud('author', '/authors'),
      ...crud('section', '/sections'),
      ...crud('topic', '/topics'),

      { method: 'GET', path: '/comments', handler: 'comment.find' },
      open('GET', '/comments/:documentId/replies', 'discussion.findReplies'),
      { method: 'GET', path: '/comments/:documentId', handler: 'comment.findOne' },
      { method: 'POST', path: '/comments', handler: 'comment.create' },
      { method: 'GET', path: '/replies', handler: 'reply.find' },
      { method: 'GET', path: '/replies/:documentId', handler: 'reply.findOne' },
      { method: 'POST', path: '/replies', handler: 'reply.create' },
      under('comment.find', 'GET', '/comment-counts', 'discussion.findCounts'),

      { method: 'GET', path: '/submissions/:receipt', handler: 'submission.findOne' },
      { method: 'DELETE', path: '/submissions/:receipt', handler: 'submission.withdraw' },

      { method: 'GET', path: '/moderation/queue', handler: 'queue.read' },
      under('queue.read', 'GET', '/moderation/items/:type/:documentId', 'queue.readItem'),
      { method: 'GET', path: '/moderation/decisions', handler: 'decisions.read' },
      { method: 'POST', path: '/moderation/decisions', handler: 'moderation.decide' },
    ];

    // The prefix stands in the path, so that the role editor and OpenAPI show what is called.
    const prefix = configOf(strapi).restPrefix;
    return {
      type: 'content-api',
      prefix: '',
      routes: list.map((route) => ({
        ...route,
        path: prefix + route.path,
        config: { ...route.config, prefix: '' },
      })),
    };
  },
};
