import { UID, type ModerationMode, type ModerationStatus } from '../names';
import type { NewsroomConfig } from '../config';
import { read } from '../storage/read';
import { linkOf, tableName, type Strapi } from '../strapi';

type Mode = Exclude<ModerationMode, 'inherit'>;

/** How deep sections may nest before the site's own mode counts. */
const DEEPEST = 20;

/**
 * The mode that counts under an article: its discussion's own, its section's, a section's above, the
 * site's. The article's section is the one that readers know it in, or its draft's.
 */
export async function resolveMode(
  strapi: Strapi,
  config: NewsroomConfig,
  articleId: string,
): Promise<Mode> {
  const [nearest] = await read<{ mode: Mode | null }>(strapi, nearestMode(strapi), { articleId });
  return nearest?.mode ?? config.discussion.moderationMode;
}

function nearestMode(strapi: Strapi): string {
  const discussion = tableName(strapi, UID.discussion);
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
  select coalesce(
    (select nullif(moderation_mode, 'inherit') from ${discussion} where article_id = :articleId),
    (select mode from above where mode <> 'inherit' order by depth limit 1)
  ) as mode`;
}

/** New voices wait for a moderator, unless the discussion is moderated after the fact. */
export async function initialStatus(
  strapi: Strapi,
  config: NewsroomConfig,
  articleId: string,
): Promise<ModerationStatus> {
  const mode = await resolveMode(strapi, config, articleId);
  return mode === 'postmoderate' ? 'approved' : 'pending';
}
