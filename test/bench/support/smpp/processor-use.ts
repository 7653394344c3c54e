import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { LiveWorld } from '../../../support/live-shop';
import { round } from '../measure';

/** Linux counts in these, whatever its own clock is. */
const TICK_MS = 10;

/**
 * Begins to count; the answer tells how many processors were busy with the shop, with PostgreSQL and with this process (the
 * centre, Telegram and the looking) since then. Undefined where the system does not tell.
 */
export async function processorUse(world: LiveWorld, shopPid: number) {
  const [{ pid }] = (await world.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')) as [{ pid: number }];
  const server = statOf(pid)?.parent;
  const now = () => ({
    shop: statOf(shopPid)?.ownMs ?? 0,
    postgres: server === undefined ? 0 : treeMs(server),
    bench: (process.cpuUsage().user + process.cpuUsage().system) / 1000,
    atMs: performance.now(),
  });
  const before = now();
  return () => {
    if (server === undefined) return undefined;
    const after = now();
    const busy = (name: 'shop' | 'postgres' | 'bench') =>
      round((after[name] - before[name]) / (after.atMs - before.atMs));
    return { shop: busy('shop'), postgres: busy('postgres'), bench: busy('bench'), processors: cpus().length };
  };
}

function statOf(pid: number) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11);
    return { parent: fields[1], ownMs: (user + system) * TICK_MS, endedMs: (endedUser + endedSystem) * TICK_MS };
  } catch {
    return undefined;
  }
}

/** A server and its sessions, those that have ended among them. */
function treeMs(server: number): number {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const sessions = all.map((name) => statOf(Number(name))).filter((stat) => stat?.parent === server);
  const own = statOf(server);
  return sessions.reduce((sum, stat) => sum + stat!.ownMs, (own?.ownMs ?? 0) + (own?.endedMs ?? 0));
}
