/** Which dates a publish sets. Pure; all times are instants in UTC. */
import type { CorrectionRow, Instant } from '../rows';

export interface DraftDates {
  createdAt: Instant;
  datePublished: Instant | null;
  dateModified: Instant | null;
  displayDate: Instant | null;
  embargoUntil: Instant | null;
  updateType: 'minor' | 'major' | null;
  changeNote: string | null;
}

export interface PublicationDates {
  datePublished: Date;
  dateModified: Date | null;
  displayDate: Date;
  /** What the publish adds to `updates[]`; null: nothing. */
  update: { at: Date; note: string | null } | null;
  /** Whether the editor's mark and note have been used up. */
  consumesMark: boolean;
}

const time = (instant: Instant): number => new Date(instant).getTime();

/**
 * - `datePublished` is when readers first could read it: the first publish, or the end of its
 *   embargo; written once, unless that moment has not come yet.
 * - `dateModified` moves only with a publish marked `major`, or with a new correction.
 * - `displayDate` follows `datePublished` unless an editor has set another.
 *
 * @param backdatedTo a first publication known from elsewhere (import, article.backdate)
 */
export function datesOfPublish(
  draft: DraftDates,
  now: Date,
  { hasNewCorrection = false, backdatedTo = null as Date | null } = {},
): PublicationDates {
  const isFirst = !draft.datePublished || time(draft.datePublished) > now.getTime();
  const datePublished =
    backdatedTo ??
    (isFirst ? firstReadableAt(now, draft.embargoUntil) : new Date(draft.datePublished!));
  const isMajor = !isFirst && (draft.updateType === 'major' || hasNewCorrection);
  const note = draft.changeNote?.trim() || null;
  return {
    datePublished,
    dateModified: isMajor ? now : draft.dateModified ? new Date(draft.dateModified) : null,
    displayDate: isOverridden(draft) ? new Date(draft.displayDate!) : datePublished,
    update: isMajor || note ? { at: now, note } : null,
    consumesMark: draft.updateType === 'major' || note !== null,
  };
}

/** From when a story published at `now` can be read. */
export const firstReadableAt = (now: Date, embargoUntil: Instant | null): Date =>
  embargoUntil && time(embargoUntil) > now.getTime() ? new Date(embargoUntil) : now;

/** From when a published story, and its discussion, are readable. */
export const liveFrom = (datePublished: Instant, embargoUntil: Instant | null): Date =>
  new Date(Math.max(time(datePublished), embargoUntil ? time(embargoUntil) : 0));

/** A draft starts with its creation as the display date; another one is an editor's choice. */
function isOverridden({ displayDate, datePublished, createdAt }: DraftDates): boolean {
  if (!displayDate) return false;
  return time(displayDate) !== time(datePublished ?? createdAt);
}

/**
 * The corrections of a publish, each with the moment it was issued.
 * One that is published already, word for word, keeps its moment.
 */
export function issueCorrections(
  draft: CorrectionRow[],
  published: CorrectionRow[],
  now: Date,
): { corrections: CorrectionRow[]; hasNew: boolean; changed: boolean } {
  let hasNew = false;
  let changed = false;
  const corrections = draft.map((correction) => {
    if (correction.issuedAt) return correction;
    const known = published.find(
      ({ kind, text }) => kind === correction.kind && text === correction.text,
    );
    if (!known) hasNew = true;
    changed = true;
    return { ...correction, issuedAt: known?.issuedAt ?? now };
  });
  return { corrections, hasNew, changed };
}
