/** Strapi's blocks as text and as HTML that a page can take in as it is. */
import fc from 'fast-check';
import {
  escapeHtml,
  hasTopLevelHeading,
  textOf,
  toHtml,
  type Block,
} from '../../src/plugins/newsroom/server/src/publishing/blocks';

const text = (words: string, marks: Partial<Block> = {}): Block => ({
  type: 'text',
  text: words,
  ...marks,
});
const paragraph = (...children: Block[]): Block => ({ type: 'paragraph', children });
const heading = (level: number | undefined, words: string): Block => ({
  type: 'heading',
  ...(level !== undefined && { level }),
  children: [text(words)],
});
const item = (words: string): Block => ({ type: 'list-item', children: [text(words)] });
const list = (format: string, ...children: Block[]): Block => ({ type: 'list', format, children });
const link = (url: string, words = 'here'): Block => ({
  type: 'link',
  url,
  children: [text(words)],
});
const image = (fields: Block['image']): Block => ({
  type: 'image',
  image: fields,
  children: [text('')],
});

/** The address that a link keeps; null when it loses it. */
const addressOf = (url: string): string | null =>
  /^<p><a href="([^"]*)">here<\/a><\/p>$/.exec(toHtml([paragraph(link(url))]))?.[1] ?? null;

describe('HTML', () => {
  test.each<[string, Block[], string]>([
    ['a paragraph', [paragraph(text('One'))], '<p>One</p>'],
    ['a line a block', [paragraph(text('One')), paragraph(text('Two'))], '<p>One</p>\n<p>Two</p>'],
    ['a line break', [paragraph(text('One\nTwo'))], '<p>One<br>Two</p>'],
    ['a quote', [{ type: 'quote', children: [text('Hear')] }], '<blockquote>Hear</blockquote>'],
    [
      'code, as typed',
      [{ type: 'code', language: 'js', children: [text('if (a < b) {\n}')] }],
      '<pre><code>if (a &lt; b) {\n}</code></pre>',
    ],
    ['a numbered list', [list('ordered', item('1'), item('2'))], '<ol><li>1</li><li>2</li></ol>'],
    ['a list', [list('unordered', item('1'))], '<ul><li>1</li></ul>'],
    [
      'a link, with marks in it',
      [paragraph({ ...link('/about'), children: [text('us', { bold: true })] })],
      '<p><a href="/about"><strong>us</strong></a></p>',
    ],
    ['nothing', [], ''],
    ['a block without children', [{ type: 'paragraph' }], '<p></p>'],
    ['an unknown block: its text', [{ type: 'marquee', children: [text('Hi')] }], 'Hi'],
  ])('%s', (_, blocks, html) => {
    expect(toHtml(blocks)).toBe(html);
  });

  test.each([null, undefined])('%s is empty', (blocks) => {
    expect([toHtml(blocks), textOf(blocks), hasTopLevelHeading(blocks)]).toEqual(['', '', false]);
  });

  test.each([
    ['bold', 'strong'],
    ['italic', 'em'],
    ['underline', 'u'],
    ['strikethrough', 's'],
    ['code', 'code'],
  ])('%s is <%s>', (mark, tag) => {
    expect(toHtml([paragraph(text('a<b', { [mark]: true }))])).toBe(
      `<p><${tag}>a&lt;b</${tag}></p>`,
    );
  });

  test('marks nest in one order, however they were set', () => {
    const marks = { bold: true, code: true, italic: true, underline: true, strikethrough: true };
    expect(toHtml([text('x', marks)])).toBe(
      '<strong><em><u><s><code>x</code></s></u></em></strong>',
    );
  });

  // Level 1 is the headline's, and refused; one that is stored all the same is no second headline.
  test.each([
    [1, 2],
    [2, 2],
    [6, 6],
    [7, 6],
    [-1, 2],
    [2.9, 2],
    [undefined, 2],
  ])('a heading of level %s is <h%d>', (level, shown) => {
    expect(toHtml([heading(level, 'Hi')])).toBe(`<h${shown}>Hi</h${shown}>`);
  });

  test('a list in a list comes out whole, in order', () => {
    const html = toHtml([list('unordered', item('a'), list('ordered', item('b')), item('c'))]);
    expect(html.replace(/<\/?(ul|ol|li)>/g, '')).toBe('abc');
    expect(html).toContain('<ol><li>b</li></ol>');
  });

  test('a list in a list stands in the item before it, as HTML asks', () => {
    const html = toHtml([list('unordered', item('a'), list('ordered', item('b')), item('c'))]);
    expect(html).toBe('<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>');
  });

  test('an image has its text, its size and its caption', () => {
    const fields = { url: '/a.jpg', alternativeText: 'A "ferry"', width: 640, height: 480 };
    const img = '<img src="/a.jpg" alt="A &quot;ferry&quot;" width="640" height="480">';
    expect(toHtml([image(fields)])).toBe(`<figure>${img}</figure>`);
    expect(toHtml([image({ ...fields, caption: 'A & B' })])).toBe(
      `<figure>${img}<figcaption>A &amp; B</figcaption></figure>`,
    );
  });

  test('an image has an empty text rather than none, and no half a size', () => {
    expect(toHtml([image({ url: '/a.jpg', alternativeText: null, width: 640 })])).toBe(
      '<figure><img src="/a.jpg" alt=""></figure>',
    );
  });

  test.each<[string, Block['image']]>([
    ['no image', undefined],
    ['no address', { caption: 'A' }],
    ['a script for an address', { url: 'javascript:alert(1)', caption: 'A' }],
    ['a document for an address', { url: 'data:image/svg+xml,<svg onload=alert(1)>' }],
  ])('an image with %s is left out', (_, fields) => {
    expect(toHtml([image(fields)])).toBe('');
  });
});

describe('escaping', () => {
  test.each([
    ['<script>alert("1")</script>', '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;'],
    ["it's a & b", 'it&#39;s a &amp; b'],
    ['&lt;', '&amp;lt;'],
    ['پاکستان 🇵🇰', 'پاکستان 🇵🇰'],
  ])('%s', (plain, escaped) => {
    expect(escapeHtml(plain)).toBe(escaped);
    expect(toHtml([paragraph(text(plain))])).toBe(`<p>${escaped}</p>`);
  });

  test('holds in an address, an image’s text and its caption', () => {
    const breakout = '"><script>alert(1)</script>';
    const html = toHtml([
      paragraph(link(`https://example.org/${breakout}`)),
      image({ url: `/${breakout}`, alternativeText: breakout, caption: breakout }),
    ]);
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('">&');
  });
});

describe('addresses', () => {
  test.each([
    ['https://example.org/a?b=c&d=e#f', 'https://example.org/a?b=c&amp;d=e#f'],
    ['HTTP://example.org', 'HTTP://example.org'],
    ['mailto:desk@example.org', 'mailto:desk@example.org'],
    ['tel:+92421234567', 'tel:+92421234567'],
    ['/sport/ferry', '/sport/ferry'],
    ['ferry', 'ferry'],
    ['#notes', '#notes'],
    ['?page=2', '?page=2'],
    ['./a:b', './a:b'],
    // Another site over the page's own protocol: a link like any other.
    ['//example.org/a', '//example.org/a'],
    ['https://example.org/اردو', 'https://example.org/اردو'],
    ['  https://example.org\n', 'https://example.org'],
    // Browsers drop tabs and line breaks as well.
    ['https://example\n.org/a\tb', 'https://example.org/ab'],
  ])('%j is kept', (url, kept) => {
    expect(addressOf(url)).toBe(kept);
  });

  test.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'java\r\nscript:alert(1)',
    '\u0000javascript:alert(1)',
    '\u0001java\u001fscript:alert(1)',
    'javascript\t:alert(1)',
    'vbscript:msgbox(1)',
    'data:text/html,<script>alert(1)</script>',
    'data:text/html;base64,PHNjcmlwdD4=',
    'file:///etc/passwd',
    'blob:https://example.org/1',
    'view-source:https://example.org',
    'x-anything:1',
    '',
    ' \t\n',
    '\u0000',
  ])('%j is dropped, and its words stay', (url) => {
    expect(toHtml([paragraph(link(url))])).toBe('<p>here</p>');
  });

  test.each([
    ['https://example.org/My report.pdf', 'https://example.org/My%20report.pdf'],
    ['/search?q=ferry late', '/search?q=ferry%20late'],
    ['mailto:desk@example.org?subject=A tip', 'mailto:desk@example.org?subject=A%20tip'],
  ])('%j leads where it says, spaces and all', (url, expected) => {
    const kept = addressOf(url)!;
    expect(new URL(kept, 'https://paper.example').href).toBe(
      new URL(expected, 'https://paper.example').href,
    );
  });
});

describe('whatever the blocks hold', () => {
  const TRICKY = [
    '<script>alert(1)</script>',
    '</p><script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '&quot;&lt;&#60;',
    '<!--',
    ']]>',
    '\u2028\u0000\u202e',
    '\ud800',
  ];
  const words = fc.oneof(
    fc.constantFrom(...TRICKY),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc
      .array(fc.constantFrom(...TRICKY, '<', '>', '"', "'", '&', '=', '/', ' ', 'a'))
      .map((parts) => parts.join('')),
  );
  const scheme = fc.constantFrom<string>(
    'javascript:',
    'JaVaScRiPt:',
    'data:text/html,',
    'vbscript:',
    'https://',
    '//',
  );
  const junk = fc.constantFrom(
    ...Array.from('\t\n\r \u0000\u0001\u001f\u007f\u0085\u00a0\u200b\ufeff/\\:&'),
  );
  /** A scheme with characters put into it that a browser, or a filter, may overlook. */
  const address = fc
    .tuple(scheme, fc.array(fc.tuple(fc.nat(16), junk), { maxLength: 6 }), words)
    .map(([start, put, end]) => {
      const url = put.reduce(
        (made, [at, char]) => made.slice(0, at) + char + made.slice(at),
        start,
      );
      return url + end;
    });
  const mark = fc.boolean();
  const { body } = fc.letrec<{ body: Block[]; block: Block }>((tie) => ({
    body: fc.array(tie('block'), { maxLength: 4 }),
    block: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.record({ type: fc.constant('text'), text: words, bold: mark, italic: mark, code: mark }),
      fc.record({
        type: fc.constant('image'),
        image: fc.record({
          url: fc.oneof(address, words),
          alternativeText: words,
          caption: words,
          width: fc.nat(),
          height: fc.nat(),
        }),
      }),
      fc.record({
        type: fc.oneof(
          fc.constantFrom('paragraph', 'heading', 'quote', 'code', 'list', 'list-item', 'link'),
          words,
        ),
        level: fc.integer(),
        format: words,
        url: fc.oneof(address, words),
        rel: words,
        target: words,
        children: tie('body'),
      }),
    ),
  }));

  const ELEMENTS = 'p|h[2-6]|blockquote|pre|code|ul|ol|li|a|s|u|em|strong|figure|figcaption';
  /** Every tag that may come out, with every attribute. */
  const TAG = new RegExp(
    `<(?:/?(?:${ELEMENTS})|br|a href="[^"<>]*"|img src="[^"<>]*" alt="[^"<>]*"(?: width="\\d+" height="\\d+")?)>`,
    'g',
  );
  const ENTITY = /&(?:amp|lt|gt|quot|#39);/g;

  test('only known tags come out, and nothing else that is markup', () => {
    fc.assert(
      fc.property(body, (blocks) => {
        const rest = toHtml(blocks).replace(TAG, '').replace(ENTITY, '');
        expect(rest).not.toMatch(/[<>"'&]/);
      }),
      { numRuns: 500 },
    );
  });

  const ENTITIES: Record<string, string> = {
    '&amp;': '&',
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
  };

  test('a browser finds no scheme in an address but the four that are let through', () => {
    fc.assert(
      fc.property(body, (blocks) => {
        for (const [, attribute = ''] of toHtml(blocks).matchAll(/ (?:href|src)="([^"]*)"/g)) {
          const url = attribute.replace(ENTITY, (entity) => ENTITIES[entity]!);
          // What a browser cannot read as an address leads nowhere.
          if (!URL.canParse(url, 'https://paper.example/')) continue;
          expect(new URL(url, 'https://paper.example/').protocol).toMatch(/^(https?|mailto|tel):$/);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('text', () => {
  test('is a line a block, and a line an item', () => {
    const blocks = [
      heading(2, 'Late'),
      paragraph(text('The '), text('ferry', { bold: true }), link('/f', ' here')),
      list('ordered', item('one'), list('unordered', item('two'), item('three'))),
      image({ url: '/a.jpg', caption: 'not of the text' }),
    ];
    expect(textOf(blocks)).toBe('Late\nThe ferry here\none\ntwo\nthree\n');
  });
});

test.each([
  [[heading(1, 'A')], true],
  [[paragraph(text('A')), heading(1, 'B')], true],
  [[heading(2, 'A'), heading(3, 'B')], false],
  [[], false],
])('a heading of level 1 in %j: %s', (blocks, found) => {
  expect(hasTopLevelHeading(blocks)).toBe(found);
});
