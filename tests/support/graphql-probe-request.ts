/** Requests written from the schema, sent over the wire, and what comes back. */
import type { GraphqlError } from './graphql';
import type { Row } from './newsroom';
import type { Answer, Client } from './probe-client';
import { wordsOf, type Field } from './graphql-probe-schema';

export interface GraphqlProbe {
  query: string;
  variables: Row;
}

export interface GraphqlReply extends Answer {
  data: Row | null;
  errors: GraphqlError[];
  /** The codes of the errors, ours before Apollo's. */
  codes: string[];
}

export interface Asked {
  field: Field;
  args: Row;
  /** With its braces; empty for a scalar. */
  selection: string;
}

/** One request for some root fields, each under an alias of its own: `a0`, `a1` … */
export function requestFor(kind: 'query' | 'mutation', ...asked: Asked[]): GraphqlProbe {
  const variables: Row = {};
  const declared: string[] = [];
  const parts = asked.map(({ field, args, selection }, index) => {
    const given = Object.entries(args).map(([name, value]) => {
      const variable = `v${index}_${name}`;
      const type = field.args.find((argument) => argument.name === name)?.type;
      if (!type) throw new Error(`${field.name} has no argument ${name}`);
      variables[variable] = value;
      declared.push(`$${variable}: ${wordsOf(type)}`);
      return `${name}: $${variable}`;
    });
    const inner = given.length > 0 ? `(${given.join(', ')})` : '';
    return `a${index}: ${field.name}${inner} ${selection}`;
  });
  const head = declared.length > 0 ? `(${declared.join(', ')})` : '';
  return { query: `${kind} ${head} { ${parts.join('\n')} }`, variables };
}

export const queryFor = (...asked: Asked[]): GraphqlProbe => requestFor('query', ...asked);

export async function send(
  client: Client,
  body: GraphqlProbe | string,
  token: string | null,
): Promise<GraphqlReply> {
  const post = (): Promise<Answer> => client.ask({ method: 'POST', path: '/graphql', token, body });
  const isWrite = typeof body !== 'string' && body.query.startsWith('mutation');
  // A server that was busy closes connections that were idle meanwhile.
  const answer = await (isWrite ? post() : post().catch(post));
  const { data, errors } = (answer.json ?? {}) as { data?: Row | null; errors?: GraphqlError[] };
  return {
    ...answer,
    data: data ?? null,
    errors: errors ?? [],
    codes: (errors ?? []).map(
      ({ extensions }) => extensions?.error?.details?.code ?? extensions?.code ?? 'no code',
    ),
  };
}

/** A request in a few words, for a message. */
export const briefly = ({ query, variables }: GraphqlProbe): string => {
  const text = `${query.replace(/\s+/g, ' ')} ${JSON.stringify(variables)}`;
  return text.length > 500 ? `${text.slice(0, 400)} … ${text.slice(-90)}` : text;
};

export const inBatches = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, n) =>
    list.slice(n * size, (n + 1) * size),
  );
