import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Logger } from '../logger';
import { systemClock } from '../system-clock';
import { findBinaries, registerProgram } from './binaries';
import { ensureCluster } from './cluster';
import { type Home, openHome } from './home';
import { type Abandonment, guardAgainstOrphan } from './orphan-guard';
import { readPostmasterFile } from './postmaster-file';
import { appRole, databaseName, ensureDatabase, ensureRoles, ownerRole } from './roles';
import { isServer, runServer, stopServer } from './server';
import { type WatchedServer, watchServer } from './watch-server';

export interface EmbeddedPostgresOptions {
  /** The shop's data folder; made when missing. */
  dataDir: string;
  log?: Pick<Logger, 'info' | 'error'>;
  /** False trades crash safety for speed (fsync off); for tests. */
  durable?: boolean;
  /** What becomes of the server when every program died without stopping it. Default: stop after five minutes. */
  whenAbandoned?: Abandonment;
  /** For programs that live long: a server that dies is started again, and this is called when that does not help. */
  onLost?: (error: Error) => void;
}

export interface EmbeddedPostgres {
  /** Owner of the schema, for migrations. */
  ownerUrl: string;
  /** The program's own role. */
  appUrl: string;
  /** Superuser, database "postgres". */
  adminUrl: string;
  /** Stops the server unless another program still uses it. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL that keeps its files in `dataDir`, or adopts the one that already serves them. Works as root
 * (the server then runs as nobody) and as an ordinary user. Throws with the server's last words when it cannot.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const began = performance.now();
  const { durable = true, whenAbandoned = { graceSeconds: 300 } } = options;
  const home = openHome(resolve(options.dataDir));
  const program = registerProgram(home);
  const guard = guardAgainstOrphan(home, whenAbandoned); // before the server, so that it is never without
  try {
    const binaries = findBinaries(home);
    await ensureCluster(home, binaries, durable, options.log);
    const server = await runServer(home, binaries, durable);
    const url = (role: string, database: string) => socketUrl(role, database, server.socketFolder);
    await prepare(url('postgres', 'postgres'));
    const { log, onLost } = options;
    const watched = onLost
      ? watchServer({
          server,
          isRunning: ({ pid }) => isServer(pid, home.cluster),
          isStopping({ pid }) {
            const found = readPostmasterFile(home.cluster);
            return found?.pid === pid && found.state === 'stopping';
          },
          stop: stopServer,
          // At the same place, since everybody holds its address.
          runAgain: () => runServer(home, binaries, durable, server.socketFolder),
          onLost,
          log,
          clock: systemClock,
        })
      : { server, stop: async () => undefined };
    log?.info({ tookMs: Math.round(performance.now() - began) }, 'embedded PostgreSQL is ready');
    let stopping: Promise<void> | undefined;
    return {
      ownerUrl: url(ownerRole, databaseName),
      appUrl: url(appRole, databaseName),
      adminUrl: url('postgres', 'postgres'),
      stop() {
        stopping ??= leave(home, watched, program, guard);
        return stopping;
      },
    };
  } catch (error) {
    program.leave();
    guard.dismiss();
    throw error;
  }
}

/** Both `pg` and TypeORM (through `url`) let the query's host win over the one before the slash. */
function socketUrl(role: string, database: string, folder: string): string {
  return `postgres://${role}@localhost/${database}?host=${encodeURIComponent(folder)}`;
}

async function prepare(adminUrl: string): Promise<void> {
  // Loaded only now, so that initdb and the server start before. jest knows no import().
  const { Client } = require('pg') as typeof import('pg');
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await ensureRoles(admin);
    await ensureDatabase(admin);
  } finally {
    await admin.end();
  }
}

async function leave(
  home: Home,
  watched: WatchedServer,
  program: ReturnType<typeof registerProgram>,
  guard: ReturnType<typeof guardAgainstOrphan>,
): Promise<void> {
  await watched.stop();
  const { server } = watched;
  if (program.leave().othersRemain) return guard.dismiss();
  await stopServer(server);
  guard.dismiss();
  if (!server.socketFolder.startsWith(home.folder)) rmSync(server.socketFolder, { recursive: true, force: true });
}
