import 'reflect-metadata';
import { accessSync, constants, existsSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres';
import { ensureRoles, ownerRole } from '../../src/platform/embedded-postgres/roles';
import { databaseUrl, templateName } from './database';

/** What the teardown, which runs in the same process, must undo. */
export interface TestRun {
  folder?: string;
  stop(): Promise<void>;
}

/** One server for the whole run, and one migrated database that every test file gets a copy of. */
export default async function globalSetup(): Promise<void> {
  const run = process.env.TEST_DATABASE_URL ? useGivenServer(process.env.TEST_DATABASE_URL) : await startOwnServer();
  (globalThis as { testRun?: TestRun }).testRun = run;
  try {
    await makeTemplate();
  } catch (error) {
    await run.stop(); // jest does not call the teardown after a failed setup
    throw error;
  }
}

async function startOwnServer(): Promise<TestRun> {
  const folder = mkdtempSync(join(quickestFolder(), 'numbershop-test-'));
  const whenAbandoned = { graceSeconds: 0, deleteFolder: folder }; // an interrupted run leaves nothing behind either
  const server = await startEmbeddedPostgres({ dataDir: folder, durable: false, whenAbandoned });
  process.env.TEST_ADMIN_URL = server.adminUrl;
  return { folder, stop: () => server.stop() };
}

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4 * 1024 ** 3;

/** A copy of the template is a thousand small files; where there is memory for all of them, they need no disk. */
function quickestFolder(): string {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize >= ENOUGH_BYTES) return MEMORY;
  } catch {
    // not Linux, or a container without it
  }
  return tmpdir();
}

/** The given URL must be a superuser's; the roles must be able to sign in without a password (or with its own). */
function useGivenServer(url: string): TestRun {
  process.env.TEST_ADMIN_URL = url;
  return { stop: async () => undefined };
}

async function makeTemplate(): Promise<void> {
  const template = `numbershop_template_${process.pid}`;
  process.env.TEST_TEMPLATE = template;
  const admin = new Client({ connectionString: process.env.TEST_ADMIN_URL });
  await admin.connect();
  try {
    await ensureRoles(admin);
    await admin.query(`CREATE DATABASE ${templateName()} OWNER ${ownerRole}`);
  } finally {
    await admin.end();
  }
  const source = join(__dirname, '../../src/database/migrate.ts');
  if (!existsSync(source)) return;
  const { migrate } = require(source) as { migrate(ownerUrl: string): Promise<void> };
  await migrate(databaseUrl(ownerRole, templateName()));
}
