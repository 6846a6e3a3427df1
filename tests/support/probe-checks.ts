/** What must hold for every answer, whoever asked for what. */
import type { Answer } from './probe-client';
import type { Audience, Planted } from './probe-plant';

export interface Allowed {
  /** Secrets that this caller may get from this request. */
  audiences?: Audience[];
  /** Keys that would be private fields elsewhere, and are part of this answer. */
  keys?: string[];
}

const MARKER = /zq-secret-([a-z]+)[\w.@-]*/gi;
const DOCUMENT_ID = /\b[a-z0-9]{24}\b/g;

/** Every marker and hidden id in an answer that it must not hold. */
export function leaksIn(
  answer: Answer,
  { hiddenIds }: Pick<Planted, 'hiddenIds'>,
  { audiences = [] }: Allowed = {},
): string[] {
  const text = `${answer.head}\n${answer.text}`;
  const isAllowed = (audience: string) => (audiences as string[]).includes(audience.toLowerCase());
  const markers = [...text.matchAll(MARKER)]
    .filter(([, audience]) => !isAllowed(audience!))
    .map(([marker]) => `leaks ${marker}`);
  const ids = [...text.matchAll(DOCUMENT_ID)]
    .filter(([id]) => hiddenIds.has(id) && !isAllowed(hiddenIds.get(id)!))
    .map(([id]) => `leaks the hidden ${hiddenIds.get(id)!} ${id}`);
  return [...new Set([...markers, ...ids])];
}

/** The keys that no generated answer of the plugin may hold, at any depth. */
const NEVER_KEYS = new Set([
  ...['id', 'createdBy', 'updatedBy', 'localizations', 'locale', 'password'],
  ...['internalNote', 'externalId', 'email', 'authorEmail'],
  ...['listed', 'commenter', 'signals', 'ipHash', 'userAgent', 'rejectionReason', 'receiptHash'],
  ...['comment', 'inReplyTo', 'identityKey', 'folderPath', 'folder', 'related'],
]);

function keysIn(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const here = Array.isArray(value) ? path : `${path}.${key}`;
    return [...(Array.isArray(value) ? [] : [here]), ...keysIn(part, here)];
  });
}

function forbiddenKeys(json: unknown, { keys = [] }: Allowed): string[] {
  const found = keysIn(json).filter((path) => {
    const key = path.split('.').at(-1)!;
    return NEVER_KEYS.has(key) && !keys.includes(key) && !keys.includes(path.slice(1));
  });
  return [...new Set(found)].map((path) => `has the key ${path}`);
}

interface ListBody {
  data?: unknown;
  meta?: { pagination?: Record<string, number | undefined> };
}

/** `total` is what can be listed, page by page. */
function pageProblems(json: unknown): string[] {
  const { data, meta } = (json ?? {}) as ListBody;
  const pagination = meta?.pagination;
  if (!Array.isArray(data) || !pagination || pagination['total'] === undefined) return [];
  const { total, page, pageSize, pageCount, start, limit } = pagination;
  const size = pageSize ?? limit!;
  const offset = page === undefined ? (start ?? 0) : (page - 1) * size;
  const expected = Math.min(size, Math.max(0, total - offset));
  return [
    ...(data.length === expected
      ? []
      : [`lists ${data.length}, but total ${total} says ${expected}`]),
    ...(pageCount === undefined || pageCount === Math.ceil(total / size)
      ? []
      : [`has pageCount ${pageCount} of total ${total}`]),
  ];
}

const INNARDS =
  /node_modules|\/server\/src|\/dist\/|\.[jt]s:\d+|\n\s+at |sqlite|postgres|knex|\bselect\b.+\bfrom\b|\binsert into\b|newsroom_\w+|relation "|column "/i;

/** Errors: one envelope, a code, nothing of the machine room. */
function errorProblems({ status, json, text }: Answer): string[] {
  const { data, error } = (json ?? {}) as {
    data?: unknown;
    error?: { status?: number; details?: { code?: unknown; errors?: unknown } } & Record<
      string,
      unknown
    >;
  };
  if (!error) return [`is no error envelope: ${text.slice(0, 80)}`];
  const extra = Object.keys(error).filter(
    (key) => !['status', 'name', 'message', 'details'].includes(key),
  );
  return [
    ...(data === null ? [] : ['has no "data": null']),
    ...(error.status === status ? [] : [`says status ${String(error.status)}`]),
    ...(typeof error.details?.code === 'string' ? [] : ['has no error.details.code']),
    ...(Array.isArray(error.details?.errors) ? [] : ['has no error.details.errors']),
    ...(extra.length === 0 ? [] : [`has error.${extra.join(', error.')}`]),
    ...(INNARDS.test(text) ? [`shows its innards: ${INNARDS.exec(text)![0]}`] : []),
  ];
}

/** Everything that is wrong with an answer of the plugin, in words; empty is right. */
export function problemsOf(
  answer: Answer,
  planted: Pick<Planted, 'hiddenIds'>,
  allowed: Allowed = {},
): string[] {
  const { status, json } = answer;
  if (status >= 500) return [`fails with ${status}`];
  return [
    ...leaksIn(answer, planted, allowed),
    ...(status >= 400 ? errorProblems(answer) : []),
    ...(status < 300 ? [...forbiddenKeys(json, allowed), ...pageProblems(json)] : []),
  ];
}

/** Where two answers begin to differ; empty if they do not. */
export function differenceOf(one: Answer, other: Answer): string[] {
  if (one.status !== other.status) return [`${one.status} ≠ ${other.status}`];
  if (one.text === other.text) return [];
  let start = 0;
  while (one.text[start] === other.text[start]) start += 1;
  const from = Math.max(0, start - 60);
  return [`${one.text.slice(from, start + 40)} ≠ ${other.text.slice(from, start + 40)}`];
}

/** A refusal, in the words that are the same for all: nothing in it depends on what was asked. */
export const isDenied = ({ status, json }: Answer): boolean =>
  status === 403 &&
  (json as { error?: { details?: { code?: unknown } } }).error?.details?.code === 'forbidden';
