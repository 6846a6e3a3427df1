import { setting, type Strapi } from '../strapi';

const APOLLO = 'plugin::graphql.apolloServer';
const PLUGINS = `${APOLLO}.plugins`;
const STACK_TRACES = `${APOLLO}.includeStacktraceInErrorResponses`;

/** Adds a plugin to the Apollo server that Strapi's GraphQL plugin is going to start. */
export function addApolloPlugin(strapi: Strapi, plugin: object): void {
  strapi.config.set(PLUGINS, [...setting<object[]>(strapi, PLUGINS, []), plugin]);
}

/** Apollo tells callers where in the code an error arose unless it runs in production. */
export function hideStackTraces(strapi: Strapi): void {
  if (setting(strapi, STACK_TRACES) === undefined) strapi.config.set(STACK_TRACES, false);
}
