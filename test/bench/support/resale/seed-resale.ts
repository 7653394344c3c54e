import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { seedPool } from '../bench-database';

export const keyOfUser = (user: number): string => `nsr${String(user).padStart(43, '0')}`;

/** A pool that many buyers buy from, each by a key of their own. Buyer n has the id n. */
export async function seedResale(owner: Client, o: { numbers: number; buyers: number }): Promise<void> {
  await seedPool(owner, o);
  const hashes = Array.from({ length: o.buyers }, (_, i) =>
    createHash('sha256')
      .update(keyOfUser(i + 1))
      .digest(),
  );
  await owner.query(
    `INSERT INTO resale_keys (user_id, name, hash, hint, scopes, is_quiet, created_at, last_used_at)
     SELECT n, 'bench', hash, '0000', '{BUY,READ}', true, now(), now() + interval '1 day'
     FROM unnest($1::bytea[]) WITH ORDINALITY AS k(hash, n)`,
    [hashes],
  );
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
