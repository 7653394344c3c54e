import { spawn } from 'node:child_process';
import { closeSync, constants, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Home, socketFolder } from './home';
import { type Postmaster, readPostmasterFile } from './postmaster-file';
import { isAlive } from './process-alive';

const startLimitMs = 30_000;
const stopLimitMs = 10_000;
const largestLogBytes = 5 * 1024 * 1024;

/** A server that takes connections: adopted when one lives already, started otherwise, with its socket in `sockets`. */
export async function runServer(home: Home, binaries: string, durable: boolean, sockets?: string): Promise<Postmaster> {
  const deadline = performance.now() + startLimitMs;
  let started = false;
  while (performance.now() < deadline) {
    const found = readPostmasterFile(home.cluster);
    if (found && isServer(found.pid, home.cluster)) {
      if (found.state === 'ready') return found;
    } else if (!started || !found) {
      if (found) rmSync(join(home.cluster, 'postmaster.pid'), { force: true }); // its process is gone or is not ours
      started = true;
      await launch(home, binaries, durable, sockets ?? socketFolder(home));
      continue;
    }
    await delay(3);
  }
  throw new Error(`The embedded database did not become ready within ${startLimitMs / 1000} s. ${lastWords(home)}`);
}

/** Starts one server process and waits until it is ready or has ended (because another one holds the cluster). */
async function launch(home: Home, binaries: string, durable: boolean, sockets: string): Promise<void> {
  dropStaleSocket(sockets, home.cluster);
  const settings = {
    listen_addresses: '', // a unix socket only: no port to collide with, nothing reachable from the network
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    max_connections: '150',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_wal_size: '4GB' }),
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openLog(home.log);
  const child = spawn(join(binaries, 'bin', 'postgres'), ['-D', home.cluster, ...args], {
    ...home.account,
    stdio: ['ignore', log, log],
    detached: true, // Ctrl-C is meant for the program, which then stops the server in its own time
    cwd: '/',
  });
  closeSync(log);
  child.unref();
  let ended = false;
  child.on('exit', () => {
    ended = true;
  });
  await new Promise<void>((resolve, reject) => {
    child.on('spawn', () => resolve());
    child.on('error', (cause) => reject(new Error(`The embedded database could not be started: ${cause.message}`)));
  });
  while (!ended && readPostmasterFile(home.cluster)?.state !== 'ready') await delay(3);
  if (!ended) return;
  const other = readPostmasterFile(home.cluster);
  if (other && isAlive(other.pid)) return; // lost the race against another program: adopt its server
  const words = lastWords(home);
  // After a kill -9 of the server its last backends need a moment to notice.
  if (!/still in use|already exists/.test(words))
    throw new Error(`The embedded database could not be started. ${words}`);
  await delay(50);
}

/** Stops by fast shutdown (sessions are ended, everything is written) and waits until the process is gone. */
export async function stopServer({ pid }: Postmaster): Promise<void> {
  const began = performance.now();
  let urged = false;
  signal(pid, 'SIGINT');
  while (isAlive(pid)) {
    const spentMs = performance.now() - began;
    if (spentMs > stopLimitMs && !urged) {
      urged = true;
      signal(pid, 'SIGQUIT');
    }
    if (spentMs > 2 * stopLimitMs) throw new Error(`The embedded database (process ${pid}) does not stop.`);
    await delay(3);
  }
}

/**
 * The lock beside a socket names the server before by its pid. Postgres believes it as long as any process of the account
 * has that pid, which after a restart of a container, or in a copy of the data folder, is another one.
 */
function dropStaleSocket(folder: string, cluster: string): void {
  const socket = join(folder, '.s.PGSQL.5432');
  let holder: number;
  try {
    holder = Number(readFileSync(`${socket}.lock`, 'utf8').split('\n')[0]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (holder > 0 && isServer(holder, cluster)) return;
  for (const path of [`${socket}.lock`, socket]) rmSync(path, { force: true });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** After a restart of the machine the remembered pid may belong to anything; a server names its cluster when started. */
export function isServer(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    // Empty for a process that has ended but is not yet reaped.
    return commandLine.split('\0').includes(cluster);
  } catch {
    return false;
  }
}

function openLog(path: string): number {
  const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW, O_TRUNC } = constants;
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return openSync(path, O_CREAT | O_WRONLY | O_APPEND | O_NOFOLLOW | (size > largestLogBytes ? O_TRUNC : 0), 0o600);
}

function lastWords({ log }: Home): string {
  const lines = readFileSync(log, 'utf8').trim().split('\n').slice(-5);
  return `Its log (${log}) ends with: ${lines.join(' | ')}`;
}
