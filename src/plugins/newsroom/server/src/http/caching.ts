/** What an answer says of its own keeping: to browsers, to caches on the way, to an operator's purge. */
import type { Context } from 'koa';
import type { NewsroomConfig } from '../config';
import { isShown } from '../discussion/visibility';
import type { DiscussionRow } from '../rows';

type Settings = NewsroomConfig['discussion'];

/**
 * Seconds for which a page may be kept without asking: no further than the moment at which it would say
 * something else by itself.
 */
export function secondsToKeep(
  seconds: number,
  { closesAt }: Pick<DiscussionRow, 'closesAt'>,
  now = Date.now(),
): number {
  const left = closesAt === null ? Infinity : Math.floor((+new Date(closesAt) - now) / 1000);
  return left < 0 ? seconds : Math.max(0, Math.min(seconds, left));
}

export function sayHowToKeep(
  ctx: Context,
  discussion: DiscussionRow,
  etag: string,
  { maxAge, sharedMaxAge }: Settings,
): void {
  const own = secondsToKeep(maxAge, discussion);
  const shared = secondsToKeep(sharedMaxAge, discussion);
  const isAnonymous = !ctx.get('authorization');
  ctx.set('ETag', etag);
  if (isShown(discussion)) {
    ctx.set('Last-Modified', new Date(discussion.updatedAt).toUTCString());
  }
  ctx.vary('Authorization');
  ctx.set(
    'Cache-Control',
    isAnonymous
      ? `public, max-age=${own}${shared > 0 ? `, s-maxage=${shared}` : ''}${own === 0 ? ', must-revalidate' : ''}`
      : 'private, no-cache',
  );
  const { articleId } = discussion;
  ctx.set('Surrogate-Key', `newsroom article-${articleId} discussion-${articleId}`);
}

/**
 * Whether the caller has this very answer. Only the tag counts: two changes in one second have the
 * same Last-Modified.
 */
export const hasIt = (ctx: Context, etag: string): boolean =>
  ctx
    .get('if-none-match')
    .split(',')
    .some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
