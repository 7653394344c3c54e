import { createHash } from 'node:crypto';
import type { AdminStore } from '../../database/stores/admins';

/**
 * The hash that holds: the one set in the panel, unless the environment got another one since. So who forgot the password
 * gives a new ADMIN_PASSWORD_HASH and restarts. Undefined: nobody set any.
 */
export async function currentPasswordHash(
  admins: AdminStore,
  environmentHash: string | undefined,
): Promise<string | undefined> {
  const set = await admins.findCredential();
  if (!set) return environmentHash;
  const isNewer = environmentHash !== undefined && markOf(environmentHash) !== set.replaces;
  return isNewer ? environmentHash : set.passwordHash;
}

/** Tells one hash of the environment from another, without keeping it. */
export function markOf(environmentHash: string | undefined): string | null {
  return environmentHash === undefined ? null : createHash('sha256').update(environmentHash).digest('base64url');
}
