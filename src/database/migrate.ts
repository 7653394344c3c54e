import { createDataSource } from './data-source';

/** The role that the program runs as where the database has it; see `grants`. */
export const APP_ROLE = 'numbershop_app';

/** Two processes that start together migrate one after the other: whoever holds this advisory lock goes first. */
const MIGRATION_LOCK = 7_306_012_447;

/** Brings the database up to date and gives the program's role its rights. Forward only; safe to call at every start. */
export async function migrate(ownerUrl: string): Promise<void> {
  const dataSource = createDataSource({ url: ownerUrl, poolSize: 2, withMigrations: true });
  await dataSource.initialize();
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`);
    await dataSource.runMigrations();
    const [role] = await runner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APP_ROLE]);
    if (role) await runner.query(grants);
    await runner.query(`SELECT pg_advisory_unlock(${MIGRATION_LOCK})`);
  } finally {
    await runner.release();
    await dataSource.destroy();
  }
}

/**
 * The program's role may not touch what is history: no UPDATE or DELETE on transfers and the audit log, and no UPDATE on
 * wallets, which move only through the trigger on transfers.
 */
const grants = `
  GRANT USAGE ON SCHEMA public TO ${APP_ROLE};
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${APP_ROLE};
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${APP_ROLE};
  REVOKE UPDATE, DELETE, TRUNCATE ON transfers, audit_log FROM ${APP_ROLE};
  REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON wallets FROM ${APP_ROLE};
  GRANT UPDATE (user_id) ON wallets TO ${APP_ROLE};
  REVOKE INSERT, UPDATE, DELETE ON migrations, reservation_transitions FROM ${APP_ROLE};
`;
