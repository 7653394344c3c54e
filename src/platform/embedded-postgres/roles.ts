import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Client } from 'pg';

/** Owns the schema and runs migrations. */
export const ownerRole = 'numbershop';
/** What the program itself signs in as: owns nothing, so triggers and grants bind it. */
export const appRole = 'numbershop_app';
export const databaseName = 'numbershop';

/** Makes both roles if they are missing. The client must be a superuser. May run in several programs at once. */
export async function ensureRoles(admin: Client): Promise<void> {
  const { rows } = await admin.query('SELECT rolname FROM pg_roles WHERE rolname = ANY($1)', [[ownerRole, appRole]]);
  for (const role of [ownerRole, appRole]) {
    if (!rows.some(({ rolname }) => rolname === role))
      await tolerateTwin(() => admin.query(`CREATE ROLE ${role} LOGIN`));
  }
}

/** Makes the shop's database if it is missing. */
export async function ensureDatabase(admin: Client): Promise<void> {
  const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [databaseName]);
  if (!rowCount) await tolerateTwin(() => admin.query(`CREATE DATABASE ${databaseName} OWNER ${ownerRole}`));
}

/** Another program may create the same thing in the same moment, which is as good. */
async function tolerateTwin(create: () => Promise<unknown>): Promise<void> {
  try {
    await create();
  } catch (error) {
    if (!['42710', '42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
  }
}

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
