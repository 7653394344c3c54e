import { IsNull, LessThan } from 'typeorm';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { Provider } from '../entities/provider.entity';
import { Reservation } from '../entities/reservation.entity';

const STORED = {
  id: true,
  name: true,
  protocol: true,
  baseUrl: true,
  apiKeySealed: true,
  webhookKeySealed: true,
  options: true,
  timeoutMs: true,
  budgetPerSecond: true,
  budgetBurst: true,
  currency: true,
  exchangeRate: true,
  /** Goes up with every change that an adapter must see. */
  revision: true,
} as const;
/** A provider as its adapter is built from, and no more: another column's change makes no new one. Keys are still sealed. */
export type StoredProvider = Pick<Provider, keyof typeof STORED>;

const DUE = select(Provider, 'p', ['id', 'mode', 'pollIntervalMs', 'timeoutMs', 'budgetPerSecond'], {
  cursor: 'pollCursor',
  failures: 'pollFailures',
});
/** A provider whose turn to be polled this process has leased. */
export interface DuePoll extends Row<typeof DUE> {
  /** False while polls find what no webhook delivery has brought. */
  readonly isPushing: boolean;
}

const WATCHED = select(Reservation, '', ['status', 'expiresAt'], { reservationId: 'id', orderId: 'upstreamOrderId' });
/** An upstream order that may still bring a message. */
export type WatchedOrder = Row<typeof WATCHED> & { readonly orderId: string };

export class ProviderStore {
  constructor(private readonly db: Access) {}

  find(id: number): Promise<Provider | null> {
    return this.db.manager.findOneBy(Provider, { id });
  }

  findStored(id: number): Promise<StoredProvider | null> {
    return this.db.manager.findOne(Provider, { select: STORED, where: { id } });
  }

  listStored(): Promise<StoredProvider[]> {
    return this.db.manager.find(Provider, { select: STORED, order: { id: 'ASC' } });
  }

  listActive(): Promise<Pick<Provider, 'id' | 'name'>[]> {
    return this.db.manager.find(Provider, {
      select: { id: true, name: true },
      where: { isActive: true },
      order: { id: 'ASC' },
    });
  }

  /** Rows of these protocols that are switched on, or from which somebody still waits for a code. */
  async listLinked(protocols: readonly string[]): Promise<{ id: number; revision: number }[]> {
    return this.db.sql.rows(
      'providers.listLinked',
      `SELECT p.id, p.revision FROM providers p WHERE p.protocol = ANY ($1)
         AND (p.is_active OR EXISTS (SELECT 1 FROM reservations r WHERE r.provider_id = p.id
           AND r.status IN ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING')))`,
      [protocols],
    );
  }

  /** Until the transaction ends, whoever locks it too waits. */
  async lock(id: number): Promise<void> {
    await this.db.manager.findOne(Provider, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  /** No purchase is sent there before `until`; a longer pause already set stays. */
  async pause(id: number, until: Date, reason: string): Promise<void> {
    const shorter = [
      { id, pausedUntil: IsNull() },
      { id, pausedUntil: LessThan(until) },
    ];
    await this.db.manager.update(Provider, shorter, { pausedUntil: until, pauseReason: reason, lastFault: reason });
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
       RETURNING ${DUE}, (p.webhook_missed_at IS NULL OR p.webhook_seen_at > p.webhook_missed_at) AS "isPushing"`,
      [now, leaseMs, limit],
    );
  }

  /** A turn goes on. */
  async prolongPoll(id: number, until: Date): Promise<void> {
    await this.db.manager.update(Provider, { id, pollLeasedUntil: LessThan(until) }, { pollLeasedUntil: until });
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
      `SELECT ${WATCHED} FROM reservations
       WHERE provider_id = $1 AND upstream_order_id IS NOT NULL AND claim_of_id IS NULL AND expires_at > $2
         AND status IN ('WAITING_CODE', 'CANCEL_PENDING', 'COMPLETED')
       UNION ALL
       SELECT ${WATCHED} FROM reservations
       WHERE provider_id = $1 AND upstream_order_id IS NOT NULL AND expires_at <= $2
         AND status IN ('WAITING_CODE', 'CANCEL_PENDING')
       ORDER BY status, "reservationId"`,
      [id, now],
    );
  }

  /** Our money there, as the supplier just said. */
  async rememberBalance(id: number, balance: bigint, at: Date): Promise<void> {
    await this.db.manager.update(Provider, { id }, { balance, balanceAt: at });
  }
}
