import type { Access } from '../access';
import type { RouteToAsk } from '../acts/reservation-rows';
import { type Row, select } from '../columns';
import { Reservation } from '../entities/reservation.entity';
import { Route } from '../entities/route.entity';

const ROUTE = select(Route, 't', ['serviceCode', 'countryCode', 'operator', 'maxCost'], { routeId: 'id' });
const PURCHASE = select(Reservation, 'r', ['id', 'key', 'askedAt', 'absentAt', 'expiresAt', 'providerId']);
/** A purchase whose outcome must be found out, leased to this process. `askedAt` null: no supplier was asked yet. */
export type UnsettledPurchase = Row<typeof PURCHASE> & RouteToAsk;

const CANCEL = select(Reservation, '', ['id', 'userId', 'providerId'], { orderId: 'upstreamOrderId' });
/** A cancel that waits for the supplier, leased to this process. */
export type PendingCancel = Row<typeof CANCEL> & { readonly providerId: number };

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
       RETURNING ${PURCHASE}, ${ROUTE}`,
      [id, now, leaseUntil],
    );
    return row;
  }

  /** When to look again; `absentAt` is remembered as the first look that found nothing. */
  async lookAgain(id: bigint, routeId: number, at: Date, absentAt: Date | null): Promise<void> {
    const asking = { id, routeId, status: 'REQUESTED' as const };
    await this.db.manager.update(Reservation, asking, { reconcileAt: at, absentAt });
  }

  async takeCancel(id: bigint, now: Date, leaseUntil: Date): Promise<PendingCancel | undefined> {
    const [row] = await this.db.sql.rows<PendingCancel>(
      'due.takeCancel',
      `UPDATE reservations SET cancel_due_at = $3
       WHERE id = $1 AND status = 'CANCEL_PENDING' AND cancel_due_at <= $2
       RETURNING ${CANCEL}`,
      [id, now, leaseUntil],
    );
    return row;
  }

  async cancelAgainAt(id: bigint, at: Date): Promise<void> {
    await this.db.manager.update(Reservation, { id, status: 'CANCEL_PENDING' }, { cancelDueAt: at });
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
      `SELECT r.key, r.provider_id AS "providerId", ${ROUTE}
       FROM reservations r JOIN routes t ON t.id = r.route_id WHERE r.id = $1 AND r.status = 'REQUESTED'`,
      [id],
    );
    return row;
  }

  async getUserId(id: bigint): Promise<bigint> {
    const { userId } = await this.db.manager.findOneByOrFail(Reservation, { id });
    return userId;
  }

  async markMoreAsked(id: bigint, at: Date): Promise<void> {
    await this.db.manager.update(Reservation, { id }, { moreAskedAt: at });
  }

  private async ids(name: string, where: string, now: Date, limit: number): Promise<bigint[]> {
    const rows = await this.db.sql.rows<{ id: bigint }>(name, `SELECT id FROM reservations WHERE ${where}`, [
      now,
      limit,
    ]);
    return rows.map((row) => row.id);
  }
}
