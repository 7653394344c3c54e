import { execFile } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Logger } from '../logger';
import { type Home, madeFor } from './home';
import { isAlive } from './process-alive';

/**
 * Makes the cluster if there is none yet. It is built aside and moved into place when complete, so a crash on the way
 * leaves nothing half made.
 */
export async function ensureCluster(
  home: Home,
  binaries: string,
  durable: boolean,
  log?: Pick<Logger, 'info'>,
): Promise<void> {
  if (existsSync(home.cluster)) return;
  log?.info({ folder: home.folder }, 'making the embedded PostgreSQL, which happens once');
  clearAbandonedDrafts(home);
  const draft = madeFor(home.account, join(home.folder, `draft-${process.pid}`));
  // Built-in C.UTF-8 needs no locale of the operating system and sorts the same everywhere.
  const locale = ['--locale-provider=builtin', '--locale=C.UTF-8', '--encoding=UTF8'];
  const args = ['-D', draft, '-U', 'postgres', '-A', 'trust', ...locale, '--no-instructions'];
  if (!durable) args.push('--no-sync');
  try {
    await promisify(execFile)(join(binaries, 'bin', 'initdb'), args, { ...home.account, cwd: '/' });
  } catch (cause) {
    rmSync(draft, { recursive: true, force: true });
    const { stderr } = cause as { stderr?: string };
    throw new Error(`The embedded database could not be made: ${stderr?.trim() || cause}`, { cause });
  }
  try {
    renameSync(draft, home.cluster);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(home.cluster)) throw error; // otherwise another program was quicker
  }
}

function clearAbandonedDrafts({ folder }: Home): void {
  for (const name of readdirSync(folder)) {
    const pid = /^draft-(\d+)$/.exec(name)?.[1];
    if (pid && (Number(pid) === process.pid || !isAlive(Number(pid)))) rmSync(join(folder, name), { recursive: true });
  }
}
