import { rmSync } from 'node:fs';
import { Client } from 'pg';
import { templateName } from './database';
import type { TestRun } from './global-setup';

/** Leaves no process and no folder, and on a given server no database. */
export default async function globalTeardown(): Promise<void> {
  const run = (globalThis as { testRun?: TestRun }).testRun;
  if (!run) return;
  if (!run.folder) await dropTemplate();
  await run.stop();
  if (run.folder) rmSync(run.folder, { recursive: true, force: true });
}

async function dropTemplate(): Promise<void> {
  const admin = new Client({ connectionString: process.env.TEST_ADMIN_URL });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${templateName()} WITH (FORCE)`);
  await admin.end();
}
