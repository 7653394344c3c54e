const base = require('./jest.config');

/** The real SMS daemons (`npm run test:daemons`), as far as they are installed: one at a time, since each wants the machine's ports. */
module.exports = { ...base, testMatch: ['<rootDir>/test/daemons/**/*.daemon.ts'], maxWorkers: 1 };
