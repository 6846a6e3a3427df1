import type { Data, Strapi, Where } from '../strapi';

/** One write of one row, as Strapi's query engine announces it. `state` lives from before to after. */
export interface WriteEvent {
  params: { where: Where; data: Data };
  result?: unknown;
  state: Record<string, unknown>;
}

type Hook = (event: WriteEvent) => Promise<void> | void;

/** Hooks of a type; writes of many rows arrive here one by one (see every-write.ts). */
export interface Hooks {
  beforeCreate?: Hook;
  afterCreate?: Hook;
  beforeUpdate?: Hook;
  afterUpdate?: Hook;
  beforeDelete?: Hook;
  afterDelete?: Hook;
}

/** Subscribes hooks to the writes of a type, whichever way they come. */
export function subscribe(strapi: Strapi, uid: string, hooks: Hooks): void {
  strapi.db.lifecycles.subscribe({ models: [uid], ...hooks } as never);
}
