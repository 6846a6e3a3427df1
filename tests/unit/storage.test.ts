/** What writes say to the hooks: the id of a relation, and who may touch a machine-kept field. */
import { codeOf } from '../../src/plugins/newsroom/server/src/errors';
import { refuseMachineKept } from '../../src/plugins/newsroom/server/src/storage/machine-kept';
import { relationId } from '../../src/plugins/newsroom/server/src/storage/relations';
import { currentScope, withScope } from '../../src/plugins/newsroom/server/src/storage/scope';
import type { Data } from '../../src/plugins/newsroom/server/src/strapi';

test.each<[unknown, number | null]>([
  [5, 5],
  ['5', 5],
  [{ id: 5 }, 5],
  [{ id: '5' }, 5],
  [[5], 5],
  [[{ id: 4 }, { id: 5 }], 5],
  [{ set: [{ id: 5 }] }, 5],
  [{ set: 5 }, 5],
  [{ connect: [{ id: 5, position: { end: true } }] }, 5],
  [{ connect: [5], disconnect: [{ id: 4 }] }, 5],
  [{ id: null, connect: [{ id: 5 }] }, 5],
  [null, null],
  [undefined, null],
  ['', null],
  ['abc', null],
  [true, null],
  [[], null],
  [{}, null],
  [{ set: [] }, null],
  [{ set: null }, null],
  [{ connect: [], disconnect: [] }, null],
  [{ disconnect: [{ id: 5 }] }, null],
  [{ documentId: 'abc' }, null],
])('a relation given as %j leads to %j', (value, id) => {
  expect(relationId(value)).toBe(id);
});

describe('machine-kept fields', () => {
  const AT = '2024-05-01T12:00:00.000Z';

  /** The code of the refusal, or what is left to write. */
  function outcome(data: Data, stored: Data | null = null): unknown {
    try {
      refuseMachineKept(['kept', 'postedAt'], data, stored);
      return data;
    } catch (error) {
      return codeOf(error);
    }
  }

  test.each<[string, Data, Data | null]>([
    ['a value for a new row', { kept: 7 }, null],
    ['another value', { kept: 7 }, { kept: 6 }],
    ['emptying it', { kept: null }, { kept: 6 }],
    ['zero for something', { kept: 0 }, { kept: 6 }],
    ['another moment', { postedAt: '2024-05-01T12:00:00.001Z' }, { postedAt: AT }],
    ['a moment for none', { postedAt: AT }, { postedAt: null }],
    ['text that is no moment', { postedAt: 'now' }, { postedAt: AT }],
  ])('refused: %s', (_, data, stored) => {
    expect(outcome(data, stored)).toBe('unknown_field');
  });

  // The Content Manager sends whole forms, and a schema its defaults.
  test.each<[string, Data, Data | null]>([
    ['the same value', { kept: 7 }, { kept: 7 }],
    ['the same moment as text', { postedAt: AT }, { postedAt: new Date(AT) }],
    [
      'the same moment in another zone',
      { postedAt: '2024-05-01T17:00:00+05:00' },
      { postedAt: AT },
    ],
    ['a default of a new row', { kept: 0 }, null],
    ['an empty field', { kept: false, postedAt: null }, null],
  ])('left out of the write: %s', (_, data, stored) => {
    expect(outcome({ ...data, body: 'x' }, stored)).toEqual({ body: 'x' });
  });

  test('what is not said is not written, and other fields pass', () => {
    const data = { kept: undefined, body: 'x' };
    expect(outcome(data, { kept: 7 })).toEqual({ kept: undefined, body: 'x' });
  });

  test('a refusal names the field', () => {
    expect(() => refuseMachineKept(['kept'], { kept: 1 })).toThrow(
      expect.objectContaining({
        details: {
          code: 'unknown_field',
          errors: [{ path: ['kept'], code: 'unknown_field', params: {} }],
        },
      }) as Error,
    );
  });

  test('the domain’s own services may change them, and nobody after them', async () => {
    await withScope({ operation: 'maintain' }, async () => {
      await Promise.resolve();
      expect(outcome({ kept: 7 })).toEqual({ kept: 7 });
    });
    expect(outcome({ kept: 7 })).toBe('unknown_field');
  });

  test('two services at work at once keep apart', async () => {
    const operationAfter = async (operation: 'publish' | 'decide', wait: number) =>
      withScope({ operation }, async () => {
        await new Promise((resolve) => setTimeout(resolve, wait));
        return currentScope()?.operation;
      });
    const seen = Promise.all([operationAfter('publish', 10), operationAfter('decide', 1)]);
    expect(currentScope()).toBeUndefined();
    expect(await seen).toEqual(['publish', 'decide']);
  });
});
