/** Requests as they go over the wire: no part is normalised, and the whole answer is kept. */
import { Agent, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from './app';

export interface Ask {
  method?: string;
  path: string;
  token?: string | null;
  /** An object goes as JSON, a string as it is. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  /** Status line and headers, as they came. */
  head: string;
  headers: IncomingMessage['headers'];
  text: string;
  /** The body as JSON; undefined when it is none. */
  json: unknown;
}

export interface Client {
  ask(ask: Ask): Promise<Answer>;
  close(): void;
}

const AT_ONCE = 8;

/** Makes the application listen on a free port, and keeps connections to it. */
export async function createClient({ server }: App): Promise<Client> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  return {
    ask: (ask) => send(ask, port, agent),
    close: () => {
      agent.destroy();
    },
  };
}

function send(ask: Ask, port: number, agent: Agent): Promise<Answer> {
  const { method = 'GET', path, token, body, headers = {} } = ask;
  const payload =
    body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const outgoing = request({
      host: '127.0.0.1',
      port,
      agent,
      method,
      path,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(payload !== null && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(payload),
        }),
        ...headers,
      },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.on('error', reject);
      incoming.on('end', () => {
        resolve(toAnswer(incoming, Buffer.concat(parts).toString()));
      });
    });
    outgoing.end(payload ?? undefined);
  });
}

function toAnswer(incoming: IncomingMessage, text: string): Answer {
  const { statusCode = 0, statusMessage = '', rawHeaders, headers } = incoming;
  return {
    status: statusCode,
    head: `${statusCode} ${statusMessage}\n${rawHeaders.join('\n')}`,
    headers,
    text,
    json: parse(text),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Runs work over many inputs, as many at once as there are connections; results in order. */
export async function forEachAtOnce<T, R>(
  inputs: readonly T[],
  work: (input: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const runner = async (): Promise<void> => {
    while (next < inputs.length) {
      const index = next;
      next += 1;
      results[index] = await work(inputs[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, runner));
  return results;
}
