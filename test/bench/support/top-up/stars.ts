import type { LiveWorld } from '../../../support/live-shop';

/** Stars on offer at the rate that a fresh shop has; gives the method's id. */
export async function starsOnOffer({ query }: LiveWorld): Promise<number> {
  const [row] = await query<{ id: number }>(
    `INSERT INTO payment_methods (name, protocol, currency, rate, is_active, rate_at, created_at)
     VALUES ('Telegram Stars', 'stars', 'XTR', 0.013, true, now(), now()) RETURNING id`,
  );
  return row!.id;
}
