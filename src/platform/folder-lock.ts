import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './embedded-postgres/process-alive';

interface Holder {
  readonly pid: number;
  /** When the process began, so that another one with its number is not taken for it; null where nobody says. */
  readonly began: string | null;
  /** What the one who comes second is told, such as an address. */
  readonly label: string;
}

const NAME = 'in-use.json';

/**
 * Keeps a folder for this process until it ends. Answers whoever holds it already, else undefined. What a killed process
 * left is taken over.
 */
export function lockFolder(folder: string, label: string): Holder | undefined {
  const path = join(folder, NAME);
  const own: Holder = { pid: process.pid, began: beganAt(process.pid), label };
  for (;;) {
    try {
      writeFileSync(path, JSON.stringify(own), { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = read(path);
    if (holder && isStillThere(holder)) return holder;
    rmSync(path, { force: true });
  }
  process.once('exit', () => {
    if (read(path)?.pid === process.pid) rmSync(path, { force: true });
  });
  return undefined;
}

function read(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined; // gone, or cut off by a crash
  }
}

function isStillThere({ pid, began }: Holder): boolean {
  // In a container the next program often has the number of the one that was killed: ours.
  return pid !== process.pid && isAlive(pid) && (began === null || began === beganAt(pid));
}

/** In ticks since the machine started: field 22 of /proc/PID/stat (proc(5)). */
function beganAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
