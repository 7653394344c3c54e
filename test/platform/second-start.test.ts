import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFolder } from '../../src/platform/folder-lock';
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

  it('says where the first one is, when only the port is another: a sandbox keeps its suppliers in the folder', async () => {
    const taken = mkdtempSync(join(tmpdir(), 'numbershop-taken-'));
    const first = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(first, 'spawn');
    const file = join(taken, 'in-use.json');
    const label = 'http://127.0.0.1:4999';
    try {
      writeFileSync(file, JSON.stringify({ pid: first.pid, began: null, label }));
      const second = spawn(process.execPath, [join(projectRoot, 'dist/src/start.js')], {
        env: { PATH: process.env.PATH, DATA_DIR: taken, PORT: '0' },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let words = '';
      second.stderr.setEncoding('utf8').on('data', (text: string) => {
        words += text;
      });
      expect(await once(second, 'close')).toEqual([1, null]);
      expect(words).toContain(`runs on ${taken} already, at ${label} (process ${first.pid})`);
      expect(readdirSync(taken).sort()).toEqual(['in-use.json', 'secret-key']);
    } finally {
      first.kill();
      await once(first, 'close');
    }
    // It was killed: the next one takes over what it left; so it does with a file that a crash cut off.
    expect(lockFolder(taken, 'the next')).toBeUndefined();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid, label: 'the next' });
    writeFileSync(file, '{"pid":');
    expect(lockFolder(taken, 'after a crash')).toBeUndefined();
    // A process of another time that had the number of one that lives now.
    writeFileSync(file, JSON.stringify({ pid: process.ppid, began: 'long ago', label: 'a ghost' }));
    expect(lockFolder(taken, 'after a ghost')).toBeUndefined();
    rmSync(taken, { recursive: true, force: true });
  });

  it('knows a free port from a taken one', async () => {
    expect(await portIsFree({ host: '127.0.0.1', port })).toBe(false);
    expect(await portIsFree({ host: '127.0.0.1', port: 0 })).toBe(true);
  });
});
