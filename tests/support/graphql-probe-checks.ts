/** What must hold for every answer of GraphQL, whoever asked for what. */
import type { GraphqlError } from './graphql';
import type { Row } from './newsroom';
import { leaksIn, type Allowed } from './probe-checks';
import type { Planted } from './probe-plant';
import type { GraphqlReply } from './graphql-probe-request';

const INNARDS =
  /node_modules|\/server\/src|\/dist\/|\.[jt]s:\d+|\\n\s+at |stacktrace|sqlite|postgres|knex|\bselect\b.+\bfrom\b|\binsert into\b|newsroom_\w+|relation \\"|column \\"|cannot read|is not a function|is not iterable|call stack|undefined/i;

/** A code of ours, whoever refuses. */
function errorProblems({ extensions, message }: GraphqlError): string[] {
  const { code, error } = extensions ?? {};
  const ours = error?.details?.code;
  if (typeof message !== 'string' || message === '') return ['has an error without a message'];
  if (typeof code !== 'string') return ['has an error without a code'];
  const isCoded = typeof ours === 'string' && Array.isArray(error?.details?.errors);
  return isCoded ? [] : [`fails with ${code} without a code of ours (${message.slice(0, 150)})`];
}

/** Everything that is wrong with an answer, in words; empty is right. */
export function wrongWith(
  reply: GraphqlReply,
  planted: Pick<Planted, 'hiddenIds'>,
  allowed: Allowed = {},
): string[] {
  const { status, json, errors, text } = reply;
  if (status >= 500) return [`fails with ${status}: ${text.slice(0, 200)}`];
  if (typeof json !== 'object' || json === null) return [`is no JSON: ${text.slice(0, 80)}`];
  const innards = errors.length > 0 && INNARDS.exec(JSON.stringify(errors));
  return [
    ...leaksIn(reply, planted, allowed),
    ...errors.flatMap(errorProblems),
    ...(innards ? [`shows its innards: ${innards[0]}`] : []),
    ...(reply.data === null && errors.length === 0 ? ['has neither data nor errors'] : []),
  ];
}

/** What a tombstone may say. */
const PLACE = new Set(['documentId', 'articleId', 'postedAt', 'replyCount', 'tombstone']);

function tombstoneProblems(node: Row): string[] {
  return Object.entries(node).flatMap(([key, value]) => {
    const isEmpty = value === null || (key === 'featured' && value === false);
    const isNested = typeof value === 'object';
    return PLACE.has(key) || isEmpty || isNested ? [] : [`has a tombstone with ${key}`];
  });
}

/** A connection from its start tells how many there are, and whether that was all. */
function connectionProblems(node: Row, first: number): string[] {
  const { nodes, totalCount, pageInfo } = node;
  if (!Array.isArray(nodes)) return [];
  const problems: string[] = [];
  if (typeof totalCount === 'number' && nodes.length !== Math.min(first, totalCount)) {
    problems.push(`has ${nodes.length} of ${totalCount} at first ${first}`);
  }
  if (typeof totalCount === 'number' && typeof pageInfo?.hasNextPage === 'boolean') {
    if (pageInfo.hasNextPage !== nodes.length < totalCount) problems.push('miscounts what follows');
    if ((pageInfo.endCursor === null) !== (nodes.length === 0)) problems.push('has a stray cursor');
  }
  if (typeof pageInfo?.total === 'number') {
    const { total, page, pageSize, pageCount } = pageInfo as Record<string, number>;
    const here = Math.min(pageSize!, Math.max(0, total! - (page! - 1) * pageSize!));
    if (nodes.length !== here) problems.push(`lists ${nodes.length}, but its total says ${here}`);
    if (pageCount !== Math.ceil(total! / pageSize!)) problems.push('miscounts its pages');
  }
  return problems;
}

/** What contradicts itself in an answer whose lists inside were asked for with `first`. */
export function contradictionsIn(value: unknown, first: number): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const here = Array.isArray(value)
    ? []
    : [
        ...((value as Row)['tombstone'] === true ? tombstoneProblems(value) : []),
        ...connectionProblems(value, first),
      ];
  return [...here, ...Object.values(value).flatMap((part) => contradictionsIn(part, first))];
}
