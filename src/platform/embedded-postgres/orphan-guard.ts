import { spawn } from 'node:child_process';
import type { Home } from './home';

/**
 * A small shell that outlives the program by design: its standard input closes when the program dies, however that
 * happens. If no program has come back after the grace period it stops the server, so that a kill -9 leaves nothing
 * running for ever. `$1` cluster, `$2` programs, `$3` server pid, `$4` grace in seconds, `$5` folder to delete or "".
 */
const script = `
read _
waited=0
while [ "$(head -n 1 "$1/postmaster.pid" 2>/dev/null)" = "$3" ]; do
  for program in "$2"/*; do
    pid="\${program##*/}"; pid="\${pid%%-*}"
    if kill -0 "$pid" 2>/dev/null || [ -d "/proc/$pid" ]; then exit 0; fi
  done
  if [ "$waited" -ge "$4" ]; then kill -INT "$3"; break; fi
  waited=$((waited + 1)); sleep 1
done
if [ -n "$5" ]; then
  while kill -0 "$3" 2>/dev/null; do sleep 0.1; done
  rm -rf "$5"
fi
`;

export interface Abandonment {
  /** How long an abandoned server waits to be adopted. */
  graceSeconds: number;
  /** Deleted with everything in it once the server has stopped; for servers of tests. */
  deleteFolder?: string;
}

/** Watches over the server with this pid until `dismiss()` or the program's death. */
export function guardAgainstOrphan(home: Home, serverPid: number, how: Abandonment): { dismiss(): void } {
  const args = [home.cluster, home.programs, String(serverPid), String(how.graceSeconds), how.deleteFolder ?? ''];
  const shell = spawn('/bin/sh', ['-c', script, 'numbershop-orphan-guard', ...args], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true, // Ctrl-C is meant for the program alone
    cwd: '/',
  });
  shell.on('error', () => undefined); // without a shell the server is merely unguarded
  shell.unref();
  (shell.stdin as unknown as { unref?(): void } | null)?.unref?.();
  return { dismiss: () => void shell.kill('SIGKILL') };
}
