/** One PostgreSQL for the run (global setup), one database cloned from a template per test file. */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '^.+\\.ts$': 'ts-jest' },
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  setupFiles: ['reflect-metadata', '<rootDir>/test/support/steady-seed.ts'],
  testTimeout: 120_000,
  // One more than the cores CI has: live stories wait for the pace that Telegram allows.
  maxWorkers: 3,
};
