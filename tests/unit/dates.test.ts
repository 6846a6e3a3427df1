/** Which dates a publish sets, and the moments of corrections. */
import fc from 'fast-check';
import {
  datesOfPublish,
  firstReadableAt,
  issueCorrections,
  liveFrom,
  type DraftDates,
} from '../../src/plugins/newsroom/server/src/publishing/dates';
import type { CorrectionRow } from '../../src/plugins/newsroom/server/src/rows';

const at = (day: number) => new Date(Date.UTC(2024, 4, day, 9));
const NOW = at(10);

const NEW_DRAFT: DraftDates = {
  createdAt: at(1),
  datePublished: null,
  dateModified: null,
  displayDate: at(1),
  embargoUntil: null,
  updateType: 'minor',
  changeNote: null,
};
const PUBLISHED: DraftDates = { ...NEW_DRAFT, datePublished: at(5), displayDate: at(5) };

describe('first publish', () => {
  test('is the date of publication, and what readers see', () => {
    expect(datesOfPublish(NEW_DRAFT, NOW)).toEqual({
      datePublished: NOW,
      dateModified: null,
      displayDate: NOW,
      update: null,
      consumesMark: false,
    });
  });

  test.each<[string, Partial<DraftDates>, Date]>([
    ['the end of an embargo', { embargoUntil: at(20) }, at(20)],
    ['now, when the embargo is over', { embargoUntil: at(9) }, NOW],
    ['now, when the embargo ends now', { embargoUntil: NOW }, NOW],
    ['now, without a display date', { displayDate: null }, NOW],
  ])('is %s', (_, draft, expected) => {
    const { datePublished, displayDate } = datesOfPublish({ ...NEW_DRAFT, ...draft }, NOW);
    expect([datePublished, displayDate]).toEqual([expected, expected]);
  });

  test('is no modification, however it is marked', () => {
    const draft = { ...NEW_DRAFT, updateType: 'major' as const };
    expect(datesOfPublish(draft, NOW, { hasNewCorrection: true })).toMatchObject({
      dateModified: null,
      update: null,
      consumesMark: true,
    });
  });

  test('keeps a display date that an editor chose', () => {
    const draft = { ...NEW_DRAFT, displayDate: at(3) };
    expect(datesOfPublish(draft, NOW)).toMatchObject({ datePublished: NOW, displayDate: at(3) });
  });
});

describe('publishing again', () => {
  test('changes no date', () => {
    expect(datesOfPublish(PUBLISHED, NOW)).toEqual({
      datePublished: at(5),
      dateModified: null,
      displayDate: at(5),
      update: null,
      consumesMark: false,
    });
  });

  test.each<[string, Partial<DraftDates>, boolean, object]>([
    [
      'major: modified, and noted',
      { updateType: 'major', changeNote: ' New figures ' },
      false,
      { dateModified: NOW, update: { at: NOW, note: 'New figures' }, consumesMark: true },
    ],
    [
      'major without a note',
      { updateType: 'major' },
      false,
      { dateModified: NOW, update: { at: NOW, note: null }, consumesMark: true },
    ],
    [
      'minor with a note: noted only',
      { changeNote: 'A comma' },
      false,
      { dateModified: null, update: { at: NOW, note: 'A comma' }, consumesMark: true },
    ],
    [
      'a blank note is none',
      { changeNote: ' \n' },
      false,
      { dateModified: null, update: null, consumesMark: false },
    ],
    [
      'a new correction implies major',
      {},
      true,
      { dateModified: NOW, update: { at: NOW, note: null } },
    ],
    [
      'minor keeps an earlier modification',
      { dateModified: at(7).toISOString() },
      false,
      { dateModified: at(7), update: null },
    ],
    [
      'an embargo set later moves nothing',
      { embargoUntil: at(20) },
      false,
      { datePublished: at(5) },
    ],
    [
      'an overridden display date stays',
      { displayDate: at(2), updateType: 'major' },
      false,
      { displayDate: at(2) },
    ],
  ])('%s', (_, draft, hasNewCorrection, expected) => {
    expect(datesOfPublish({ ...PUBLISHED, ...draft }, NOW, { hasNewCorrection })).toMatchObject(
      expected,
    );
  });

  test.each<[string, Date | null, Date]>([
    ['postponed', at(25), at(25)],
    ['lifted', null, NOW],
  ])('before its embargo is over, which is %s, is still the first', (_, embargoUntil, expected) => {
    const embargoed = { ...NEW_DRAFT, datePublished: at(20), displayDate: at(20) };
    expect(datesOfPublish({ ...embargoed, embargoUntil }, NOW)).toMatchObject({
      datePublished: expected,
      displayDate: expected,
      dateModified: null,
    });
  });
});

describe('backdating', () => {
  test.each([
    ['a new story', NEW_DRAFT],
    ['a published one', PUBLISHED],
    ['one under an embargo', { ...NEW_DRAFT, embargoUntil: at(20) }],
  ])('%s takes the date that is known, and shows it', (_, draft) => {
    const backdatedTo = new Date('1969-07-21T02:56:00Z');
    expect(datesOfPublish(draft, NOW, { backdatedTo })).toMatchObject({
      datePublished: backdatedTo,
      displayDate: backdatedTo,
    });
  });

  test('leaves an overridden display date', () => {
    const draft = { ...PUBLISHED, displayDate: at(2) };
    expect(datesOfPublish(draft, NOW, { backdatedTo: at(3) }).displayDate).toEqual(at(2));
  });
});

test('dates that come as text count like dates', () => {
  const asText = JSON.parse(JSON.stringify({ ...PUBLISHED, updateType: 'major' })) as DraftDates;
  expect(datesOfPublish(asText, NOW)).toEqual(
    datesOfPublish({ ...PUBLISHED, updateType: 'major' }, NOW),
  );
});

describe('over any history of publishes', () => {
  const step = fc.record({
    hours: fc.integer({ min: 0, max: 100 }),
    embargo: fc.option(fc.integer({ min: -100, max: 300 })),
    updateType: fc.constantFrom('minor' as const, 'major' as const),
    hasNewCorrection: fc.boolean(),
  });

  test('dates never go back, and publication stays once it is past', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let draft = NEW_DRAFT;
        let now = +NEW_DRAFT.createdAt;
        for (const { hours, embargo, updateType, hasNewCorrection } of steps) {
          now += hours * 3_600_000;
          const embargoUntil = embargo === null ? null : new Date(now + embargo * 3_600_000);
          const dates = datesOfPublish({ ...draft, embargoUntil, updateType }, new Date(now), {
            hasNewCorrection,
          });
          if (draft.datePublished && +draft.datePublished <= now) {
            expect(dates.datePublished).toEqual(draft.datePublished);
          } else {
            expect(+dates.datePublished).toBeGreaterThanOrEqual(now);
          }
          expect(dates.displayDate).toEqual(dates.datePublished);
          if (dates.dateModified) {
            expect(+dates.dateModified).toBeGreaterThanOrEqual(+dates.datePublished);
            expect(+dates.dateModified).toBeGreaterThanOrEqual(+(draft.dateModified ?? 0));
          } else {
            expect(draft.dateModified).toBeNull();
          }
          draft = { ...draft, ...dates };
        }
      }),
    );
  });
});

describe('readable from', () => {
  test.each<[Date | null, Date]>([
    [null, NOW],
    [at(9), NOW],
    [NOW, NOW],
    [at(11), at(11)],
  ])('published now with an embargo until %s', (embargo, expected) => {
    expect(firstReadableAt(NOW, embargo)).toEqual(expected);
  });

  test.each<[Date, Date | null, Date]>([
    [at(5), null, at(5)],
    [at(5), at(4), at(5)],
    [at(5), at(6), at(6)],
  ])('published %s, embargo until %s: live from %s', (published, embargo, expected) => {
    expect(liveFrom(published, embargo)).toEqual(expected);
  });
});

describe('corrections', () => {
  const correction = (text: string, issuedAt: Date | null = null, kind = 'correction') =>
    ({ id: 1, kind, text, issuedAt }) satisfies CorrectionRow;

  test('a new one is issued now', () => {
    expect(issueCorrections([correction('Wrong name')], [], NOW)).toEqual({
      corrections: [correction('Wrong name', NOW)],
      hasNew: true,
      changed: true,
    });
  });

  test('an issued one keeps its moment, also when its wording is mended', () => {
    const issued = [correction('Wrong name', at(5))];
    expect(issueCorrections(issued, [correction('Wrong nam', at(5))], NOW)).toEqual({
      corrections: issued,
      hasNew: false,
      changed: false,
    });
  });

  test('one that lost its moment takes it from the published version, word for word', () => {
    const published = [correction('Wrong name', at(5))];
    expect(issueCorrections([correction('Wrong name')], published, NOW)).toEqual({
      corrections: published,
      hasNew: false,
      changed: true,
    });
  });

  test.each([
    ['wording', correction('Another name')],
    ['kind', correction('Wrong name', null, 'clarification')],
  ])('one of another %s is new', (_, draft) => {
    const { hasNew, corrections } = issueCorrections(
      [draft],
      [correction('Wrong name', at(5))],
      NOW,
    );
    expect([hasNew, corrections[0]!.issuedAt]).toEqual([true, NOW]);
  });

  test('none: nothing to do, and the draft’s rows stay as they are', () => {
    expect(issueCorrections([], [correction('Gone', at(5))], NOW)).toEqual({
      corrections: [],
      hasNew: false,
      changed: false,
    });
    const draft = correction('Wrong name');
    issueCorrections([draft], [], NOW);
    expect(draft.issuedAt).toBeNull();
  });
});
