import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../telegram/support/until';
import { freePort } from './free-port';
import { projectRoot } from './project-root';

const READY_WITHIN_MS = 120_000;

/** `npm start` with no Telegram set: the built program with its own database and sandbox, ready, as a process. */
export async function sandboxProcess(o: { env?: Record<string, string>; nodeOptions?: readonly string[] } = {}) {
  const { compileIfStale, program } = require(join(projectRoot, 'scripts/compile'));
  compileIfStale(program);
  const dataDir = mkdtempSync(join(tmpdir(), 'numbershop-sandbox-'));
  const port = await freePort();
  const child = spawn(process.execPath, [...(o.nodeOptions ?? []), join(projectRoot, 'dist/src/start.js')], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port), ...o.env },
    cwd: dataDir,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  let words = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      words += text;
    });
  }
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const origin = `http://127.0.0.1:${port}`;
  /** The status of an answer; 0 when there is none. */
  const statusOf = (path: string) =>
    fetch(`${origin}${path}`).then(
      ({ status }) => status,
      () => 0,
    );
  const shop = {
    origin,
    dataDir,
    child,
    exited,
    statusOf,
    words: () => words,
    /** Of the embedded database that serves now. */
    databasePid: () => Number(readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0]),
    /** SIGTERM; gives the exit code, and forgets what it kept on disk. */
    async close(): Promise<number | null> {
      child.kill('SIGTERM');
      const code = await exited;
      process.off('exit', killWithUs);
      rmSync(dataDir, { recursive: true, force: true });
      return code;
    },
  };
  await until(
    'the sandbox is ready',
    async () => {
      if (child.exitCode !== null) throw new Error(`The shop ended by itself:\n${words}`);
      return (await statusOf('/readyz')) === 200;
    },
    READY_WITHIN_MS,
  ).catch(async (error) => {
    await shop.close();
    throw new Error(`${error.message}\n${words}`);
  });
  return shop;
}

export type SandboxProcess = Awaited<ReturnType<typeof sandboxProcess>>;
