import type { ReservationStatus } from '../../domain/reservation/reservation-status';
import type { Access } from '../access';

/** A provider as its adapter is built from; the key is still sealed. */
export interface ProviderRow {
  readonly id: number;
  readonly name: string;
  readonly protocol: string;
  readonly baseUrl: string;
  readonly apiKeySealed: Buffer | null;
  readonly webhookKeySealed: Buffer | null;
  readonly options: Record<string, unknown>;
  readonly timeoutMs: number;
  readonly budgetPerSecond: number;
  readonly budgetBurst: number;
  readonly currency: string | null;
  readonly exchangeRate: string | null;
  /** Goes up with every change that an adapter must see. */
  readonly revision: number;
}

/** A provider whose turn to be polled this process has leased. */
export interface DuePoll {
  readonly id: number;
  readonly mode: 'POLL' | 'WEBHOOK';
  readonly pollIntervalMs: number;
  readonly timeoutMs: number;
  readonly budgetPerSecond: number;
  /** Turns in a row that failed. */
  readonly failures: number;
  /** False while polls find what no webhook delivery has brought. */
  readonly isPushing: boolean;
  readonly cursor: string | null;
}

/** An upstream order that may still bring a message. */
export interface WatchedOrder {
  readonly reservationId: bigint;
  readonly orderId: string;
  readonly status: ReservationStatus;
  readonly expiresAt: Date;
}

const ROW = `id, name, protocol, base_url AS "baseUrl", api_key_sealed AS "apiKeySealed",
         webhook_key_sealed AS "webhookKeySealed", options,
         timeout_ms AS "timeoutMs", budget_per_second AS "budgetPerSecond", budget_burst AS "budgetBurst", revision,
         currency, trim_scale(exchange_rate)::text AS "exchangeRate"`;

export class ProviderStore {
  constructor(private readonly db: Access) {}

  async findRow(id: number): Promise<ProviderRow | undefined> {
    const [row] = await this.db.sql.rows<ProviderRow>(
      'providers.findRow',
      `SELECT ${ROW} FROM providers WHERE id = $1`,
      [id],
    );
    return row;
  }

  async listRows(): Promise<ProviderRow[]> {
    return this.db.sql.rows<ProviderRow>('providers.listRows', `SELECT ${ROW} FROM providers ORDER BY id`);
  }

  /** When our balance there was last told. */
  async findBalanceAt(id: number): Promise<Date | undefined> {
    const sql = 'SELECT balance_at AS at FROM providers WHERE id = $1';
    const [row] = await this.db.sql.rows<{ at: Date | null }>('providers.findBalanceAt', sql, [id]);
    return row?.at ?? undefined;
  }

  async findName(id: number): Promise<string | undefined> {
    const sql = 'SELECT name FROM providers WHERE id = $1';
    const [row] = await this.db.sql.rows<{ name: string }>('providers.findName', sql, [id]);
    return row?.name;
  }

  /** No purchase is sent there before `until`; a longer pause already set stays. */
  async pause(id: number, until: Date, reason: string): Promise<void> {
    await this.db.sql.rows(
      'providers.pause',
      `UPDATE providers SET paused_until = $2, pause_reason = $3, last_fault = $3
       WHERE id = $1 AND (paused_until IS NULL OR paused_until < $2)`,
      [id, until, reason],
    );
  }

  /** Leases providers whose turn it is. A switched-off one is still polled while somebody waits for a code from it. */
  async claimDuePolls(now: Date, leaseMs: number, limit: number): Promise<DuePoll[]> {
    return this.db.sql.rows<DuePoll>(
      'providers.claimDuePolls',
      `UPDATE providers p SET poll_leased_until = $1::timestamptz + make_interval(secs => (p.timeout_ms + $2) / 1000.0)
       FROM (SELECT q.id FROM providers q
             WHERE q.next_poll_at <= $1 AND (q.poll_leased_until IS NULL OR q.poll_leased_until <= $1)
               AND (q.is_active OR EXISTS (SELECT 1 FROM reservations r WHERE r.provider_id = q.id
                 AND r.status IN ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING')))
             ORDER BY q.next_poll_at LIMIT $3 FOR UPDATE SKIP LOCKED) due
       WHERE p.id = due.id
       RETURNING p.id, p.mode, p.poll_interval_ms AS "pollIntervalMs", p.poll_cursor AS cursor,
         p.timeout_ms AS "timeoutMs", p.budget_per_second AS "budgetPerSecond", p.poll_failures AS failures,
         (p.webhook_missed_at IS NULL OR p.webhook_seen_at > p.webhook_missed_at) AS "isPushing"`,
      [now, leaseMs, limit],
    );
  }

  /** A turn goes on. */
  async prolongPoll(id: number, until: Date): Promise<void> {
    await this.db.sql.rows(
      'providers.prolongPoll',
      'UPDATE providers SET poll_leased_until = $2 WHERE id = $1 AND poll_leased_until < $2',
      [id, until],
    );
  }

  /** Ends a turn. The cursor moves only from where this turn began, so a slow process never moves it back. */
  async finishPoll(o: {
    id: number;
    nextAt: Date;
    from: string | null;
    cursor: string | null;
    fault: string | null;
    failures: number;
  }) {
    await this.db.sql.rows(
      'providers.finishPoll',
      `UPDATE providers SET next_poll_at = $2, poll_leased_until = NULL, poll_failures = $6,
         last_fault = CASE WHEN paused_until > $2 THEN COALESCE($5, last_fault) ELSE $5 END,
         poll_cursor = CASE WHEN poll_cursor IS NOT DISTINCT FROM $3 THEN $4 ELSE poll_cursor END
       WHERE id = $1`,
      [o.id, o.nextAt, o.from, o.cursor, o.fault, o.failures],
    );
  }

  /** Orders of open reservations, then of completed ones whose buyer's time is not over; the oldest first. */
  async listWatchedOrders(id: number, now: Date): Promise<WatchedOrder[]> {
    return this.db.sql.rows<WatchedOrder>(
      'providers.listWatchedOrders',
      `SELECT id AS "reservationId", upstream_order_id AS "orderId", status, expires_at AS "expiresAt" FROM reservations
       WHERE provider_id = $1 AND upstream_order_id IS NOT NULL AND claim_of_id IS NULL AND expires_at > $2
         AND status IN ('WAITING_CODE', 'CANCEL_PENDING', 'COMPLETED')
       UNION ALL
       SELECT id, upstream_order_id, status, expires_at FROM reservations
       WHERE provider_id = $1 AND upstream_order_id IS NOT NULL AND expires_at <= $2
         AND status IN ('WAITING_CODE', 'CANCEL_PENDING')
       ORDER BY status, "reservationId"`,
      [id, now],
    );
  }

  /** Which of these orders belong to no reservation and are not being closed. */
  async listUnownedOrders(id: number, orderIds: readonly string[]): Promise<string[]> {
    const rows = await this.db.sql.rows<{ orderId: string }>(
      'providers.listUnownedOrders',
      `SELECT o.id AS "orderId" FROM unnest($2::text[]) AS o (id)
       WHERE NOT EXISTS (SELECT 1 FROM reservations r WHERE r.provider_id = $1 AND r.upstream_order_id = o.id)
         AND NOT EXISTS (SELECT 1 FROM upstream_order_ends c WHERE c.provider_id = $1 AND c.upstream_order_id = o.id)`,
      [id, orderIds],
    );
    return rows.map((row) => row.orderId);
  }

  /** Whether a purchase of unknown outcome, asked for before `createdAt` plus `skewMs`, may still claim an order. */
  async isOrderClaimable(id: number, createdAt: Date, skewMs: number): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'providers.isOrderClaimable',
      `SELECT 1 FROM reservations WHERE provider_id = $1 AND status = 'REQUESTED'
         AND asked_at <= $2::timestamptz + make_interval(secs => $3 / 1000.0) LIMIT 1`,
      [id, createdAt, skewMs],
    );
    return rows.length > 0;
  }

  /** Our money there, as the supplier just said. */
  async rememberBalance(id: number, balance: bigint, at: Date): Promise<void> {
    await this.db.sql.rows(
      'providers.rememberBalance',
      'UPDATE providers SET balance = $2, balance_at = $3 WHERE id = $1',
      [id, balance, at],
    );
  }
}
