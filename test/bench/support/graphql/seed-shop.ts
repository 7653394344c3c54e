import { createHash, randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { SCOPES } from '../../../../src/domain/access/scopes';

/** A shop with sales in it, and a key for it. Wallets do not add up here: nothing of that is read. */
export async function seedShop(owner: Client, { transfers }: { transfers: number }): Promise<string> {
  const key = `nsk_${randomBytes(32).toString('base64url')}`;
  await owner.query(
    `INSERT INTO api_keys (name, hash, scopes, created_at, last_used_at) VALUES ('bench', $1, $2, now(), now())`,
    [createHash('sha256').update(key).digest(), SCOPES],
  );
  await owner.query(`
    INSERT INTO services (code, name, created_at) SELECT 's' || i, 'Service ' || i, now() FROM generate_series(1, 20) i;
    INSERT INTO countries (iso, name, calling_code, created_at) VALUES ('LV', 'Latvia', '371', now());
    INSERT INTO offers (service_id, country_id, price, created_at) SELECT i, 1, 8000, now() FROM generate_series(1, 20) i;
    INSERT INTO users (telegram_id, first_name, username, created_at, last_seen_at)
      SELECT i, 'Buyer ' || i, 'buyer_' || i, now(), now() FROM generate_series(1, 1000) i;
    ALTER TABLE reservations DISABLE TRIGGER USER;
    ALTER TABLE transfers DISABLE TRIGGER USER;
    INSERT INTO reservations (key, user_id, offer_id, service_id, country_id, phone, origin, price, status, end_reason,
        expires_at, created_at, ended_at)
      SELECT gen_random_uuid(), 1 + i * 7 % 1000, 1 + i % 20, 1 + i % 20, 1, (37120000000 + i)::text, 'ON_DEMAND', 8000,
        'CANCELED', 'user', now(), now(), now() FROM generate_series(1, 5000) i;
    INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, available_after,
        held_after, created_at)
      SELECT 'bench:' || i, 'ADD', 'FUNDING', 'AVAILABLE', 10000, 1 + i % 1000, 'JOB', 'bench', 0, 0, now()
      FROM generate_series(1, ${transfers}) i;
    ALTER TABLE reservations ENABLE TRIGGER USER;
    ALTER TABLE transfers ENABLE TRIGGER USER;
  `);
  await owner.query('VACUUM ANALYZE');
  return key;
}
