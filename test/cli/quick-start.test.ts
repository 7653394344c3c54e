import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from '../support/free-port';
import { projectRoot } from '../support/project-root';

describe('the quick start of docs/api.md', () => {
  it('works word for word, from an empty folder to the books', async () => {
    const port = String(await freePort());
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(projectRoot, 'scripts/quick-start.js')], {
      cwd: projectRoot,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: port },
      timeout: 150_000,
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.match(/^as written: /gm)).toHaveLength(5);
  }, 160_000);
});
