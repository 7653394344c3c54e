import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { portIsFree } from '../../src/platform/port-is-free';
import { projectRoot } from '../support/project-root';

describe('a shop that is started where another program listens', () => {
  const folder = mkdtempSync(join(tmpdir(), 'numbershop-second-'));
  let other: Server;
  let port: number;

  beforeAll(async () => {
    const { compileIfStale, program } = require(join(projectRoot, 'scripts/compile'));
    compileIfStale(program);
    other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    port = (other.address() as AddressInfo).port;
  });
  afterAll(() => {
    other.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says so and ends, before it has touched a database or the suppliers of the one that runs', async () => {
    const child = spawn(process.execPath, [join(projectRoot, 'dist/src/start.js')], {
      env: { PATH: process.env.PATH, DATA_DIR: folder, PORT: String(port) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let words = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      words += text;
    });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(words).toContain(`PORT: another program listens at 127.0.0.1:${port}.`);
    expect(words).not.toMatch(/^\s+at /m);
    expect(readdirSync(folder).filter((name) => name !== 'secret-key')).toEqual([]);
  });

  it('knows a free port from a taken one', async () => {
    expect(await portIsFree({ host: '127.0.0.1', port })).toBe(false);
    expect(await portIsFree({ host: '127.0.0.1', port: 0 })).toBe(true);
  });
});
