import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../telegram/support/until';
import { freePort } from './free-port';
import type { LiveWorld } from './live-shop';
import { projectRoot } from './project-root';

/** The built program as a process of its own, told everything by its environment as in production. */
export interface ShopProcess {
  /** Resolves once it answers. Another process may still own the bot's session then. */
  start(): Promise<void>;
  /** kill -9. Resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; gives the exit code, and forgets what it kept on disk. */
  close(): Promise<number | null>;
  /** The last lines that it wrote, for a look at what went wrong. */
  lastWords(): string;
  /** Where it answers over HTTP, the same in each of its lives. */
  readonly address: string;
  /** Of the process that was started last. */
  readonly pid: number;
}

const READY_WITHIN_MS = 60_000;
const KEPT_LINES = 200;

export async function shopProcess(world: LiveWorld): Promise<ShopProcess> {
  build();
  const dataDir = mkdtempSync(join(tmpdir(), 'numbershop-process-'));
  const port = await freePort();
  const env = { PATH: process.env.PATH, ...environmentOf(world), DATA_DIR: dataDir, PORT: String(port) };
  const words: string[] = [];
  let child: ChildProcess | undefined;
  let exited: Promise<number | null> = Promise.resolve(null);
  const killWithUs = () => child?.kill('SIGKILL');
  process.once('exit', killWithUs);

  return {
    async start() {
      const started = spawn(process.execPath, [join(projectRoot, 'dist/src/start.js')], {
        env,
        cwd: dataDir,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = started;
      for (const stream of [started.stdout, started.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          words.push(...text.split('\n').filter(Boolean));
          words.splice(0, Math.max(0, words.length - KEPT_LINES));
        });
      }
      let hasEnded = false;
      exited = new Promise((resolve) => started.once('exit', (code) => resolve(code)));
      void exited.then(() => {
        hasEnded = true;
      });
      await until(
        'the shop answers',
        async () => {
          if (hasEnded) throw new Error(`The shop ended by itself:\n${words.join('\n')}`);
          return fetch(`http://127.0.0.1:${port}/readyz`).then(
            ({ ok }) => ok,
            () => false,
          );
        },
        READY_WITHIN_MS,
      );
    },
    async kill() {
      child?.kill('SIGKILL');
      await exited;
    },
    async close() {
      child?.kill('SIGTERM');
      const code = await exited;
      process.off('exit', killWithUs);
      rmSync(dataDir, { recursive: true, force: true });
      return code;
    },
    lastWords: () => words.join('\n'),
    address: `http://127.0.0.1:${port}`,
    get pid() {
      if (!child?.pid) throw new Error('The shop was not started.');
      return child.pid;
    },
  };
}

function build(): void {
  const { compileIfStale, program } = require(join(projectRoot, 'scripts/compile'));
  compileIfStale(program);
}

function environmentOf({ config }: LiveWorld): Record<string, string> {
  const { telegram, database } = config;
  const dc = telegram!.dataCentre!;
  return {
    TELEGRAM_API_ID: String(telegram!.apiId),
    TELEGRAM_API_HASH: telegram!.apiHash.reveal(),
    TELEGRAM_BOT_TOKEN: telegram!.botToken.reveal(),
    TELEGRAM_DC_HOST: dc.host,
    TELEGRAM_DC_PORT: String(dc.port),
    TELEGRAM_DC_ID: String(dc.id),
    TELEGRAM_DC_PUBLIC_KEY: dc.publicKeyPem,
    DATABASE_URL: database.url!.reveal(),
    DATABASE_OWNER_URL: database.ownerUrl!.reveal(),
    DATABASE_POOL_SIZE: String(database.poolSize),
    SECRET_KEY: config.secretKey.reveal(),
    ROLES: config.roles.join(','),
    LOG_LEVEL: 'warn',
  };
}
