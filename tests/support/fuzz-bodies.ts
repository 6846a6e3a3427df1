/** Bodies that are broken before anybody reads a field: each must be refused, or be read as JSON. */
import { deflateSync, gzipSync } from 'node:zlib';
import type { Row } from './newsroom';

export interface BrokenBody {
  name: string;
  headers: Record<string, string>;
  body: Buffer;
}

const JSON_TYPE = 'application/json';
const MEGABYTE = 1024 * 1024;
const data = (inner: string): string => `{"data":${inner}}`;
const nested = (open: string, close: string, depth: number): string =>
  data(open.repeat(depth) + close.repeat(depth));

/** JSON of the wrong shape, or none. */
const texts = (good: string, field: string): Record<string, string> => ({
  nothing: '',
  blank: ' \n ',
  null: 'null',
  'a number': '1',
  'a string': '"data"',
  'an array': '[]',
  'an empty object': '{}',
  'no data': '{"date":{}}',
  'data null': data('null'),
  'data a string': data('"x"'),
  'data a number': data('1e309'),
  'data an array': data(`[${good}]`),
  'data empty': data('{}'),
  'data in data': data(data(good)),
  'data twice, the second null': `{"data":${good},"data":null}`,
  'more beside data': `{"data":${good},"nobody":1}`,
  'unknown field': data('{"nobody":1}'),
  'a thousand unknown fields': data(
    `{${Array.from({ length: 1000 }, (_, n) => `"k${n}":${n}`).join()}}`,
  ),
  __proto__: data('{"__proto__":{"polluted":1}}'),
  'constructor.prototype': data('{"constructor":{"prototype":{"polluted":1}}}'),
  'cut off': data(good).slice(0, -2),
  'trailing comma': `{"data":${good},}`,
  'single quotes': "{'data':{}}",
  'two documents': `${data(good)}${data(good)}`,
  comment: `/* a */${data(good)}`,
  'a literal NUL': `{"data":{"${field}":"a\u0000b"}}`,
  'an escaped NUL': data(`{"${field}":"a\\u0000b"}`),
  'a NUL in a key': data('{"a\\u0000b":1}'),
  'a lone surrogate': data(`{"${field}":"a\\ud800b"}`),
  'a lone surrogate in a key': data('{"\\udc00":1}'),
  'a number of 1000 digits': data(`{"${field}":${'9'.repeat(1000)}}`),
  '900 kB of text': data(`{"${field}":"${'x'.repeat(900_000)}"}`),
  '2 MB of text': data(`{"${field}":"${'x'.repeat(2 * MEGABYTE)}"}`),
  '2 MB of key': data(`{"${'x'.repeat(2 * MEGABYTE)}":1}`),
  '10,000 arrays deep': nested('[', ']', 10_000),
  '10,000 objects deep': data(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`),
  'a field 10,000 deep': data(`{"${field}":${'['.repeat(10_000)}${']'.repeat(10_000)}}`),
  'a field 100,000 objects deep': data(
    `{"${field}":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`,
  ),
  'never closed': `{"data":${'['.repeat(100_000)}`,
});

/** Bytes that are not UTF-8 where text should be. */
const BYTES: Record<string, string> = {
  'ff fe': '\xff\xfe',
  'a cut-off sequence': '\xe2\x82',
  'an encoded surrogate': '\xed\xa0\x80',
  'an overlong slash': '\xc0\xaf',
  'beyond Unicode': '\xf4\x90\x80\x80',
};

const TYPES: Record<string, string> = {
  none: '',
  text: 'text/plain',
  html: 'text/html',
  xml: 'application/xml',
  form: 'application/x-www-form-urlencoded',
  csp: 'application/csp-report',
  'api json': 'application/vnd.api+json',
  'no boundary': 'multipart/form-data',
  'empty boundary': 'multipart/form-data; boundary=',
  'a boundary that never comes': 'multipart/form-data; boundary=x',
  'a charset nobody knows': 'application/json; charset=klingon',
  'utf-16': 'application/json; charset=utf-16',
  'no type at all': '/',
  'a very long type': `application/${'x'.repeat(5000)}`,
  binary: 'application/octet-stream',
};

const part = (disposition: string, value: string): string =>
  `--x\r\nContent-Disposition: ${disposition}\r\n\r\n${value}\r\n`;

const multiparts = (good: string): Record<string, string> => ({
  'data as a part': `${part('form-data; name="data"', good)}--x--\r\n`,
  'a file': `${part('form-data; name="files"; filename="a.txt"', 'words')}--x--\r\n`,
  'a file as data': `${part('form-data; name="data"; filename="../../a"', good)}--x--\r\n`,
  'no name': `${part('form-data', good)}--x--\r\n`,
  'a NUL in the name': `${part('form-data; name="da\0ta"', good)}--x--\r\n`,
  'a prototype': `${part('form-data; name="__proto__"', good)}--x--\r\n`,
  'no end': part('form-data; name="data"', good),
  'broken headers': `--x\r\nnonsense\r\n\r\n--x--\r\n`,
  '2000 parts': `${part('form-data; name="a"', '1').repeat(2000)}--x--\r\n`,
});

const forms = (): Record<string, string> => ({
  'data as text': 'data=x',
  'data as fields': 'data[nobody]=1&data[body]=%00',
  'broken encodings': 'data[body]=%ff&data[%ff]=%&%=1',
  'a prototype': 'data[__proto__][polluted]=1&__proto__[polluted]=1',
  'very deep': `data${'[a]'.repeat(1000)}=1`,
  'an array of data': 'data[]=1&data[]=2',
  'a huge index': 'data[100000000]=1',
  '200 kB': `data[body]=${'x'.repeat(200_000)}`,
});

const junk = Buffer.from(Array.from({ length: 300 }, (_, n) => (n * 37) % 256));
const encodings = (good: string): [string, string, Buffer][] => [
  ['gzip of junk', 'gzip', junk],
  ['deflate of junk', 'deflate', junk],
  ['gzip of nothing', 'gzip', Buffer.alloc(0)],
  ['gzip that is plain', 'gzip', Buffer.from(data(good))],
  ['gzip cut off', 'gzip', gzipSync(data('{"nobody":1}')).subarray(0, 20)],
  ['gzip of another shape', 'gzip', gzipSync(data('{"nobody":1}'))],
  ['deflate of another shape', 'deflate', deflateSync(data('{"nobody":1}'))],
  ['a bomb', 'gzip', gzipSync(Buffer.alloc(20 * MEGABYTE, ' '))],
  ['br', 'br', junk],
  ['an encoding nobody knows', 'klingon', Buffer.from(data(good))],
  ['two encodings', 'gzip, gzip', junk],
  ['compress', 'compress', junk],
];

/** @param base a body that the route accepts */
export function brokenBodies(base: Row): BrokenBody[] {
  const good = JSON.stringify(base);
  const [field = 'name'] = Object.keys(base);
  const typed = (type: string, of: Record<string, string>): BrokenBody[] =>
    Object.entries(of).map(([name, text]) => ({
      name: `${type}: ${name}`,
      headers: { 'Content-Type': type },
      body: Buffer.from(text),
    }));
  return [
    ...typed(JSON_TYPE, texts(good, field)),
    ...typed('multipart/form-data; boundary=x', multiparts(good)),
    ...typed('application/x-www-form-urlencoded', forms()),
    ...Object.entries(BYTES).map(([name, bytes]) => ({
      name: `bytes: ${name}`,
      headers: { 'Content-Type': JSON_TYPE },
      body: Buffer.from(data(`{"${field}":"a${bytes}b","nobody":1}`), 'latin1'),
    })),
    {
      name: 'BOM',
      headers: { 'Content-Type': JSON_TYPE },
      body: Buffer.from(`\ufeff${data('1')}`),
    },
    ...Object.entries(TYPES).map(([name, type]) => ({
      name: `type: ${name}`,
      headers: { ...(type && { 'Content-Type': type }) },
      body: Buffer.from(data('{"nobody":1}')),
    })),
    ...encodings(good).map(([name, encoding, body]) => ({
      name: `encoding: ${name}`,
      headers: { 'Content-Type': JSON_TYPE, 'Content-Encoding': encoding },
      body,
    })),
  ];
}

/** Requests whose length is a lie, in bytes; `{path}` stands for the route's. */
export const LIES = [
  'POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"data":',
  'POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 4\r\nConnection: close\r\n\r\n{"data":{}}',
  'POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: -1\r\n\r\n{}',
  'POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}',
  'POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n',
  'POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n',
  'POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nffffff\r\n{',
  'POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 999\r\n\r\n--x\r\n',
  'GET {path}\x00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  'GET {path}?q=\xff\xfe HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  'GET {path}/\xed\xa0\x80 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
];
