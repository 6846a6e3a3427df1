const segmenters = new Map<string, Intl.Segmenter>();

/**
 * Words of a text, also in scripts without spaces (Unicode UAX #29 through Intl.Segmenter).
 * @param language BCP 47; an unknown one counts as English
 */
export function countWords(text: string, language: string | null): number {
  let words = 0;
  for (const segment of segmenterFor(language ?? 'en').segment(text)) {
    if (segment.isWordLike) words += 1;
  }
  return words;
}

/** Minutes to read so many words, rounded up; 0 for no words. */
export const readingMinutes = (words: number, wordsPerMinute: number): number =>
  Math.ceil(words / wordsPerMinute);

function segmenterFor(language: string): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known) return known;
  let segmenter: Intl.Segmenter;
  try {
    segmenter = new Intl.Segmenter([language, 'en'], { granularity: 'word' });
  } catch {
    segmenter = new Intl.Segmenter('en', { granularity: 'word' });
  }
  if (segmenters.size > 100) segmenters.clear();
  segmenters.set(language, segmenter);
  return segmenter;
}
