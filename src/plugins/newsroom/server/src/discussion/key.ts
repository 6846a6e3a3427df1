/**
 * The one indexed read before a page of the conversation: which discussion it is and at which
 * revision, and whether anonymous readers may read comments at all. What a page says follows from that
 * and from what is asked, so a page may be kept under it and never needs to be thrown away.
 */
import { UID } from '../names';
import type { DiscussionRow } from '../rows';
import { read } from '../storage/read';
import { isPostgres, linkOf, momentOf, tableName, type Strapi } from '../strapi';

export interface PageKey {
  discussion: DiscussionRow;
  /** Whether the role Public has been granted it; null where the host has no such roles. */
  isPublic: boolean | null;
  /** Of the thread whose replies are wanted. */
  replyCount: number | null;
}

const PERMISSION = 'plugin::users-permissions.permission';
const ROLE = 'plugin::users-permissions.role';

/**
 * By the documentId of the article, or by a slug under which readers have found it; or the replies to
 * a comment that readers find under its article.
 */
export type Wanted = { articleId: string } | { slug: string } | { commentId: string };

/** What whoever reads it must have been granted. */
export const actionFor = (wanted: Wanted): string =>
  'commentId' in wanted ? `${UID.reply}.find` : `${UID.comment}.find`;

export async function readPageKey(strapi: Strapi, wanted: Wanted): Promise<PageKey | null> {
  const [stored] = await read<Record<string, unknown>>(strapi, statementOf(strapi, wanted), {
    ...wanted,
    ...('slug' in wanted && { now: new Date() }),
    ...('commentId' in wanted && { yes: true }),
    action: actionFor(wanted),
  });
  if (!stored) return null;
  const isPublic = stored['is_public'];
  return {
    discussion: toDiscussion(stored),
    isPublic: isPublic === null || isPublic === undefined ? null : Boolean(isPublic),
    replyCount: 'commentId' in wanted ? Number(stored['reply_count']) : null,
  };
}

const COLUMNS = [
  ...['id', 'document_id', 'article_id', 'state', 'moderation_mode', 'closes_at', 'live_from'],
  ...['comment_count', 'thread_count', 'last_comment_at', 'revision', 'created_at', 'updated_at'],
];

/** Put together once: it comes before every page. */
const statements = new WeakMap<Strapi, Map<string, string>>();

function statementOf(strapi: Strapi, wanted: Wanted): string {
  const [kind] = Object.keys(wanted) as [string];
  const made = statements.get(strapi) ?? new Map<string, string>();
  const statement = made.get(kind) ?? writeStatement(strapi, wanted);
  statements.set(strapi, made.set(kind, statement));
  return statement;
}

function writeStatement(strapi: Strapi, wanted: Wanted): string {
  const discussions = tableName(strapi, UID.discussion);
  const isThread = 'commentId' in wanted;
  const columns = [
    ...COLUMNS.map((column) => `d.${column}`),
    ...(isThread ? ['c.reply_count'] : []),
  ].join(', ');
  const from = isThread
    ? `${tableName(strapi, UID.comment)} as c join ${discussions} as d on d.article_id = c.article_id where c.document_id = :commentId and c.listed = :yes`
    : 'slug' in wanted
      ? `${tableName(strapi, UID.slugAlias)} as s join ${discussions} as d on d.article_id = s.owner_id where s.kind = 'article' and s.slug = :slug and s.public_from <= :now`
      : `${discussions} as d where d.article_id = :articleId`;
  return `select ${columns}, ${grantOf(strapi)} as is_public from ${from} limit 1`;
}

/** Named bindings that a statement does not use are an error to PostgreSQL's driver, so each uses it. */
function grantOf(strapi: Strapi): string {
  const known = `(cast(:action as ${isPostgres(strapi) ? 'text' : 'char'}) is null)`;
  if (!strapi.plugin('users-permissions')) return `case when ${known} then null end`;
  const link = linkOf(strapi, PERMISSION, 'role');
  return `exists (select 1 from ${tableName(strapi, ROLE)} as r join ${link.table} as l on l.${link.to} = r.id join ${tableName(strapi, PERMISSION)} as p on p.id = l.${link.from} where r.type = 'public' and p.action = :action)`;
}

const toDiscussion = (stored: Record<string, unknown>): DiscussionRow => ({
  id: Number(stored['id']),
  documentId: stored['document_id'] as string,
  articleId: stored['article_id'] as string,
  state: stored['state'] as DiscussionRow['state'],
  moderationMode: stored['moderation_mode'] as DiscussionRow['moderationMode'],
  closesAt: momentOf(stored['closes_at']),
  liveFrom: momentOf(stored['live_from']),
  commentCount: Number(stored['comment_count']),
  threadCount: Number(stored['thread_count']),
  lastCommentAt: momentOf(stored['last_comment_at']),
  revision: Number(stored['revision']),
  createdAt: momentOf(stored['created_at'])!,
  updatedAt: momentOf(stored['updated_at'])!,
});
