/** Builds the program when its sources changed. With --force it builds in any case. */
const { compileIfStale, program } = require('./compile');

/** Builds if needed, and tells `say` when that takes a while; on failure says why and ends the process. */
function buildIfStale({ force = false, say } = {}) {
  try {
    compileIfStale({ ...program, force, say });
  } catch (error) {
    console.error(error.message);
    // "npm ci --omit=dev" runs this too, and must leave a place where a build can still be copied to.
    const installing = process.env.npm_lifecycle_event === 'prepare' && /not installed/.test(error.message);
    process.exit(installing ? 0 : 1);
  }
}

module.exports = { buildIfStale };
if (require.main === module) buildIfStale({ force: process.argv.includes('--force') });
