/** Requests as nobody's HTTP library would make them, and what every answer must look like. */
import { Agent, request, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { statusOf, type ErrorCode } from '../../src/plugins/newsroom/server/src/errors';

export interface Shot {
  method: string;
  /** As it stands on the wire, already encoded, however badly. */
  target: string;
  headers: Record<string, string>;
  body?: Buffer;
}

export interface Answer {
  status: number;
  contentType: string;
  text: string;
  ms: number;
}

const SLOWEST = 2000;

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
export const hangUp = (): void => agent.destroy();

/** Sends a request; again where the connection had been closed, or the machine was busy elsewhere. */
export async function send(server: Server, shot: Shot): Promise<Answer> {
  try {
    const answer = await sendOnce(server, shot);
    return answer.ms > SLOWEST ? await sendOnce(server, shot) : answer;
  } catch (error) {
    if (!['ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return sendOnce(server, shot);
  }
}

function sendOnce(server: Server, { method, target, headers, body }: Shot): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const started = performance.now();
    // Node frames no body of a DELETE by itself; its bytes would be read as the next request.
    const framed = body ? { 'Content-Length': body.length, ...headers } : headers;
    const options = { port, method, path: target, headers: framed, agent };
    const sent = request(options, (response) => {
      read(response, started).then(resolve, reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function read(response: IncomingMessage, started: number): Promise<Answer> {
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  return {
    status: response.statusCode ?? 0,
    contentType: response.headers['content-type'] ?? '',
    text: Buffer.concat(parts).toString(),
    ms: performance.now() - started,
  };
}

/** Bytes that are no request of HTTP; the status of the first answer, or null when none came. */
export function sendRaw(server: Server, bytes: string): Promise<number | null> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const socket = connect({ port });
    let answer = '';
    socket.setTimeout(500, () => socket.destroy());
    socket.on('data', (part) => (answer += part.toString()));
    socket.on('error', reject);
    socket.on('close', () => {
      const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1];
      resolve(status ? Number(status) : null);
    });
    socket.end(bytes, 'latin1');
  });
}

const LARGEST_REFUSAL = 64 * 1024;

/** Words of a stack trace, a path or a database, none of which a shot holds itself. */
const LEAKS =
  /node_modules|\n\s+at |\.(?:js|ts|mjs):\d+|\/(?:src|dist|home|tmp|work)\/|\b(?:select|insert into|delete from) |sqlite|relation "|column "|syntax error at|knex|invalid input|constraint/i;

/** What is wrong with an answer; nothing, if it is one that a caller can use. */
export function complaintsOf(shot: Shot, answer: Answer): string[] {
  const { status, text, ms } = answer;
  const leak = LEAKS.exec(text)?.[0];
  return [
    ...(status >= 500 ? [`answered ${status}`] : []),
    ...(ms > SLOWEST ? [`took ${Math.round(ms)} ms`] : []),
    ...(leak ? [`leaks ${JSON.stringify(leak)}`] : []),
    ...(status >= 400 && status < 500 && shot.method !== 'HEAD' ? refusalProblems(answer) : []),
  ];
}

function refusalProblems({ status, contentType, text }: Answer): string[] {
  if (text.length > LARGEST_REFUSAL) return [`refused with ${text.length} characters`];
  if (!contentType.startsWith('application/json'))
    return [`refused with ${contentType || 'no type'}`];
  const { data, error } = JSON.parse(text) as { data: unknown; error?: Refusal };
  if (data !== null || !error) return ['refused without the envelope'];
  const { code, errors } = error.details ?? {};
  return [
    ...(error.status === status ? [] : [`says ${String(error.status)} and answers ${status}`]),
    ...(isText(error.name) && isText(error.message) ? [] : ['has no name or message']),
    ...(isText(code) && /^[a-z]+(_[a-z]+)*$/.test(code)
      ? statusProblems(code, status)
      : ['has no code']),
    ...(Array.isArray(errors) && errors.every(isProblem) ? [] : ['has no list of errors']),
  ];
}

interface Refusal {
  status: unknown;
  name: unknown;
  message: unknown;
  details?: { code?: unknown; errors?: unknown };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isProblem = (value: unknown): boolean => {
  const { path, code, params } = value as Record<string, unknown>;
  return Array.isArray(path) && isText(code) && typeof params === 'object' && params !== null;
};

function statusProblems(code: string, status: number): string[] {
  const expected = statusOf(code as ErrorCode);
  return expected === status ? [] : [`has the code ${code} (${expected}) at ${status}`];
}

const LONGEST_SHOWN = 600;
const cut = (text: string): string =>
  text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}… (${text.length})` : text;

/** A shot as one can send it again by hand. */
export const reproductionOf = ({ method, target, headers, body }: Shot): string =>
  [
    `${method} ${cut(target)}`,
    ...Object.entries(headers)
      .filter(([name]) => name !== 'Authorization')
      .map(([name, value]) => `${name}: ${value}`),
    ...(headers['Authorization'] ? ['(with a full-access token)'] : []),
    ...(body ? [cut(body.toString('latin1'))] : []),
  ].join('\n    ');
