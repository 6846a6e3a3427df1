import { ERROR_CODES, messageOf, statusOf } from '../../src/plugins/newsroom/server/src/errors';

/** The README's table of codes, by status. */
export const codesTable = (): string =>
  [
    '| code | status | what it says |',
    '| --- | --- | --- |',
    ...[...ERROR_CODES]
      .sort((a, b) => statusOf(a) - statusOf(b))
      .map((code) => `| \`${code}\` | ${statusOf(code)} | ${messageOf(code)} |`),
  ].join('\n');
