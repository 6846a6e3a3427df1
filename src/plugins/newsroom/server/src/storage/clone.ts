import { UID } from '../names';
import type { Strapi } from '../strapi';
import { withScope } from './scope';

const OWN = new Set<string>(Object.values(UID));

/** Tells the hooks that a new row is a duplicate: its slug, dates and decisions are not its own. */
export function registerCloneScope(strapi: Strapi): void {
  strapi.documents.use((context, next) =>
    context.action === 'clone' && OWN.has(context.uid)
      ? withScope({ operation: 'clone' }, () => next() as Promise<never>)
      : next(),
  );
}
