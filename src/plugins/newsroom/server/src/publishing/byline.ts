import type { CreditRole } from '../components';

export interface Credit {
  name: string;
  role: CreditRole | null;
}

export interface BylineInput {
  credits: Credit[];
  bylineOverride?: string | null;
  source?: string | null;
  language?: string | null;
}

/**
 * The names under the headline, in the order of the credits: the writers; without a writer,
 * everybody credited; without a credit, the source; without a source, the paper.
 */
export function bylineOf(
  { credits, bylineOverride, source, language }: BylineInput,
  siteName: string,
): string {
  if (bylineOverride?.trim()) return bylineOverride.trim();
  const writers = credits.filter(({ role }) => !role || role === 'writer');
  const names = [...new Set((writers.length > 0 ? writers : credits).map(({ name }) => name))];
  if (names.length > 0) return joinNames(names, language ?? 'en');
  return source?.trim() || siteName;
}

/** The title of a credit's row: the name, and the role if it is not the usual one. */
export const creditLabel = ({ name, role }: Credit): string =>
  !role || role === 'writer' ? name : `${name} (${role})`;

function joinNames(names: string[], language: string): string {
  try {
    return new Intl.ListFormat([language, 'en'], { type: 'conjunction' }).format(names);
  } catch {
    return new Intl.ListFormat('en', { type: 'conjunction' }).format(names);
  }
}
