import type { Access } from '../access';
import type { RouteToAsk } from '../acts/reservation-rows';

/** A purchase whose outcome must be found out, leased to this process. */
export interface UnsettledPurchase extends RouteToAsk {
  readonly id: bigint;
  readonly key: string;
  /** Null: no supplier was asked yet. */
  readonly askedAt: Date | null;
  readonly absentAt: Date | null;
  readonly expiresAt: Date;
}

/** A cancel that waits for the supplier, leased to this process. */
export interface PendingCancel {
  readonly id: bigint;
  readonly userId: bigint;
  readonly providerId: number;
  readonly orderId: string | null;
}

const OPEN = `status IN ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING')`;

/** What is due stands in the database; these statements find it, or take it so that no other process does the same. */
export class DueReservationStore {
  constructor(private readonly db: Access) {}

  async listExpired(now: Date, limit: number): Promise<bigint[]> {
    return this.ids('due.listExpired', `${OPEN} AND expires_at <= $1 ORDER BY expires_at LIMIT $2`, now, limit);
  }

  async listToSettle(now: Date, limit: number): Promise<bigint[]> {
    const where = `status = 'REQUESTED' AND reconcile_at <= $1 ORDER BY reconcile_at LIMIT $2`;
    return this.ids('due.listToSettle', where, now, limit);
  }

  async listToCancel(now: Date, limit: number): Promise<bigint[]> {
    const where = `status = 'CANCEL_PENDING' AND cancel_due_at <= $1 ORDER BY cancel_due_at LIMIT $2`;
    return this.ids('due.listToCancel', where, now, limit);
  }

  /** Undefined when it is settled, not due, or another process is at it. */
  async takeUnsettled(id: bigint, now: Date, leaseUntil: Date): Promise<UnsettledPurchase | undefined> {
    const [row] = await this.db.sql.rows<UnsettledPurchase>(
      'due.takeUnsettled',
      `UPDATE reservations r SET reconcile_at = $3 FROM routes t
       WHERE r.id = $1 AND r.status = 'REQUESTED' AND r.reconcile_at <= $2 AND t.id = r.route_id
       RETURNING r.id, r.key, r.asked_at AS "askedAt", r.absent_at AS "absentAt", r.expires_at AS "expiresAt",
         r.route_id AS "routeId", r.provider_id AS "providerId", t.service_code AS "serviceCode",
         t.country_code AS "countryCode", t.operator, t.max_cost AS "maxCost"`,
      [id, now, leaseUntil],
    );
    return row;
  }

  /** When to look again; `absentAt` is remembered as the first look that found nothing. */
  async lookAgain(id: bigint, routeId: number, at: Date, absentAt: Date | null): Promise<void> {
    await this.db.sql.rows(
      'due.lookAgain',
      `UPDATE reservations SET reconcile_at = $3, absent_at = $4
       WHERE id = $1 AND route_id = $2 AND status = 'REQUESTED'`,
      [id, routeId, at, absentAt],
    );
  }

  async takeCancel(id: bigint, now: Date, leaseUntil: Date): Promise<PendingCancel | undefined> {
    const [row] = await this.db.sql.rows<PendingCancel>(
      'due.takeCancel',
      `UPDATE reservations SET cancel_due_at = $3
       WHERE id = $1 AND status = 'CANCEL_PENDING' AND cancel_due_at <= $2
       RETURNING id, user_id AS "userId", provider_id AS "providerId", upstream_order_id AS "orderId"`,
      [id, now, leaseUntil],
    );
    return row;
  }

  async cancelAgainAt(id: bigint, at: Date): Promise<void> {
    await this.db.sql.rows(
      'due.cancelAgainAt',
      `UPDATE reservations SET cancel_due_at = $2 WHERE id = $1 AND status = 'CANCEL_PENDING'`,
      [id, at],
    );
  }

  /** True for the one process that may ask this route; nobody ever asks it again for this reservation. */
  async takeAsk(id: bigint, routeId: number, now: Date, settleAt: Date): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'due.takeAsk',
      `UPDATE reservations SET asked_at = $3, reconcile_at = $4
       WHERE id = $1 AND route_id = $2 AND status = 'REQUESTED' AND asked_at IS NULL RETURNING id`,
      [id, routeId, now, settleAt],
    );
    return rows.length === 1;
  }

  /** The route that a purchase is waiting for an answer from; undefined unless it is REQUESTED. */
  async findAsk(id: bigint): Promise<(RouteToAsk & { readonly key: string }) | undefined> {
    const [row] = await this.db.sql.rows<RouteToAsk & { key: string }>(
      'due.findAsk',
      `SELECT r.key, r.route_id AS "routeId", r.provider_id AS "providerId", t.service_code AS "serviceCode",
         t.country_code AS "countryCode", t.operator, t.max_cost AS "maxCost"
       FROM reservations r JOIN routes t ON t.id = r.route_id WHERE r.id = $1 AND r.status = 'REQUESTED'`,
      [id],
    );
    return row;
  }

  async getUserId(id: bigint): Promise<bigint> {
    const [row] = await this.db.sql.rows<{ userId: bigint }>(
      'due.getUserId',
      'SELECT user_id AS "userId" FROM reservations WHERE id = $1',
      [id],
    );
    if (!row) throw new Error(`There is no reservation ${id}.`);
    return row.userId;
  }

  async markMoreAsked(id: bigint, at: Date): Promise<void> {
    await this.db.sql.rows('due.markMoreAsked', 'UPDATE reservations SET more_asked_at = $2 WHERE id = $1', [id, at]);
  }

  private async ids(name: string, where: string, now: Date, limit: number): Promise<bigint[]> {
    const rows = await this.db.sql.rows<{ id: bigint }>(name, `SELECT id FROM reservations WHERE ${where}`, [
      now,
      limit,
    ]);
    return rows.map((row) => row.id);
  }
}
