import { spawnSync } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
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

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
