import type { Clock } from '../../ports/clock';
import type { Logger } from '../logger';
import type { Postmaster } from './postmaster-file';

/** How soon a death is noticed. */
const LOOK_MS = 250;
/** A server that does not live so long has died in vain; so many of them in a row, and it will not get better. */
const SHORT_LIFE_MS = 20_000;
const MOST_SHORT_LIVES = 5;

export interface WatchedServer {
  /** The one that serves now, or that served last. */
  readonly server: Postmaster;
  /** From now on a death is nobody's concern. Returns when a start that was under way has ended. */
  stop(): Promise<void>;
}

/**
 * Starts a server again whose process is gone (an out-of-memory kill takes it without a word). `onLost` is called once,
 * when that does not help: it died, or did not start, several times in a row.
 */
export function watchServer(o: {
  server: Postmaster;
  isRunning(server: Postmaster): boolean;
  /** It was told to stop, and waits for the sessions that it has: it takes no new one. */
  isStopping(server: Postmaster): boolean;
  /** Ends those sessions, and resolves when the process is gone. */
  stop(server: Postmaster): Promise<void>;
  runAgain(): Promise<Postmaster>;
  onLost(error: Error): void;
  log?: Pick<Logger, 'info' | 'error'>;
  clock: Clock;
}): WatchedServer {
  let { server } = o;
  let bornAtMs = o.clock.monotonicMs();
  let shortLives = 0;
  let isStopped = false;
  let timer: { cancel(): void };
  let looking = Promise.resolve();

  function wait(): void {
    timer = o.clock.after(LOOK_MS, () => {
      looking = look();
    });
  }

  async function look(): Promise<void> {
    if (!o.isRunning(server)) await raise();
    else if (o.isStopping(server)) await finish();
    if (!isStopped) wait();
  }

  /** Somebody told it to stop (SIGTERM): with the sessions of the shop it never would, and would take no new ones. */
  async function finish(): Promise<void> {
    o.log?.error({ pid: server.pid }, 'the embedded PostgreSQL was told to stop by somebody else');
    await o.stop(server).catch((err: unknown) => o.log?.error({ err }, 'the embedded PostgreSQL does not stop'));
  }

  async function raise(): Promise<void> {
    const isShort = o.clock.monotonicMs() - bornAtMs < SHORT_LIFE_MS;
    shortLives = isShort ? shortLives + 1 : 1;
    if (shortLives > MOST_SHORT_LIVES) {
      isStopped = true;
      return o.onLost(new Error(`The embedded database died ${shortLives} times in a row, soon after it had started.`));
    }
    o.log?.error({ pid: server.pid, shortLives }, 'the embedded PostgreSQL has died; it is started again');
    try {
      server = await o.runAgain();
      o.log?.info({ pid: server.pid }, 'the embedded PostgreSQL is back');
    } catch (err) {
      o.log?.error({ err }, 'the embedded PostgreSQL could not be started again');
    }
    bornAtMs = o.clock.monotonicMs();
  }

  wait();
  return {
    get server() {
      return server;
    },
    stop() {
      isStopped = true;
      timer.cancel();
      return looking;
    },
  };
}
