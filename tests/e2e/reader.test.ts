/** A reader's visit to the demo's pages, in a real browser: read, load more, reply, wait, appear, withdraw. */
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startApp, type App } from '../support/app';
import { launch, violationsOn } from '../support/browser';
import { clearPictures, fillNewsroom } from '../support/demo';
import {
  approvedComment,
  approvedReply,
  createToken,
  db,
  UID,
  type Row,
} from '../support/newsroom';

const SLUG = 'harbour-wall-closes-for-repair';

let app: App;
let browser: Browser;
let site: string;
let token: string;
/** What a page complains of. */
const complaints: string[] = [];

beforeAll(async () => {
  app = await startApp();
  await fillNewsroom(app.strapi);
  token = await createToken(app, 'full-access');
  await new Promise<void>((resolve) => app.server.listen(0, '127.0.0.1', resolve));
  site = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  app.server.closeAllConnections();
  await clearPictures(app);
  await app.stop();
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    // A refused form is an answer of 400, which the browser notes; so it does where we break the line.
    const isRefusal = /status of (40[0-9]|502)|ERR_FAILED/.test(message.text());
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto(`${site}/${path}`);
  await page.waitForSelector('main[aria-busy="false"]');
  return page;
}
const story = (more = '', options?: BrowserContextOptions) =>
  open(`story.html?slug=${SLUG}${more}`, options);

/** Decides on the comment or reply that says something. */
async function decide(action: string, body: string): Promise<void> {
  for (const [type, uid] of [
    ['comment', UID.comment],
    ['reply', UID.reply],
  ] as const) {
    const item = (await db(app, uid).findOne({ where: { body } })) as Row | null;
    if (!item) continue;
    const { status } = await app.http
      .post('/api/moderation/decisions')
      .auth(token, { type: 'bearer' })
      .send({ data: { action, items: [{ type, documentId: item['documentId'] }] } });
    expect(status).toBe(200);
  }
}

/** Waits until a screen reader has been told something. */
const told = async (page: Page, words: string): Promise<void> => {
  await page.waitForFunction(
    (said) => document.querySelector('[data-told]')?.textContent === said,
    words,
  );
};

const total = (page: Page): Promise<string> => page.locator('#comments-title').innerText();
const post = async (page: Page, body: string, name: string): Promise<void> => {
  await page.fill('#body', body);
  await page.fill('#authorName', name);
  await page.click('#form [type=submit]');
};

test('the front page leads to the stories, and says how much is said under each', async () => {
  const page = await open('index.html');
  const card = page.locator('.card', { hasText: 'Harbour wall to close' });
  expect(await card.locator('.count').innerText()).toBe('11 comments');
  await card.locator('h3 a').click();
  await page.waitForSelector('.comment');
  expect(page.url()).toContain(`slug=${SLUG}`);
});

test('a story page has every element of a newspaper’s', async () => {
  const page = await story();
  const text = (selector: string) => page.locator(selector).first().innerText();
  expect(await text('h1')).toBe('Harbour wall to close for 14 weeks as £2.6m repair begins');
  expect(await text('.kicker')).toBe('The harbour');
  expect(await text('.standfirst')).toMatch(/^Walkers, anglers/);
  expect(await text('.byline')).toBe('By Nell Farrowby and Idris Pentlow');
  expect(await text('.story .meta time')).toMatch(/20\d\d/);
  expect(await text('figcaption')).toMatch(/slack water.*Beatrix Ondley\/The Harbour Ledger$/s);
  expect(await page.locator('figure img').getAttribute('alt')).toMatch(/granite harbour wall/);
  expect(await text('.body p')).toMatch(/^SALTMERE — The north arm/);
  expect(await page.locator('.body h2').count()).toBeGreaterThan(1);
  expect(await text('.print')).toMatch(
    /^Published in The Harbour Ledger, Town edition, .*page A1$/,
  );
  expect(await text('.corrections')).toMatch(/^Correction, /);
  expect(await total(page)).toBe('Comments (11)');
  expect(await text('#comments > .notice')).toMatch(/on-topic and not abusive/);
  expect(await text('.comment .age')).toMatch(/ago|yesterday/);
  expect(await page.locator('.comment .to:visible').first().innerText()).toMatch(/^Replying to /);
  expect(await page.locator('.tombstone > .words').first().innerText()).toBe(
    'This comment is not shown.',
  );
});

test('more comments come where the last ended, and sorting begins again', async () => {
  const page = await story();
  const heads = page.locator('.threads > .comment');
  const before = await heads.count();
  await page.click('[data-more]');
  await page.waitForFunction(
    (n) => document.querySelectorAll('.threads > .comment').length > n,
    before,
  );
  const ids = await heads.evaluateAll((all) => all.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  expect(await page.locator('[data-more]').isVisible()).toBe(false);
  await page.selectOption('#sort', 'oldest');
  await page.waitForFunction(
    (last) => document.querySelector('.threads > .comment')?.id === last,
    ids.at(-1),
  );
});

test('a link to a comment opens the page that holds it', async () => {
  const { body } = await app.http.get(
    `/api/articles/by-slug/${SLUG}/comments?sort=newest&limit=100&replies=10`,
  );
  const last = (body.data as Row[]).at(-1)!;
  const reply = (last['replies'] as Row[]).at(-1)!;
  for (const documentId of [last['documentId'] as string, reply['documentId'] as string]) {
    const page = await story(`#comment-${documentId}`);
    const target = page.locator(`#comment-${documentId}`);
    expect(await target.isVisible()).toBe(true);
    expect(await target.getAttribute('class')).toContain('found');
    const isInSight = () =>
      target.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return bottom > 0 && top < innerHeight;
      });
    expect(await isInSight()).toBe(true);
    expect(await target.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.evaluate(() => scrollTo(0, 0));
    await page.reload();
    await target.waitFor();
    expect(await isInSight()).toBe(true);
  }
  const page = await story();
  await page.evaluate((id) => (location.hash = id), `#comment-${last['documentId'] as string}`);
  await page.waitForSelector(`#comment-${last['documentId'] as string}.found`);
  await page.evaluate(() => (location.hash = '#comment-nobodys'));
  await told(page, 'That comment is not there any more.');
});

test('sorting keeps replies, and the words that are being written', async () => {
  const page = await story();
  await page.selectOption('#sort', 'most-replied');
  await told(page, 'Sorted: Most replies.');
  const replies = await page.locator('.replies .comment').count();
  expect(replies).toBeGreaterThan(2);
  const head = page.locator('.threads > .comment:not(.tombstone)').first();
  await head.locator('[data-reply]').first().click();
  await page.fill('#body', 'Half a thought');
  await page.selectOption('#sort', 'oldest');
  await told(page, 'Sorted: Oldest.');
  await page.selectOption('#sort', 'most-replied');
  await told(page, 'Sorted: Most replies.');
  expect(await page.locator('.replies .comment').count()).toBe(replies);
  expect(await page.inputValue('#body')).toBe('Half a thought');
  expect(await page.locator('.answering').isVisible()).toBe(true);
  await page.press('#body', 'Escape');
  expect(await page.locator('.answering').isVisible()).toBe(false);
});

test('replies stand in their order, wherever a link has opened the thread', async () => {
  const { documentId: article } = (await db(app, UID.article).findOne({
    where: { slug: { $ne: SLUG }, publishedAt: { $notNull: true } },
  })) as { documentId: string };
  const { documentId: comment } = await approvedComment(app, article);
  const replies: string[] = [];
  for (let n = 0; n < 9; n += 1) {
    replies.push((await approvedReply(app, comment, { body: `Reply ${n}` })).documentId);
  }
  const { slug } = (await db(app, UID.article).findOne({
    where: { documentId: article, publishedAt: { $notNull: true } },
  })) as { slug: string };
  const page = await open(`story.html?slug=${slug}#comment-${replies[4]!}`);
  await page.locator(`#comment-${comment} [data-replies]`).last().click();
  await page.waitForSelector(`#comment-${replies[8]!}`);
  const shown = await page
    .locator(`#comment-${comment} .replies .comment`)
    .evaluateAll((all) => all.map(({ id }) => id));
  expect(shown).toEqual(replies.map((id) => `comment-${id}`));
});

test('a comment waits, survives a reload, and appears when it is approved', async () => {
  const page = await story();
  await post(page, 'Will the anglers get a place on the south arm?', 'Ned Pell');
  const own = page.locator('.own li');
  await own.waitFor();
  expect(await own.innerText()).toMatch(/Ned Pell.*Awaiting moderation.*south arm/s);
  await told(page, 'Sent. It is awaiting moderation.');
  expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-own'))).toBe(true);
  expect(await page.inputValue('#body')).toBe('');
  await page.reload();
  await own.waitFor();
  expect(await total(page)).toBe('Comments (11)');
  const other = await story('', { locale: 'en-GB' });
  expect(await other.locator('text=south arm').count()).toBe(0);
  await decide('approve', 'Will the anglers get a place on the south arm?');
  await page.reload();
  await page.waitForSelector('.threads >> text=south arm');
  expect(await total(page)).toBe('Comments (12)');
  expect(await own.count()).toBe(0);
});

test('a reply says to whom, can be cancelled, and stands under what it answers', async () => {
  const page = await story();
  const head = page.locator('.threads > .comment:not(.tombstone)').first();
  const name = await head.locator('[data-name]').first().innerText();
  const button = head.locator('[data-reply]').first();
  await button.click();
  expect(await page.locator('.answering').innerText()).toMatch(new RegExp(`^Replying to ${name}`));
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('body');
  await page.click('[data-cancel]');
  expect(await page.locator('.answering').isVisible()).toBe(false);
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  await button.click();
  await post(page, 'I was wondering the same thing.', 'Rose Tully');
  await page.waitForSelector('.own >> text=wondering the same');
  await decide('approve', 'I was wondering the same thing.');
  await page.reload();
  await page.waitForSelector('.replies >> text=wondering the same');
  expect(await total(page)).toBe('Comments (13)');
});

test('what is withdrawn is gone, for its author too', async () => {
  const page = await story();
  await post(page, 'On second thoughts.', 'Rose Tully');
  await page.waitForSelector('.own >> text=second thoughts');
  await page.click('.own [data-withdraw]');
  await page.waitForFunction(() => !document.querySelector('.own li'));
  await page.reload();
  await page.waitForSelector('.comment');
  expect(await page.locator('text=second thoughts').count()).toBe(0);
});

test('withdrawing is final, so it is asked about, and the name is remembered', async () => {
  const page = await story();
  await post(page, 'Better kept.', 'Rose Tully');
  const own = page.locator('.own li');
  await own.waitFor();
  page.removeAllListeners('dialog');
  const asked = page.waitForEvent('dialog');
  await Promise.all([
    asked.then(async (dialog) => {
      expect(dialog.message()).toContain('cannot be brought back');
      await dialog.dismiss();
    }),
    own.locator('[data-withdraw]').click(),
  ]);
  expect(await own.count()).toBe(1);
  await page.reload();
  await own.waitFor();
  expect(await page.inputValue('#authorName')).toBe('Rose Tully');
  page.on('dialog', (dialog) => void dialog.accept());
  await own.locator('[data-withdraw]').click();
  await told(page, 'Withdrawn.');
});

test('comments that come meanwhile are offered', async () => {
  const page = await story();
  const { documentId: articleId } = (await db(app, UID.article).findOne({
    where: { slug: SLUG },
  })) as Row;
  const body = 'Said while you were reading.';
  const fresh = page.locator('[data-fresh]');
  expect(await fresh.isVisible()).toBe(false);
  const { documentId } = await approvedComment(app, articleId as string, { body });
  await page.click('[data-more]');
  await fresh.click();
  await page.waitForSelector(`.threads > .comment:first-child >> text=${body}`);
  expect(await fresh.isVisible()).toBe(false);
  expect(await page.evaluate(() => document.activeElement?.id)).toBe(`comment-${documentId}`);
  await decide('reject', body);
});

test('a story can be read without its comments, which can be asked for again', async () => {
  const page = await open('index.html');
  await page.route('**/comments?**', (route) => route.abort());
  await page.goto(`${site}/story.html?slug=${SLUG}`);
  const failed = page.locator('[data-failed]');
  await failed.waitFor();
  expect(await page.locator('.story h1').isVisible()).toBe(true);
  expect(await failed.innerText()).toContain('The newsroom does not answer.');
  await page.unroute('**/comments?**');
  await failed.locator('button').click();
  await page.waitForSelector('.threads .comment');
  expect(await failed.isVisible()).toBe(false);
});

test('no answer loses nothing, and is told', async () => {
  const page = await story();
  await post(page, 'A thought that must not be lost.', 'Rose Tully');
  const own = page.locator('.own li');
  await own.waitFor();
  await page.route('**/api/submissions/**', (route) =>
    route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }),
  );
  await own.locator('[data-withdraw]').click();
  await told(page, 'The newsroom does not answer. Try again in a moment.');
  expect(await own.locator('[data-withdraw]').isEnabled()).toBe(true);
  await page.reload();
  await page.waitForSelector('.comment');
  await page.unroute('**/api/submissions/**');
  await page.reload();
  await own.waitFor();
  await page.route('**/comments?**', (route) => route.abort());
  await page.click('[data-more]');
  await told(page, 'The newsroom does not answer. Try again in a moment.');
  await page.unroute('**/comments?**');
  await own.locator('[data-withdraw]').click();
  await told(page, 'Withdrawn.');
});

test('a browser that keeps nothing still shows what was sent', async () => {
  const page = await open('index.html');
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('No.', 'SecurityError');
      },
    });
  });
  await page.goto(`${site}/story.html?slug=${SLUG}`);
  await page.waitForSelector('main[aria-busy="false"]');
  await post(page, 'Sent from a careful browser.', 'Rose Tully');
  await page.locator('.own li').waitFor();
  await page.click('.own [data-withdraw]');
  await told(page, 'Withdrawn.');
});

test('what a rule would not take stands beside its field, and nothing is lost', async () => {
  const page = await story();
  await page.fill('#authorEmail', 'nobody');
  await post(page, 'A thought.', '');
  await page.waitForSelector('#authorEmail-error:not(:empty)');
  expect(await page.locator('#authorEmail-error').innerText()).toBe('That is no e-mail address.');
  expect(await page.locator('#authorEmail').getAttribute('aria-invalid')).toBe('true');
  // All that is wrong is told at once, and the first of it can be mended at once.
  expect(await page.locator('#authorName-error').innerText()).toBe('Give a name to post under.');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('authorName');
  expect(await page.inputValue('#body')).toBe('A thought.');
  await post(page, 'A thought.', 'Rose Tully');
  await page.waitForFunction(() => !document.querySelector('#authorName-error')?.textContent);
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('authorEmail');
  await page.fill('#authorEmail', '');
  await post(page, '', '');
  await page.waitForSelector('#body-error:not(:empty)');
  expect(await page.locator('#body-error').innerText()).toBe('Write something first.');
  expect(await page.locator('#authorName-error').innerText()).toBe('Give a name to post under.');
  expect(await page.locator('#authorEmail-error').innerText()).toBe('');
  expect(await page.locator('.own li').count()).toBe(0);
});

test('a closed discussion takes nothing, and a withdrawn story says so', async () => {
  const { documentId } = (await db(app, UID.article).findOne({ where: { slug: SLUG } })) as Row;
  const configure = (state: string) =>
    app.http
      .put(`/api/articles/${documentId as string}/discussion`)
      .auth(token, { type: 'bearer' })
      .send({ data: { state } });
  await configure('closed');
  const page = await story();
  expect(await page.locator('[data-closed]').innerText()).toBe('This discussion is closed.');
  expect(await page.locator('#form').isVisible()).toBe(false);
  expect(await page.locator('[data-reply]:visible').count()).toBe(0);
  await configure('open');
  const nowhere = await open('story.html?slug=no-such-story');
  expect(await nowhere.locator('[data-status]').innerText()).toBe('There is no such story.');
});

test.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 390],
  ['dark', 390],
] as const)('axe finds nothing wrong, in %s at %i pixels', async (colorScheme, width) => {
  const options = { colorScheme, viewport: { width, height: 900 } };
  const front = await open('index.html', options);
  expect(await violationsOn(front)).toEqual([]);
  const page = await story('', options);
  expect(await violationsOn(page)).toEqual([]);
  await page.locator('[data-reply]').first().click();
  await post(page, '', '');
  await page.waitForSelector('#body-error:not(:empty)');
  expect(await violationsOn(page)).toEqual([]);
  // Nothing makes a reader scroll sideways.
  const widths = () => [document.documentElement.scrollWidth, window.innerWidth];
  const [scroll, inner] = (await page.evaluate(widths)) as [number, number];
  expect(scroll).toBeLessThanOrEqual(inner);
});

test('reads from right to left in a language that does', async () => {
  const { documentId } = (await db(app, UID.article).findOne({ where: { slug: SLUG } })) as Row;
  const rows = app.strapi.db.connection('newsroom_articles').where({ document_id: documentId });
  await rows.clone().update({ language: 'ur' });
  const page = await story();
  expect(
    await page.evaluate(() => [document.documentElement.dir, document.documentElement.lang]),
  ).toEqual(['rtl', 'ur']);
  const indent = await page
    .locator('.replies')
    .first()
    .evaluate((element) => {
      const { borderRightWidth, borderLeftWidth } = getComputedStyle(element);
      return [borderRightWidth, borderLeftWidth];
    });
  expect(indent).toEqual(['2px', '0px']);
  await rows.clone().update({ language: 'en-GB' });
});

test('and no page has complained', () => {
  expect(complaints).toEqual([]);
});
