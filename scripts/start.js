/** Starts the shop: builds what changed, then becomes the program. */
require('./build-if-stale').buildIfStale();
require('../dist/src/start.js');
