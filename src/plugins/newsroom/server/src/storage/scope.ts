import { AsyncLocalStorage } from 'node:async_hooks';
import type { ItemType, Reason } from '../names';
import type { Mode } from '../discussion/mode';
import type { DiscussionRow, ItemRow } from '../rows';

export interface Actor {
  type: 'administrator' | 'token' | 'commenter' | 'policy' | 'site';
  id: string | null;
  name: string | null;
}

export interface Held {
  discussion: DiscussionRow;
  /** The comment or reply that is written, with what its hooks read of it. */
  item?: { type: ItemType; row: ItemRow };
  /** The comment that a new reply goes to. */
  comment?: ItemRow;
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
  /** The moderation mode of the article's sections, asked before the discussion was locked. */
  modeAbove?: Mode | null;
  /** What the service has locked and read in this transaction, so that the hook need not again. */
  held?: Held;
  /** Set by the hook: whether the write changed anything. */
  changed?: boolean;
}

const storage = new AsyncLocalStorage<WriteScope>();

export const currentScope = (): WriteScope | undefined => storage.getStore();

export const withScope = <T>(scope: WriteScope, work: () => Promise<T>): Promise<T> =>
  storage.run(scope, work);
