/** The whole story page, as front ends read it; the README documents these fields. */
import { textOf, toHtml } from '../publishing/blocks';
import type { ArticleRow, CreditRow, DiscussionRow, Instant } from '../rows';
import { presentDiscussion, withoutIds } from './presenters';

type Fields = Record<string, unknown>;

const pick = (source: unknown, names: readonly string[]): Fields | null => {
  if (typeof source !== 'object' || source === null) return null;
  return Object.fromEntries(names.map((name) => [name, (source as Fields)[name] ?? null]));
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
const MOMENTS = ['displayDate', 'datePublished', 'dateModified', 'publishedAt'] as const;
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
const AUTHOR = ['documentId', 'name', 'slug', 'kind', 'jobTitle'] as const;
const SEO = ['title', 'description', 'canonicalUrl', 'noIndex'] as const;

export function presentStory(article: ArticleRow, discussion: DiscussionRow | undefined): Fields {
  const fields = article as unknown as Fields;
  return {
    ...pick(article, TEXTS),
    ...Object.fromEntries(MOMENTS.map((name) => [name, iso(fields[name] as Instant | null)])),
    credits: (article.credits ?? []).map(presentCredit),
    leadImage: presentLeadImage(fields['leadImage']),
    section: presentSection(fields['section']),
    topics: ((fields['topics'] ?? []) as Fields[]).map((topic) => pick(topic, NAMED)),
    print: filled(pick(fields['print'], PRINT)),
    body: withoutIds(article.body ?? []),
    bodyHtml: toHtml(article.body),
    excerpt: excerptOf(article),
    corrections: (article.corrections ?? []).map((correction) => ({
      ...pick(correction, ['kind', 'text']),
      issuedAt: iso(correction.issuedAt),
    })),
    updates: (article.updates ?? []).map(({ at, note }) => ({ at: iso(at), note })),
    seo: presentSeo(fields['seo']),
    discussion: presentDiscussion(discussion),
  };
}

const iso = (instant: Instant | null | undefined): string | null =>
  instant ? new Date(instant).toISOString() : null;

const presentCredit = ({ role, label, name, author }: CreditRow): Fields => ({
  name: author?.name ?? name,
  role,
  label,
  author: author
    ? { ...pick(author, AUTHOR), photo: presentMedia((author as unknown as Fields)['photo']) }
    : null,
});

const presentMedia = (media: unknown): Fields | null => pick(media, MEDIA);

/** A part that was opened and left empty is none. */
const filled = (fields: Fields | null): Fields | null =>
  fields && Object.values(fields).some((value) => value !== null && value !== '') ? fields : null;

/** A caption without its picture is none. */
function presentLeadImage(image: unknown): Fields | null {
  const media = presentMedia((image as Fields | null)?.['media']);
  return media && { ...pick(image, ['caption', 'credit', 'altText']), media };
}

function presentSection(section: unknown): Fields | null {
  const fields = pick(section, NAMED);
  return fields && { ...fields, parent: pick((section as Fields)['parent'], NAMED) };
}

function presentSeo(seo: unknown): Fields | null {
  const fields = pick(seo, SEO);
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
