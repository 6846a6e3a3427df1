/**
 * Pages of the conversation, ready to send. A page is a function of its discussion's revision, of
 * whether comments are taken, and of what is asked; it is kept under just that, so what is kept is
 * never wrong, and several instances need not talk to each other. What is no longer asked for is
 * forgotten first.
 */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { isoOrNull } from '../api/presenters';
import type { NewsroomConfig } from '../config';
import { isShown } from '../discussion/visibility';
import type { DiscussionRow } from '../rows';

export interface KeptPage {
  /** The same for the same key, on every instance with the same configuration. */
  etag: string;
  /** JSON, as it is sent. */
  body: Buffer;
}

export interface PageCache {
  /**
   * What is asked for in one spelling, so that a page is kept once however its address is written.
   * @param query as it stands in the address
   * @param read what it asks for; may refuse it
   */
  spell: (list: string, query: string, read: () => object) => string;
  keyOf: (discussion: DiscussionRow, accepts: boolean, asked: string) => string;
  /** What is kept under a key, or what `make` makes to be kept. */
  take: (key: string, make: () => Promise<string>) => Promise<KeptPage>;
}

const MEGABYTE = 2 ** 20;
const MOST_SPELLINGS = 1000;
/** A cursor is the longest part of a query. */
const LONGEST_SPELLING = 300;
/** What the cache itself takes for a page, about. */
const OVERHEAD = 500;

export function createPageCache(config: NewsroomConfig): PageCache {
  const { cacheMegabytes } = config.discussion;
  const pages =
    cacheMegabytes > 0
      ? new LRUCache<string, KeptPage>({
          maxSize: cacheMegabytes * MEGABYTE,
          // A text takes up to two bytes for a character.
          sizeCalculation: ({ body }, key) => body.length + 2 * key.length + OVERHEAD,
        })
      : null;
  /** By list and query; most are asked again and again. */
  const spellings = new LRUCache<string, string>({ max: MOST_SPELLINGS });
  const rules = hash(JSON.stringify(config.discussion));
  return {
    spell(list, query, read) {
      // Lists of a kind are asked in the same words, whatever they are lists of.
      const address = `${list.split(' ', 1)[0]!}?${query}`;
      const spelled = spellings.get(address) ?? JSON.stringify(Object.entries(read()).sort());
      if (address.length <= LONGEST_SPELLING) spellings.set(address, spelled);
      return `${list} ${spelled}`;
    },
    keyOf(discussion, accepts, asked) {
      const { articleId, closesAt } = discussion;
      // Of a hidden one a page says when it closes, and nothing that moderators decide meanwhile.
      const revision = isShown(discussion)
        ? discussion.revision
        : `hidden ${String(isoOrNull(closesAt))}`;
      return `${articleId} ${revision} ${accepts ? 1 : 0} ${asked}`;
    },
    async take(key, make) {
      const kept = pages?.get(key);
      if (kept) return kept;
      const page = { etag: `"${hash(`${rules} ${key}`)}"`, body: Buffer.from(await make()) };
      pages?.set(key, page);
      return page;
    },
  };
}

const hash = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 27);
