import { defaultConfig } from '../../src/plugins/newsroom/server/src/config';
import { secondsToKeep } from '../../src/plugins/newsroom/server/src/http/caching';
import { createPageCache } from '../../src/plugins/newsroom/server/src/http/page-cache';
import type { DiscussionRow } from '../../src/plugins/newsroom/server/src/rows';

describe('secondsToKeep', () => {
  const now = Date.parse('2026-03-04T05:00:00.000Z');
  test.each([
    [60, null, 60],
    [60, '2026-03-04T06:00:00.000Z', 60],
    [60, '2026-03-04T05:00:30.900Z', 30],
    [60, '2026-03-04T05:00:00.500Z', 0],
    [60, '2026-03-04T04:59:59.000Z', 60],
    [0, null, 0],
  ])('of %s s, closing at %s: %s', (seconds, closesAt, expected) => {
    expect(secondsToKeep(seconds, { closesAt }, now)).toBe(expected);
  });
});

describe('the page cache', () => {
  const withMegabytes = (cacheMegabytes: number, notice = 'Be kind.') =>
    createPageCache({
      ...defaultConfig,
      discussion: { ...defaultConfig.discussion, cacheMegabytes, notice },
    });
  const discussion = {
    ...{ articleId: 'a', revision: 3, state: 'open', closesAt: null },
    liveFrom: '2026-03-04T05:00:00.000Z',
  } as DiscussionRow;

  test('makes a page once, and another for every other revision, state and query', async () => {
    const cache = withMegabytes(1);
    let made = 0;
    const take = (key: string) => cache.take(key, () => Promise.resolve(`page ${(made += 1)}`));
    const keys = [
      cache.keyOf(discussion, true, 'limit=1'),
      cache.keyOf(discussion, true, 'limit=2'),
      cache.keyOf(discussion, false, 'limit=1'),
      cache.keyOf({ ...discussion, revision: 4 }, true, 'limit=1'),
      cache.keyOf({ ...discussion, articleId: 'b' }, true, 'limit=1'),
    ];
    const first = await Promise.all(keys.map(take));
    expect(new Set(first.map(({ etag }) => etag)).size).toBe(keys.length);
    expect(await Promise.all(keys.map(take))).toEqual(first);
    expect(made).toBe(keys.length);
  });

  test('knows nothing of what is decided while it is hidden', () => {
    const cache = withMegabytes(1);
    const hidden: DiscussionRow = { ...discussion, state: 'hidden' };
    const key = cache.keyOf(hidden, false, '');
    expect(cache.keyOf({ ...hidden, revision: 4 }, false, '')).toBe(key);
    expect(cache.keyOf({ ...hidden, closesAt: '2026-04-05T00:00:00.000Z' }, false, '')).not.toBe(
      key,
    );
    expect(cache.keyOf(discussion, false, '')).not.toBe(key);
  });

  test('has the same tag on every instance, and another under another configuration', async () => {
    const tagOf = async (notice?: string) =>
      (await withMegabytes(1, notice).take('key', () => Promise.resolve(''))).etag;
    expect(await tagOf()).toBe(await tagOf());
    expect(await tagOf()).not.toBe(await tagOf('Be very kind.'));
  });

  test('takes no more memory than it may, and none when it may not', async () => {
    const cache = withMegabytes(1);
    let made = 0;
    const take = (key: string) =>
      cache.take(key, () => {
        made += 1;
        return Promise.resolve('x'.repeat(100_000));
      });
    for (let n = 0; n < 30; n += 1) await take(`key ${n}`);
    await take('key 29');
    expect(made).toBe(30);
    await take('key 0');
    expect(made).toBe(31);
    const none = withMegabytes(0);
    let times = 0;
    const make = () => Promise.resolve(String((times += 1)));
    await none.take('key', make);
    await none.take('key', make);
    expect(times).toBe(2);
  });
});
