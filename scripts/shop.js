/** The operator's tools: npm run shop -- <command>. */
require('./build-if-stale').buildIfStale();
require('../dist/src/cli/main.js');
