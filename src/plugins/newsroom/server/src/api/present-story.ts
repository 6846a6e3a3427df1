/** The whole story page, as front ends read it; the README documents these fields. */
import { textOf, toHtml } from '../publishing/blocks';
import type * as Api from '../../../api';
import type { ArticleRow, CreditRow, DiscussionRow } from '../rows';
import { isoOrNull, presentDiscussion, withoutIds } from './presenters';

type Fields = Record<string, unknown>;

/** Some fields of what Strapi's query engine has populated; null where there is nothing. */
const pick = <T, Name extends keyof T & string>(
  source: unknown,
  names: readonly Name[],
): Pick<T, Name> | null => {
  if (typeof source !== 'object' || source === null) return null;
  const picked = Object.fromEntries(names.map((name) => [name, (source as Fields)[name] ?? null]));
  return picked as Pick<T, Name>;
};

const TEXTS = [
  'documentId',
  'headline',
  'shortHeadline',
  'kicker',
  'slug',
  'standfirst',
  'byline',
  'dateline',
  'source',
  'language',
  'wordCount',
  'readingTime',
  'isAccessibleForFree',
] as const;
const MEDIA = [
  'documentId',
  'url',
  'mime',
  'width',
  'height',
  'formats',
  'alternativeText',
] as const;
const NAMED = ['documentId', 'name', 'slug'] as const;
const PRINT = ['publication', 'edition', 'publishedOn', 'section', 'page'] as const;
const SEO = ['title', 'description', 'canonicalUrl', 'noIndex'] as const;

/** @param article published, with its components and relations populated */
export function presentStory(
  article: ArticleRow,
  discussion: DiscussionRow | undefined,
): Api.Story {
  const { leadImage, section, topics, print, seo } = article as unknown as Record<string, unknown>;
  return {
    ...pick<Api.Story, (typeof TEXTS)[number]>(article, TEXTS)!,
    displayDate: isoOrNull(article.displayDate)!,
    datePublished: isoOrNull(article.datePublished)!,
    dateModified: isoOrNull(article.dateModified),
    publishedAt: isoOrNull(article.publishedAt)!,
    credits: (article.credits ?? []).map(presentCredit),
    leadImage: presentLeadImage(leadImage),
    section: presentSection(section),
    topics: ((topics ?? []) as Fields[]).map((topic) => presentNamed(topic)!),
    print: filled(pick<Api.PrintCredit, (typeof PRINT)[number]>(print, PRINT)),
    body: withoutIds(article.body ?? []) as unknown as Api.Block[],
    bodyHtml: toHtml(article.body),
    excerpt: excerptOf(article),
    corrections: (article.corrections ?? []).map(({ kind, text, issuedAt }) => ({
      kind: kind as Api.Correction['kind'],
      text,
      issuedAt: isoOrNull(issuedAt),
    })),
    updates: (article.updates ?? []).map(({ at, note }) => ({ at: isoOrNull(at), note })),
    seo: presentSeo(seo),
    discussion: presentDiscussion(discussion),
  };
}

const presentNamed = (source: unknown): Api.Named | null =>
  pick<Api.Named, keyof Api.Named>(source, NAMED);

const presentCredit = ({ role, label, name, author }: CreditRow): Api.Credit => ({
  name: author?.name ?? name,
  role,
  label,
  author: presentAuthor(author),
});

function presentAuthor(author: unknown): Api.Credit['author'] {
  const named = presentNamed(author);
  if (!named) return null;
  const { kind, jobTitle, photo } = author as Record<string, unknown>;
  return {
    ...named,
    kind: (kind ?? null) as 'person' | 'organization' | null,
    jobTitle: (jobTitle ?? null) as string | null,
    photo: presentMedia(photo),
  };
}

const presentMedia = (media: unknown): Api.Media | null =>
  pick<Api.Media, keyof Api.Media>(media, MEDIA);

/** A part that was opened and left empty is none. */
const filled = <T extends object>(fields: T | null): T | null =>
  fields && Object.values(fields).some((value) => value !== null && value !== '') ? fields : null;

/** A caption without its picture is none. */
function presentLeadImage(image: unknown): Api.LeadImage | null {
  const media = presentMedia((image as Fields | null)?.['media']);
  const texts = pick<Api.LeadImage, 'caption' | 'credit' | 'altText'>(image, [
    'caption',
    'credit',
    'altText',
  ]);
  return media && texts && { ...texts, media };
}

function presentSection(section: unknown): Api.Story['section'] {
  const named = presentNamed(section);
  return named && { ...named, parent: presentNamed((section as Fields)['parent']) };
}

function presentSeo(seo: unknown): Api.Seo | null {
  const fields = pick<Api.Seo, (typeof SEO)[number]>(seo, SEO);
  return fields && { ...fields, image: presentMedia((seo as Fields)['image']) };
}

const EXCERPT_LENGTH = 200;

/** The standfirst, or the beginning of the body at a word's end. */
export function excerptOf(article: ArticleRow): string {
  const { standfirst } = article as unknown as { standfirst?: string | null };
  if (standfirst) return standfirst;
  const start = textOf(article.body).replace(/\s+/g, ' ').trim();
  const characters = Array.from(start);
  if (characters.length <= EXCERPT_LENGTH) return start;
  const cut = characters.slice(0, EXCERPT_LENGTH).join('');
  // Scripts without spaces have no word's end to cut at.
  const atWordEnd = cut.replace(/\s\S{0,40}$/u, '');
  return `${atWordEnd} …`;
}
