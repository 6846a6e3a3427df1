/** What waits for moderators, comments and replies in one list. */
import { ITEM_UID, UID, type ItemType, type ModerationStatus } from '../names';
import type { ArticleRow, ItemRow, ReplyRow } from '../rows';
import { pastEmbargo } from '../discussion/visibility';
import { rows, type Strapi, type Where } from '../strapi';

export interface QueueQuery {
  status: ModerationStatus;
  article?: string;
  sort: 'oldest' | 'newest';
  limit: number;
  after?: QueuePlace | null;
}

/** Place of an item in the queue. */
export interface QueuePlace {
  postedAt: number;
  type: ItemType;
  id: number;
}

export interface QueuedItem {
  type: ItemType;
  item: ItemRow | ReplyRow;
}

/** What an item of the queue is shown with. */
export const QUEUE_POPULATE = {
  comment: { commenter: true },
  reply: { commenter: true, comment: true, inReplyTo: true },
};

/**
 * A page of the queue and the place of its end; null when nothing follows. Keyset: two walks along
 * (moderation_status, posted_at, id), merged, so the last page costs what the first does.
 */
export async function readQueue(
  strapi: Strapi,
  query: QueueQuery,
): Promise<{ items: QueuedItem[]; next: QueuePlace | null }> {
  const types = ['comment', 'reply'] as const;
  const found = await Promise.all(
    types.map(async (type) => {
      const items = await rows<ItemRow | ReplyRow>(strapi, ITEM_UID[type]).findMany({
        where: whereOf(query, type),
        orderBy: [{ postedAt: directionOf(query) }, { id: directionOf(query) }],
        limit: query.limit + 1,
        populate: QUEUE_POPULATE[type],
      });
      return items.map((item): QueuedItem => ({ type, item }));
    }),
  );
  const merged = found.flat().sort((one, other) => compare(placeOf(one), placeOf(other)));
  if (query.sort === 'newest') merged.reverse();
  const items = merged.slice(0, query.limit);
  const last = items.at(-1);
  return { items, next: merged.length > query.limit && last ? placeOf(last) : null };
}

const directionOf = ({ sort }: QueueQuery): 'asc' | 'desc' => (sort === 'oldest' ? 'asc' : 'desc');

const placeOf = ({ type, item }: QueuedItem): QueuePlace => ({
  postedAt: +new Date(item.postedAt),
  type,
  id: item.id,
});

const compare = (one: QueuePlace, other: QueuePlace): number =>
  one.postedAt - other.postedAt || one.type.localeCompare(other.type) || one.id - other.id;

function whereOf({ status, article, sort, after }: QueueQuery, type: ItemType): Where {
  const where: Where = { moderationStatus: status, ...(article && { articleId: article }) };
  if (!after) return where;
  const [further, furtherOrEqual] = sort === 'oldest' ? ['$gt', '$gte'] : ['$lt', '$lte'];
  const moment = new Date(after.postedAt);
  const order = type.localeCompare(after.type) * (sort === 'oldest' ? 1 : -1);
  if (order > 0) return { ...where, postedAt: { [furtherOrEqual]: moment } };
  if (order < 0) return { ...where, postedAt: { [further]: moment } };
  return {
    ...where,
    postedAt: { [furtherOrEqual]: moment },
    $or: [{ postedAt: { [further]: moment } }, { id: { [further]: after.id } }],
  };
}

/** Headline and slug of the stories that items belong to, the published version first. */
export async function headlinesOf(
  strapi: Strapi,
  articleIds: string[],
  { publicOnly = false } = {},
): Promise<Map<string, Pick<ArticleRow, 'documentId' | 'headline' | 'slug'>>> {
  const versions = await rows(strapi, UID.article).findMany({
    where: {
      documentId: { $in: [...new Set(articleIds)] },
      ...(publicOnly && { publishedAt: { $notNull: true }, ...pastEmbargo() }),
    },
    select: ['documentId', 'headline', 'slug', 'publishedAt'],
  });
  versions.sort(
    (one, other) => Number(Boolean(one.publishedAt)) - Number(Boolean(other.publishedAt)),
  );
  return new Map(versions.map((version) => [version.documentId, version]));
}
