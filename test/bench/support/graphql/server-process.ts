import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

export interface BenchServer {
  readonly port: number;
  readonly pid: number;
  /** CPU used so far, in milliseconds. */
  cpuMs(): Promise<number>;
  /** What it holds on and off the heap after a collection, in bytes. */
  memoryBytes(): Promise<number>;
  stop(): void;
}

type ServerName = 'shop' | 'bare' | 'naive' | 'rows' | '../resale/shop' | '../resale/bare';

/** Starts one of the servers of this folder or another in a process of its own, as in production. */
export async function startServer(name: ServerName, databaseUrl: string): Promise<BenchServer> {
  const child: ChildProcess = fork(join(__dirname, `${name}-server.js`), [databaseUrl], {
    env: { ...process.env, NODE_ENV: 'production' },
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const stop = () => void child.kill('SIGKILL');
  process.once('exit', stop);
  const port = await answerOf<number>(child);
  return {
    port,
    pid: child.pid!,
    async cpuMs() {
      child.send('cpu');
      return answerOf<number>(child);
    },
    async memoryBytes() {
      child.send('memory');
      return answerOf<number>(child);
    },
    stop() {
      process.off('exit', stop);
      stop();
    },
  };
}

function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const end = (code: number | null) => reject(new Error(`The server ended with ${code}.`));
    child.once('exit', end);
    child.once('message', (answer) => {
      child.off('exit', end);
      resolve(answer as Answer);
    });
  });
}

/** Inside a server process: says where it listens, and how much CPU or memory it used whenever it is asked. */
export function announce(port: number): void {
  process.on('message', (asked) => {
    if (asked === 'memory') {
      global.gc?.();
      const { heapUsed, external } = process.memoryUsage();
      return void process.send!(heapUsed + external);
    }
    const { user, system } = process.cpuUsage();
    process.send!((user + system) / 1000);
  });
  process.on('disconnect', () => process.exit(0));
  process.send!(port);
}
