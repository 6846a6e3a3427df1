import { strings } from '@strapi/utils';
import { newsroomError } from '../errors';
import { UID } from '../names';
import { rowDefaults, table, type Strapi } from '../strapi';
import type { SlugAliasRow } from '../rows';

export type SlugKind = 'article' | 'author' | 'section' | 'topic';

const MAX_LENGTH = 200;

/** The slug that a title suggests; `story-…` from the id when nothing of it can be written in ASCII. */
export const slugify = (title: string, kind: SlugKind, ownerId: string): string =>
  strings.nameToSlug(title).slice(0, MAX_LENGTH).replace(/-+$/, '') ||
  `${kind === 'article' ? 'story' : kind}-${ownerId.slice(-8)}`;

/** Whether a slug came from this title, a number behind it or not. */
export function isDerived(slug: string, title: string, kind: SlugKind, ownerId: string): boolean {
  const base = slugify(title, kind, ownerId);
  return slug === base || (slug.startsWith(base) && /^-\d+$/.test(slug.slice(base.length)));
}

/**
 * Reserves a slug that a title suggests, with a number behind it if others have it.
 * Reservations are rows under a unique index, so two stories of one headline never meet, not even
 * as drafts and not when they are saved at once.
 */
export async function claimDerivedSlug(
  strapi: Strapi,
  kind: SlugKind,
  ownerId: string,
  title: string,
): Promise<string> {
  const base = slugify(title, kind, ownerId);
  if (await claim(strapi, kind, ownerId, base)) return base;
  for (let number = await nextNumber(strapi, kind, base); ; number += 1) {
    const candidate = `${base}-${number}`;
    if (await claim(strapi, kind, ownerId, candidate)) return candidate;
  }
}

/** What a browser takes for a step in the path is no slug. */
const UNREACHABLE = new Set(['.', '..']);

/**
 * Reserves a slug that somebody chose.
 * @throws slug_taken, invalid_field
 */
export async function claimChosenSlug(
  strapi: Strapi,
  kind: SlugKind,
  ownerId: string,
  slug: string,
): Promise<void> {
  if (UNREACHABLE.has(slug)) throw newsroomError({ code: 'invalid_field', path: ['slug'] });
  if (await claim(strapi, kind, ownerId, slug)) return;
  throw newsroomError({ code: 'slug_taken', path: ['slug'], params: { slug } });
}

async function claim(
  strapi: Strapi,
  kind: SlugKind,
  ownerId: string,
  slug: string,
): Promise<boolean> {
  const now = new Date();
  await table(strapi, UID.slugAlias)
    .insert({ ...rowDefaults(strapi, UID.slugAlias, now), kind, slug, ownerId })
    .onConflict(['kind', 'slug'])
    .ignore()
    .execute();
  const alias = await findAlias(strapi, kind, slug);
  if (!alias || alias.ownerId === ownerId) return true;
  if (await ownerExists(strapi, kind, alias.ownerId)) return false;
  await table(strapi, UID.slugAlias)
    .where({ id: alias.id, ownerId: alias.ownerId })
    .update({ ownerId, publicFrom: null, updatedAt: now })
    .execute();
  // Of several who find it without an owner, one gets it.
  return (await findAlias(strapi, kind, slug))?.ownerId === ownerId;
}

export async function findAlias(
  strapi: Strapi,
  kind: SlugKind,
  slug: string,
): Promise<SlugAliasRow | null> {
  const [alias] = await table(strapi, UID.slugAlias)
    .select('*')
    .where({ kind, slug })
    .limit(1)
    .execute();
  return alias ?? null;
}

async function ownerExists(strapi: Strapi, kind: SlugKind, ownerId: string): Promise<boolean> {
  const [row] = await table(strapi, UID[kind])
    .select('id')
    .where({ documentId: ownerId })
    .limit(1)
    .execute();
  return Boolean(row);
}

/** The number after the newest of its kind: a paper has thousands of «Letters to the editor». */
async function nextNumber(strapi: Strapi, kind: SlugKind, base: string): Promise<number> {
  const newest = await table(strapi, UID.slugAlias)
    .select('slug')
    .where({ kind, slug: { $startsWith: `${base}-` } })
    .orderBy({ id: 'desc' })
    .limit(50)
    .execute();
  const numbers = newest
    .map(({ slug }) => /^-(\d{1,9})$/.exec(slug.slice(base.length))?.[1])
    .filter((number) => number !== undefined);
  return Math.max(1, ...numbers.map(Number)) + 1;
}

/** Gives back the slugs of a document that readers never saw and no version of it uses. */
export async function releaseUnusedSlugs(
  strapi: Strapi,
  kind: SlugKind,
  ownerId: string,
  inUse: string[],
): Promise<void> {
  await table(strapi, UID.slugAlias)
    .where({ kind, ownerId, publicFrom: { $null: true }, slug: { $notIn: [...inUse, ''] } })
    .delete()
    .execute();
}

/** Notes from when a slug leads readers to its story; an earlier moment stays. */
export async function markPublic(strapi: Strapi, slug: string, from: Date): Promise<void> {
  await table(strapi, UID.slugAlias)
    .where({
      kind: 'article',
      slug,
      $or: [{ publicFrom: { $null: true } }, { publicFrom: { $gt: new Date() } }],
    })
    .update({ publicFrom: from })
    .execute();
}

/** A story taken back before readers could see it leaves no trace in its slugs. */
export async function forgetUnreached(strapi: Strapi, ownerId: string): Promise<void> {
  await table(strapi, UID.slugAlias)
    .where({ kind: 'article', ownerId, publicFrom: { $gt: new Date() } })
    .update({ publicFrom: null })
    .execute();
}
