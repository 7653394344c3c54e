import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { seedPool } from '../bench-database';

export const keyOfUser = (user: number): string => `nsr${String(user).padStart(43, '0')}`;

export const resalePath = (user: number, query: string): string =>
  `/stubs/handler_api.php?api_key=${keyOfUser(user)}&${query}`;

export const statusPath = (user: number, order: number): string => resalePath(user, `action=getStatus&id=${order}`);

/** A pool that many buyers buy from, each by a key of their own. Buyer n has the id n. */
export async function seedResale(owner: Client, o: { numbers: number; buyers: number }): Promise<void> {
  await seedPool(owner, o);
  await giveResaleKeys(
    owner,
    Array.from({ length: o.buyers }, (_, i) => i + 1),
  );
}

/** To each of these users a key, see `keyOfUser`. */
export async function giveResaleKeys(owner: Client, users: readonly number[]): Promise<void> {
  const hashes = users.map((user) => createHash('sha256').update(keyOfUser(user)).digest());
  await owner.query(
    `INSERT INTO resale_keys (user_id, name, hash, hint, scopes, is_quiet, created_at, last_used_at)
     SELECT n, 'bench', hash, '0000', '{BUY,READ}', true, now(), now() + interval '1 day'
     FROM unnest($1::bytea[], $2::bigint[]) AS k(hash, n)`,
    [hashes, users],
  );
}

/** So many orders of the first service in the first country that nobody has ended, spread over these users and paid by them. */
export async function openResaleOrders(
  owner: Client,
  count: number,
  users: readonly number[],
): Promise<{ id: number; user: number }[]> {
  await owner.query(
    `INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, created_at)
     SELECT gen_random_uuid(), 'ADD', 'FUNDING', 'AVAILABLE', 1000000000, id, 'JOB', 'bench', now()
     FROM unnest($1::bigint[]) id`,
    [users],
  );
  const { rows } = await owner.query(
    `SELECT p.placed_id AS id, u.id AS user
     FROM (SELECT ($2::bigint[])[1 + i % cardinality($2)] AS id, i FROM generate_series(1, $1::int) i) u
     CROSS JOIN LATERAL place_resale_order(p_key => gen_random_uuid(),
       p_resale_key => (SELECT k.id FROM resale_keys k WHERE k.user_id = u.id), p_user => u.id, p_service => 1,
       p_country => 1, p_max_price => NULL, p_is_fixed => false, p_operators => NULL, p_avoid => NULL, p_order_id => NULL,
       p_input_hash => '\\x00', p_end_customer => NULL, p_ref => NULL, p_webhook => NULL, p_now => now(),
       p_start => floor(random() * 2147483647 + 0 * u.i)::integer, p_max_open => 1000000, p_ask_timeout_ms => 1000) p`,
    [count, users],
  );
  return rows.map(({ id, user }) => ({ id, user: Number(user) }));
}

/** So many services in so many countries, as many offers as are asked for, each supplied by a supplier that has some. */
export async function seedOffers(
  owner: Client,
  o: { services: number; countries: number; offers: number },
): Promise<void> {
  await owner.query(
    `INSERT INTO services (code, name, created_at)
     SELECT 'bench' || i, 'Service ' || i, now() FROM generate_series(1, $1::int) i`,
    [o.services],
  );
  await owner.query(
    `INSERT INTO countries (iso, name, calling_code, created_at)
     SELECT chr(65 + i / 26) || chr(65 + i % 26), 'Country ' || i, (100 + i)::text, now()
     FROM generate_series(0, $1::int - 1) i ON CONFLICT DO NOTHING`,
    [o.countries],
  );
  await owner.query(
    `INSERT INTO offers (service_id, country_id, price, created_at)
     SELECT s.id, c.id, 1000 + (s.id * 37 + c.id * 11) % 20000, now() FROM services s CROSS JOIN countries c
     ORDER BY (s.id * 7919 + c.id * 104729) % 1000003 LIMIT $1 ON CONFLICT DO NOTHING`,
    [o.offers],
  );
  await owner.query(
    `INSERT INTO providers (name, protocol, base_url, next_poll_at, created_at)
     VALUES ('upstream', 'handler_api', 'http://127.0.0.1:9', now(), now())`,
  );
  await owner.query(
    `INSERT INTO routes (offer_id, provider_id, is_pool, service_code, country_code, max_cost, stock, stock_at, created_at)
     SELECT o.id, 2, false, 'xx', '1', 900, 10 + o.id % 500, now(), now() FROM offers o WHERE o.id > 1`,
  );
  await owner.query('VACUUM ANALYZE');
}
