/**
 * Types are checked by tsc (`npm run types`), so here they are only stripped. Decorators are TypeScript's own kind, and
 * say the types of what they stand at.
 */
const swc = {
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
  module: { type: 'commonjs' },
};

/** One PostgreSQL for the run (global setup), one database cloned from a template per test file. */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  setupFiles: ['reflect-metadata', '<rootDir>/test/support/steady-seed.ts'],
  testTimeout: 120_000,
  // One more than the cores CI has: live stories wait for the pace that Telegram allows.
  maxWorkers: 3,
};
