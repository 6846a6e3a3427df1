/**
 * The pages in a real browser: Debian's Chromium, or the one that CHROMIUM names. It stands apart from
 * `npm test`, which needs Node alone.
 * @type {import('jest').Config}
 */
module.exports = {
  ...require('./jest.config.js'),
  roots: ['<rootDir>/tests/e2e'],
  testPathIgnorePatterns: [],
};
