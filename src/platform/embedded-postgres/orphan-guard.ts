import { spawn } from 'node:child_process';
import type { Home } from './home';

/**
 * A small shell that outlives the program by design: its standard input closes when the program dies, however that
 * happens. If no program has come back after the grace period it stops the server, so that a kill -9 leaves nothing
 * running for ever. A server that the dying program had only just launched gets three seconds to show up.
 *
 * `$1` cluster, `$2` programs, `$3` pid of the dead program, which its parent may not have reaped yet, `$4` grace in
 * seconds, `$5` folder to delete or "".
 */
const script = `
read _
waited=0
while :; do
  for program in "$2"/*; do
    pid="\${program##*/}"; pid="\${pid%%-*}"
    if [ "$pid" = "$3" ]; then continue; fi
    case "$(cut -d " " -f 3 "/proc/$pid/stat" 2>/dev/null)" in Z) continue ;; esac
    if kill -0 "$pid" 2>/dev/null || [ -d "/proc/$pid" ]; then exit 0; fi
  done
  server="$(head -n 1 "$1/postmaster.pid" 2>/dev/null)"
  case "$server" in
    ""|*[!0-9]*) command= ;;
    *) command="$({ tr "\\\\0" " " <"/proc/$server/cmdline" || ps -o args= -p "$server"; } 2>/dev/null)" ;;
  esac
  case "$command" in
    *"$1"*) if [ "$waited" -ge "$4" ]; then kill -INT "$server"; break; fi ;;
    *) if [ "$waited" -ge 3 ]; then break; fi ;;
  esac
  waited=$((waited + 1)); sleep 1
done
if [ -n "$5" ]; then
  tries=0
  while [ -e "$1/postmaster.pid" ] && [ "$tries" -lt 100 ]; do tries=$((tries + 1)); sleep 0.1; done
  rm -rf "$5"
fi
`;

export interface Abandonment {
  /** How long an abandoned server waits to be adopted. */
  graceSeconds: number;
  /** Deleted with everything in it once the server has stopped; for servers of tests. */
  deleteFolder?: string;
}

/** Watches over the home's server, also over one that starts later, until `dismiss()` or the program's death. */
export function guardAgainstOrphan(home: Home, { graceSeconds, deleteFolder = '' }: Abandonment): { dismiss(): void } {
  const args = [home.cluster, home.programs, `${process.pid}`, `${graceSeconds}`, deleteFolder];
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
