import { UID, type ModerationMode, type ModerationStatus } from '../names';
import type { NewsroomConfig } from '../config';
import type { DiscussionRow } from '../rows';
import { read } from '../storage/read';
import { linkOf, tableName, type Strapi } from '../strapi';

export type Mode = Exclude<ModerationMode, 'inherit'>;

/** How deep sections may nest before the site's own mode counts. */
const DEEPEST = 20;

/**
 * The mode that counts for a discussion: its own, its section's, a section's above, the site's.
 * @param above what its sections say, where that has been asked
 */
export async function resolveMode(
  strapi: Strapi,
  config: NewsroomConfig,
  { moderationMode, articleId }: DiscussionRow,
  above?: Mode | null,
): Promise<Mode> {
  if (moderationMode && moderationMode !== 'inherit') return moderationMode;
  const inherited = above === undefined ? await modeAbove(strapi, articleId) : above;
  return inherited ?? config.discussion.moderationMode;
}

/**
 * The nearest mode of an article's sections: of the section that readers know it in, or its draft's, and
 * those above it.
 */
export async function modeAbove(strapi: Strapi, articleId: string): Promise<Mode | null> {
  const [nearest] = await read<{ mode: Mode }>(strapi, nearestMode(strapi), { articleId });
  return nearest?.mode ?? null;
}

function nearestMode(strapi: Strapi): string {
  const article = tableName(strapi, UID.article);
  const section = tableName(strapi, UID.section);
  const inSection = linkOf(strapi, UID.article, 'section');
  const inParent = linkOf(strapi, UID.section, 'parent');
  return `with recursive above (id, mode, depth) as (
    select s.id, s.moderation_mode, 1 from ${section} s
    join ${inSection.table} l on l.${inSection.to} = s.id
    where l.${inSection.from} = (
      select id from ${article} where document_id = :articleId
      order by published_at is null, published_at desc, id desc limit 1
    )
    union all
    select s.id, s.moderation_mode, a.depth + 1 from above a
    join ${inParent.table} l on l.${inParent.from} = a.id
    join ${section} s on s.id = l.${inParent.to}
    where a.depth < ${DEEPEST} and coalesce(a.mode, 'inherit') = 'inherit'
  )
  select mode from above where mode <> 'inherit' order by depth limit 1`;
}

/** New voices wait for a moderator, unless the discussion is moderated after the fact. */
export const initialStatus = (mode: Mode): ModerationStatus =>
  mode === 'postmoderate' ? 'approved' : 'pending';
