/**
 * The packed plugin in a host that is not this one: it installs from the registry, so it takes
 * minutes and stands apart from `npm test`.
 * @type {import('jest').Config}
 */
module.exports = {
  ...require('./jest.config.js'),
  roots: ['<rootDir>/tests/packed'],
  testPathIgnorePatterns: [],
  testTimeout: 900_000,
};
