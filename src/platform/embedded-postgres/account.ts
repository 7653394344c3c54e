import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The operating system's account that runs the server; undefined means the program's own. */
export type ServerAccount = { uid: number; gid: number } | undefined;

/** PostgreSQL refuses to run as root; "nobody" exists everywhere and owns nothing. */
const nobody = { uid: 65534, gid: 65534 };

/**
 * Chooses who runs the server: the program's own account, or, when that is root, the owner of an existing cluster,
 * else nobody.
 */
export function chooseAccount(existingCluster?: string): ServerAccount {
  if (process.getuid?.() !== 0) return undefined;
  if (existingCluster === undefined) return nobody;
  const { uid, gid } = statSync(existingCluster);
  return uid === 0 ? nobody : { uid, gid };
}

/** True if the account may pass through `folder` and everything above it. Access lists are not looked at. */
export function canEnter(account: ServerAccount, folder: string): boolean {
  if (!account) return true;
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid, gid } = statSync(at);
    const enter = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & enter) === 0) return false;
    if (at === dirname(at)) return true;
  }
}
