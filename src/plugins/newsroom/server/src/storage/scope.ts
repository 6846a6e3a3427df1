import { AsyncLocalStorage } from 'node:async_hooks';
import type { Reason } from '../names';

export interface Actor {
  type: 'administrator' | 'token' | 'commenter' | 'policy' | 'site';
  id: string | null;
  name: string | null;
}

/**
 * What the domain's own services say to the hooks about the write they are making. Without a scope
 * a write comes from outside (Content Manager, REST, a site's code), and may not touch a field
 * that the machine keeps.
 */
export interface WriteScope {
  operation:
    | 'publish'
    | 'unpublish'
    | 'discardDraft'
    | 'clone'
    | 'delete'
    | 'submit'
    | 'decide'
    | 'maintain'
    | 'import';
  actor?: Actor;
  action?: string;
  reason?: Reason | null;
  note?: string | null;
  policyVersion?: number | null;
  restores?: string;
  /** The first publication of an article, from somebody who may say so. */
  backdatedTo?: Date;
  /** Deciding on another revision than this one is a conflict. */
  expectedRevision?: number;
  /** Set by the hook: whether the write changed anything. */
  changed?: boolean;
}

const storage = new AsyncLocalStorage<WriteScope>();

export const currentScope = (): WriteScope | undefined => storage.getStore();

export const withScope = <T>(scope: WriteScope, work: () => Promise<T>): Promise<T> =>
  storage.run(scope, work);
