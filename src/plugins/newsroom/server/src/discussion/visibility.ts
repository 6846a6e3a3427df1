/** Who sees what, in one place. */
import type { Knex } from 'knex';
import { UID } from '../names';
import type { DiscussionRow } from '../rows';
import { tableName, type Strapi, type Where } from '../strapi';

/** Whether readers may see a discussion at all. */
export const isLive = ({ liveFrom }: Pick<DiscussionRow, 'liveFrom'>, now = new Date()): boolean =>
  liveFrom !== null && +new Date(liveFrom) <= +now;

/** Whether readers may see the comments in it. */
export const isShown = (
  discussion: Pick<DiscussionRow, 'liveFrom' | 'state'>,
  now = new Date(),
): boolean => isLive(discussion, now) && discussion.state !== 'hidden';

/** What readers are told of its changes: of a hidden one nothing. */
export const shownRevision = (
  discussion: Pick<DiscussionRow, 'liveFrom' | 'state' | 'revision'>,
): number => (isShown(discussion) ? discussion.revision : 0);

/** Whether readers may add to it. */
export const acceptsComments = (
  discussion: Pick<DiscussionRow, 'liveFrom' | 'state' | 'closesAt'>,
  now = new Date(),
): boolean =>
  isShown(discussion, now) &&
  discussion.state === 'open' &&
  (discussion.closesAt === null || +new Date(discussion.closesAt) > +now);

/** The articles whose discussions are shown, as a subquery. */
function shownArticles(strapi: Strapi): Knex.QueryBuilder {
  return strapi.db
    .getConnection(tableName(strapi, UID.discussion))
    .select('article_id')
    .where('live_from', '<=', new Date())
    .whereNot('state', 'hidden');
}

/**
 * The condition on comments and replies that readers can open: approved, in a thread that is
 * shown, in a discussion that is shown. Tombstones are no answer to a list of comments.
 */
export const visibleItems = (strapi: Strapi): Where => ({
  moderationStatus: 'approved',
  listed: true,
  articleId: { $in: shownArticles(strapi) },
});

/** The condition on published articles that readers can open: the embargo is over. */
export const pastEmbargo = (now = new Date()): Where => ({
  $or: [{ embargoUntil: { $null: true } }, { embargoUntil: { $lte: now.toISOString() } }],
});
