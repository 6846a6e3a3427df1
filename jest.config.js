/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  // See jest.packed.config.js and jest.e2e.config.js.
  testPathIgnorePatterns: ['<rootDir>/tests/packed/', '<rootDir>/tests/e2e/'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
  },
  // Some tests send thousands of requests; a busy machine takes minutes for them.
  testTimeout: 300_000,
  // Every file has an application and a database of its own; two fit this size of machine.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1500MB',
};
