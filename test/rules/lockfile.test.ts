import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findMissing } from '../../scripts/complete-lockfile';

const lock = JSON.parse(readFileSync(join(__dirname, '../../package-lock.json'), 'utf8'));

describe('the lock file', () => {
  it('names every optional package of every platform, without which "npm ci" fails (scripts/complete-lockfile.js mends it)', () => {
    expect(findMissing(lock.packages)).toEqual([]);
  });

  it('would be found incomplete without one of them, also in a nested folder', () => {
    const packages = {
      '': { optionalDependencies: { 'for-linux-x64': '1.0.0' } },
      'node_modules/a/node_modules/b': { optionalDependencies: { 'for-linux-x64': '1.0.0', 'for-win32-x64': '1.0.0' } },
      'node_modules/for-linux-x64': {},
    };
    const parent = 'node_modules/a/node_modules/b';
    expect(findMissing(packages)).toEqual([{ name: 'for-win32-x64', version: '1.0.0', parent }]);
  });
});
