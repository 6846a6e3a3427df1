/** Strapi's blocks: words, cross-heads, and HTML for front ends. */

export interface Block {
  type: string;
  level?: number;
  format?: string;
  language?: string;
  url?: string;
  rel?: string;
  target?: string;
  image?: {
    url?: string;
    alternativeText?: string | null;
    caption?: string | null;
    width?: number;
    height?: number;
  };
  text?: string;
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  strikethrough?: boolean;
  code?: boolean;
  children?: Block[];
}

/** Plain text of a body, a line a block. */
export const textOf = (blocks: Block[] | null | undefined): string =>
  (blocks ?? []).map(blockText).join('\n');

const blockText = (block: Block): string =>
  typeof block.text === 'string'
    ? block.text
    : (block.children ?? []).map(blockText).join(block.type === 'list' ? '\n' : '');

/** Nobody nests lists so deep, and whoever reads a body walks it by recursion. */
const DEEPEST = 40;

export const isTooDeep = (blocks: Block[] | null | undefined, left = DEEPEST): boolean =>
  (blocks ?? []).some(
    ({ children }) => Array.isArray(children) && (left === 0 || isTooDeep(children, left - 1)),
  );

/** Whether a body has a heading of level 1, which is the headline's. */
export const hasTopLevelHeading = (blocks: Block[] | null | undefined): boolean =>
  (blocks ?? []).some((block) => block.type === 'heading' && block.level === 1);

/**
 * A body as semantic HTML. Text is escaped; links other than http(s), mailto, tel, relative ones and
 * fragments lose their address; nothing that the blocks do not know gets out.
 */
export const toHtml = (blocks: Block[] | null | undefined): string =>
  (blocks ?? []).map(blockHtml).join('\n');

function blockHtml(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return `<p>${childrenHtml(block)}</p>`;
    case 'heading':
      return `<h${headingLevel(block)}>${childrenHtml(block)}</h${headingLevel(block)}>`;
    case 'quote':
      return `<blockquote>${childrenHtml(block)}</blockquote>`;
    case 'code':
      return `<pre><code>${escapeHtml(blockText(block))}</code></pre>`;
    case 'list': {
      const tag = block.format === 'ordered' ? 'ol' : 'ul';
      return `<${tag}>${itemsHtml(block.children ?? [])}</${tag}>`;
    }
    case 'list-item':
      return `<li>${childrenHtml(block)}</li>`;
    case 'image':
      return imageHtml(block);
    case 'link':
      return linkHtml(block);
    default:
      return typeof block.text === 'string' ? leafHtml(block) : childrenHtml(block);
  }
}

/** Strapi stores a list in a list beside the item that it belongs to; HTML wants it inside. */
function itemsHtml(children: Block[]): string {
  const items: string[] = [];
  for (const child of children) {
    if (child.type !== 'list') items.push(childrenHtml(child));
    else items.push((items.pop() ?? '') + blockHtml(child));
  }
  return items.map((item) => `<li>${item}</li>`).join('');
}

const childrenHtml = (block: Block): string => (block.children ?? []).map(blockHtml).join('');

const headingLevel = (block: Block): number =>
  Math.min(6, Math.max(2, Math.trunc(block.level ?? 2)));

const MARKS = [
  ['code', 'code'],
  ['strikethrough', 's'],
  ['underline', 'u'],
  ['italic', 'em'],
  ['bold', 'strong'],
] as const;

function leafHtml(leaf: Block): string {
  const text = escapeHtml(leaf.text ?? '').replace(/\n/g, '<br>');
  return MARKS.reduce(
    (html, [mark, tag]) => (leaf[mark] ? `<${tag}>${html}</${tag}>` : html),
    text,
  );
}

function linkHtml(block: Block): string {
  const url = safeUrl(block.url);
  if (!url) return childrenHtml(block);
  return `<a href="${escapeHtml(url)}">${childrenHtml(block)}</a>`;
}

function imageHtml({ image }: Block): string {
  const url = safeUrl(image?.url);
  if (!url) return '';
  const size =
    image?.width && image.height ? ` width="${+image.width}" height="${+image.height}"` : '';
  const img = `<img src="${escapeHtml(url)}" alt="${escapeHtml(image?.alternativeText ?? '')}"${size}>`;
  return image?.caption
    ? `<figure>${img}<figcaption>${escapeHtml(image.caption)}</figcaption></figure>`
    : `<figure>${img}</figure>`;
}

function safeUrl(url: string | undefined): string | null {
  if (!url) return null;

  // Judged without what browsers overlook; an inner space is part of the address.
  const plain = url.replace(/[\u0000-\u001f\u007f-\u009f]/g, '').trim();
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(plain.replace(/ /g, ''))?.[1]?.toLowerCase();
  const isSafe = !scheme || ['http', 'https', 'mailto', 'tel'].includes(scheme);
  return isSafe ? plain.replace(/ /g, '%20') : null;
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => ESCAPES[char]!);
