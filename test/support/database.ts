import { Client } from 'pg';

/** A fresh, migrated database of its own for one test file. */
export interface TestDatabase {
  /** The program's role. */
  appUrl: string;
  /** The owner of the schema. */
  ownerUrl: string;
  /** Superuser, in this database. */
  adminUrl: string;
  /** Deletes the database; open sessions are ended. */
  drop(): Promise<void>;
}

let opened = 0;

/** Copies the migrated template (10-25 ms). Call `drop()` in `afterAll`. */
export function openTestDatabase(): Promise<TestDatabase> {
  // Copying files is several times faster than the default, which writes every page to the log.
  return openDatabase(`TEMPLATE ${templateName()} STRATEGY file_copy`);
}

/** One without anything in it, for tests of the migrations themselves. */
export function openEmptyDatabase(): Promise<TestDatabase> {
  return openDatabase('');
}

async function openDatabase(options: string): Promise<TestDatabase> {
  opened += 1;
  const name = `numbershop_test_${process.pid}_${Date.now().toString(36)}_${opened}`;
  await asAdmin(`CREATE DATABASE ${name} OWNER numbershop ${options}`);
  return {
    appUrl: databaseUrl('numbershop_app', name),
    ownerUrl: databaseUrl('numbershop', name),
    adminUrl: databaseUrl(undefined, name),
    drop: () => asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** The name of the database that tests copy. */
export function templateName(): string {
  return given('TEST_TEMPLATE');
}

/** The test server's address with another role (undefined: the superuser) and another database. */
export function databaseUrl(role: string | undefined, database: string): string {
  const url = new URL(given('TEST_ADMIN_URL'));
  if (role) url.username = role;
  url.pathname = `/${database}`;
  return url.href;
}

async function asAdmin(statement: string): Promise<void> {
  const admin = new Client({ connectionString: given('TEST_ADMIN_URL') });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}

function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: database tests need jest's global setup (npm test).`);
  return value;
}
