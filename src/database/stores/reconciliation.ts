import { IsNull, LessThan, LessThanOrEqual } from 'typeorm';
import type { Access } from '../access';
import { BalanceSnapshot } from '../entities/balance-snapshot.entity';
import { LostPurchase } from '../entities/lost-purchase.entity';
import { UnclearPurchase } from '../entities/unclear-purchase.entity';

/** What suppliers charged, as their balances show it. */
export class ReconciliationStore {
  constructor(private readonly db: Access) {}

  /** Keeps a balance, and ends the pause of a supplier that had no money of ours left. Answers below what it is low. */
  async rememberLook(o: { providerId: number; balance: bigint; beganAt: Date; endedAt: Date }) {
    const [row] = await this.db.sql.rows<{ low: bigint | null }>(
      'reconciliation.rememberLook',
      `WITH look AS (
         INSERT INTO balance_snapshots (provider_id, began_at, ended_at, balance) VALUES ($1, $3, $4, $2)
         ON CONFLICT (provider_id, began_at) DO UPDATE SET ended_at = EXCLUDED.ended_at, balance = EXCLUDED.balance)
       UPDATE providers SET balance = $2, balance_at = $4,
         paused_until = CASE WHEN pause_reason = 'balance_empty' AND $2 > balance THEN NULL ELSE paused_until END
       WHERE id = $1 RETURNING balance_low AS low`,
      [o.providerId, o.balance, o.beganAt, o.endedAt],
    );
    return row ?? { low: null };
  }

  /** Suppliers whose balance is to be looked at: without purchases now and then, with purchases soon. */
  async listToLook(now: Date, o: { idleS: number; busyS: number }): Promise<number[]> {
    const rows = await this.db.sql.rows<{ id: number }>(
      'reconciliation.listToLook',
      `SELECT p.id FROM providers p
       WHERE p.is_active AND p.protocol <> 'generic_inbox'
         AND (p.balance_at IS NULL OR p.balance_at <= $1::timestamptz - make_interval(secs => $2)
           OR (p.balance_at <= $1::timestamptz - make_interval(secs => $3) AND EXISTS (
             SELECT 1 FROM reservations r WHERE r.provider_id = p.id AND r.upstream_order_id IS NOT NULL
               AND r.expires_at > $1)))`,
      [now, o.idleS, o.busyS],
    );
    return rows.map(({ id }) => id);
  }

  async forgetSnapshots(before: Date): Promise<void> {
    await this.db.manager.delete(BalanceSnapshot, { endedAt: LessThan(before) });
  }

  /** See `unexplained_charge`. `amount` in 1/10 000 of the supplier's currency. */
  async unexplainedCharge(o: {
    providerId: number;
    askedAt: Date;
    balance: bigint;
    now: Date;
    reservationId: bigint;
  }): Promise<{ fog: string | null; amount: bigint; others: number }> {
    const [row] = await this.db.sql.rows<{ fog: string | null; amount: bigint; others: number }>(
      'reconciliation.unexplainedCharge',
      `SELECT o_fog AS fog, COALESCE(o_amount, 0)::bigint AS amount, o_others AS others
       FROM unexplained_charge($1, $2, $3, $4, $5)`,
      [o.providerId, o.askedAt, o.balance, o.now, o.reservationId],
    );
    return row!;
  }

  /** Suppliers with purchases that stayed unclear and that nobody was told of. */
  async listUntold(): Promise<number[]> {
    const rows = await this.db.sql.rows<{ id: number }>(
      'reconciliation.listUntold',
      'SELECT DISTINCT provider_id AS id FROM unclear_purchases WHERE told_at IS NULL',
    );
    return rows.map(({ id }) => id);
  }

  /** All that one supplier may have charged and nobody was told of. */
  async sumUntold(providerId: number) {
    const [row] = await this.db.sql.rows<{ count: number; amount: bigint; from: Date; to: Date; lastEndedAt: Date }>(
      'reconciliation.sumUntold',
      `SELECT count(*)::integer AS count, sum(amount)::bigint AS amount, min(asked_at) AS "from", max(asked_at) AS "to",
         max(ended_at) AS "lastEndedAt"
       FROM unclear_purchases WHERE provider_id = $1 AND told_at IS NULL HAVING count(*) > 0`,
      [providerId],
    );
    return row;
  }

  async markTold(providerId: number, endedUntil: Date, at: Date): Promise<void> {
    const untold = { providerId, toldAt: IsNull(), endedAt: LessThanOrEqual(endedUntil) };
    await this.db.manager.update(UnclearPurchase, untold, { toldAt: at });
  }

  /** An answer came late, or was found: this purchase is clear. */
  async forgetUnclear(reservationId: bigint, routeId: number): Promise<void> {
    await this.db.manager.delete(UnclearPurchase, { reservationId, routeId });
  }

  async forgetUnclearOf(providerId: number): Promise<void> {
    await this.db.manager.delete(UnclearPurchase, { providerId, toldAt: IsNull() });
  }

  /** Once for each route that a reservation asked. */
  async bookLoss(o: {
    reservationId: bigint;
    routeId: number;
    providerId: number;
    /** In the shop's currency; `charged` is the same as the supplier named it, where its own is another. */
    amount: bigint;
    charged: { readonly amount: bigint; readonly currency: string } | undefined;
    askedAt: Date;
    now: Date;
  }): Promise<void> {
    const { charged, now, ...loss } = o;
    const values = { ...loss, charged: charged?.amount, currency: charged?.currency, bookedAt: now };
    await this.db.manager.createQueryBuilder().insert().into(LostPurchase).values(values).orIgnore().execute();
  }
}
