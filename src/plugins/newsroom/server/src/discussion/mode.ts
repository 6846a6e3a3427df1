import { UID, type ModerationMode, type ModerationStatus } from '../names';
import type { NewsroomConfig } from '../config';
import type { DiscussionRow, SectionRow } from '../rows';
import { rows, type Strapi } from '../strapi';

type Mode = Exclude<ModerationMode, 'inherit'>;

/** How deep sections may nest before the site's own mode counts. */
const DEEPEST = 20;

/** The mode that counts for a discussion: its own, its section's, a section's above, the site's. */
export async function resolveMode(
  strapi: Strapi,
  config: NewsroomConfig,
  { moderationMode, articleId }: DiscussionRow,
): Promise<Mode> {
  if (moderationMode && moderationMode !== 'inherit') return moderationMode;
  const article = await rows(strapi, UID.article).findOne({
    where: { documentId: articleId },
    select: ['id'],
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    populate: { section: true },
  });
  let section: SectionRow | null = article?.section ?? null;
  for (let depth = 0; section && depth < DEEPEST; depth += 1) {
    if (section.moderationMode && section.moderationMode !== 'inherit') {
      return section.moderationMode;
    }
    const { id } = section;
    const above = await rows(strapi, UID.section).findOne({
      where: { id },
      populate: { parent: true },
    });
    section = above?.parent ?? null;
  }
  return config.discussion.moderationMode;
}

/** New voices wait for a moderator, unless the discussion is moderated after the fact. */
export async function initialStatus(
  strapi: Strapi,
  config: NewsroomConfig,
  discussion: DiscussionRow,
): Promise<ModerationStatus> {
  const mode = await resolveMode(strapi, config, discussion);
  return mode === 'postmoderate' ? 'approved' : 'pending';
}
