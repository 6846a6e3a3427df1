/** What every resolver of one request shares: who asks, and the loaders that save statements. */
import type { Context } from 'koa';
import { callerOf, isGranted, type Caller } from '../api/caller';
import type { Strapi } from '../strapi';
import { createLoaders, type Loaders } from './loaders';

/** What Strapi's GraphQL plugin hands to resolvers. */
export interface GraphqlContext {
  koaContext: Context;
}

export interface GraphqlRequest extends Loaders {
  strapi: Strapi;
  caller: Caller;
  isGranted: (action: string) => Promise<boolean>;
}

const requests = new WeakMap<GraphqlContext, GraphqlRequest>();

export function requestOf(strapi: Strapi, context: GraphqlContext): GraphqlRequest {
  const known = requests.get(context);
  if (known) return known;
  const caller = callerOf(context.koaContext);
  const granted = new Map<string, Promise<boolean>>();
  const request: GraphqlRequest = {
    strapi,
    caller,
    ...createLoaders(strapi),
    isGranted(action) {
      const answer = granted.get(action) ?? isGranted(strapi, caller, action);
      granted.set(action, answer);
      return answer;
    },
  };
  requests.set(context, request);
  return request;
}
