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
