import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { createDataSource } from '../../../src/database/data-source';
import { Database } from '../../../src/database/database';
import { migrate } from '../../../src/database/migrate';
import { startEmbeddedPostgres } from '../../../src/platform/embedded-postgres';
import type { TestDatabase } from '../../support/database';

/** A migrated, durable (fsync on) server of its own for one benchmark. */
export async function openBenchDatabase(poolSize: number) {
  const dataDir = mkdtempSync(join(tmpdir(), 'numbershop-bench-'));
  // Also after a signal, whatever kind: the guard that outlives this process stops the server and takes the folder away.
  const whenAbandoned = { graceSeconds: 0, deleteFolder: dataDir };
  const server = await startEmbeddedPostgres({ dataDir, whenAbandoned });
  await migrate(server.ownerUrl);
  const dataSource = createDataSource({ url: server.appUrl, poolSize });
  await dataSource.initialize();
  const owner = new Client({ connectionString: server.ownerUrl });
  await owner.connect();
  return {
    db: new Database(dataSource),
    owner,
    appUrl: server.appUrl,
    ownerUrl: server.ownerUrl,
    /** For worlds of tests, which drop nothing of it. */
    asTestDatabase: {
      ...{ appUrl: server.appUrl, ownerUrl: server.ownerUrl, adminUrl: server.ownerUrl },
      drop: async () => undefined,
    } satisfies TestDatabase,
    /** Writes down what preparing left to be written, so that it does not fall into somebody's measured slice. */
    async checkpoint() {
      const admin = new Client({ connectionString: server.adminUrl });
      await admin.connect();
      await admin.query('CHECKPOINT').finally(() => admin.end());
    },
    async close() {
      await owner.end();
      await dataSource.destroy();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * One service in one country, supplied from one pool of `numbers`, and `buyers` with more money than they can spend.
 * Returns the ids that a purchase needs.
 */
export async function seedPool(owner: Client, o: { numbers: number; buyers: number }) {
  await owner.query(`
    INSERT INTO services (code, name, created_at) VALUES ('wa', 'WhatsApp', now());
    INSERT INTO countries (iso, name, calling_code, created_at) VALUES ('LV', 'Latvia', '371', now());
    INSERT INTO offers (service_id, country_id, price, created_at) VALUES (1, 1, 8000, now());
    INSERT INTO providers (name, protocol, base_url, next_poll_at, created_at)
      VALUES ('pool', 'generic_inbox', 'http://127.0.0.1:9', now(), now());
    INSERT INTO routes (offer_id, provider_id, is_pool, created_at) VALUES (1, 1, true, now());
  `);
  await owner.query(
    `INSERT INTO users (telegram_id, first_name, created_at, last_seen_at)
     SELECT i, 'Buyer ' || i, now(), now() FROM generate_series(1, $1::int) i`,
    [o.buyers],
  );
  await owner.query(
    `INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, created_at)
     SELECT 'seed:' || id, 'ADD', 'FUNDING', 'AVAILABLE', 1000000000, id, 'JOB', 'bench', now() FROM users`,
  );
  await addNumbers(owner, o.numbers);
  await owner.query('VACUUM ANALYZE');
  return { offerId: 1, price: 8000n };
}

export async function addNumbers(owner: Client, count: number, o: { serviceId?: number } = {}): Promise<void> {
  await owner.query(
    `INSERT INTO numbers (provider_id, service_id, country_id, phone, origin, status, created_at)
     SELECT 1, $2::int, 1, (37120000000 + i)::text, 'POOL', 'AVAILABLE', now() FROM generate_series(1, $1::bigint) i`,
    [count, o.serviceId ?? 1],
  );
}
