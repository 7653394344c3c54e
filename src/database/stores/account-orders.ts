import { Any, IsNull, LessThan } from 'typeorm';
import type { Access } from '../access';
import { ForeignOrder } from '../entities/foreign-order.entity';
import { UnansweredPurchase } from '../entities/unanswered-purchase.entity';

/** Rows of providers with one address and key: what one of them bought all of them are shown. */
type Account = readonly number[];

/** Whose an order is that is open on an account of ours. */
export class AccountOrderStore {
  constructor(private readonly db: Access) {}

  /** By order: the row that bought it, or that ends it. An order that is not named here belongs to none of the account's rows. */
  async owners(account: Account, orderIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (orderIds.length === 0) return new Map();
    const rows = await this.db.sql.rows<{ orderId: string; providerId: number }>(
      'accountOrders.owners',
      `SELECT upstream_order_id AS "orderId", provider_id AS "providerId" FROM upstream_order_ends
       WHERE provider_id = ANY ($1) AND upstream_order_id = ANY ($2)
       UNION ALL
       SELECT upstream_order_id, provider_id FROM reservations
       WHERE provider_id = ANY ($1) AND upstream_order_id = ANY ($2)`,
      [account, orderIds],
    );
    return new Map(rows.map(({ orderId, providerId }) => [orderId, providerId]));
  }

  /** Whether a purchase of unknown outcome, asked for before `createdAt` plus `skewMs`, may still claim an order. */
  async isClaimable(account: Account, createdAt: Date, skewMs: number): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'accountOrders.isClaimable',
      `SELECT 1 FROM reservations WHERE provider_id = ANY ($1) AND status = 'REQUESTED'
         AND asked_at <= $2::timestamptz + make_interval(secs => $3 / 1000.0) LIMIT 1`,
      [account, createdAt, skewMs],
    );
    return rows.length > 0;
  }

  /** We give up on a question without an answer. */
  async giveUp(o: { reservationId: bigint; routeId: number; providerId: number; askedAt: Date }): Promise<void> {
    await this.db.manager.createQueryBuilder().insert().into(UnansweredPurchase).values(o).orIgnore().execute();
  }

  /**
   * Takes an order for the answer to a question of ours that was given up on: asked on this account for this service and
   * country, at the time at which the order was made. False: no such question, or each has its answer.
   */
  async claimByQuestion(
    account: Account,
    order: { orderId: string; serviceCode: string; countryCode?: string; createdAt: Date },
    skewMs: number,
  ): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'accountOrders.claimByQuestion',
      `UPDATE unanswered_purchases u SET upstream_order_id = $2
       WHERE (u.reservation_id, u.route_id) = (
         SELECT q.reservation_id, q.route_id FROM unanswered_purchases q JOIN routes t ON t.id = q.route_id
         WHERE q.provider_id = ANY ($1) AND q.upstream_order_id IS NULL
           AND t.service_code = $3 AND ($4::text IS NULL OR t.country_code = $4)
           AND $5::timestamptz BETWEEN q.asked_at - make_interval(secs => $6 / 1000.0)
             AND q.asked_at + make_interval(secs => $7 / 1000.0)
         ORDER BY q.asked_at LIMIT 1 FOR UPDATE OF q SKIP LOCKED)
       RETURNING 1`,
      [account, order.orderId, order.serviceCode, order.countryCode ?? null, order.createdAt, skewMs, 2 * skewMs],
    );
    return rows.length > 0;
  }

  /** Notes orders that nobody here knows. Answers when each was first seen. */
  async seeForeign(providerId: number, orderIds: readonly string[], now: Date): Promise<ReadonlyMap<string, Date>> {
    if (orderIds.length === 0) return new Map();
    const { manager } = this.db;
    const values = orderIds.map((orderId) => ({ providerId, orderId, seenAt: now }));
    await manager.createQueryBuilder().insert().into(ForeignOrder).values(values).orIgnore().execute();
    const rows = await manager.findBy(ForeignOrder, { providerId, orderId: Any(orderIds) });
    return new Map(rows.map(({ orderId, seenAt }) => [orderId, seenAt]));
  }

  async listSeenBefore(providerId: number, before: Date): Promise<ReadonlySet<string>> {
    const rows = await this.db.manager.findBy(ForeignOrder, { providerId, seenAt: LessThan(before) });
    return new Set(rows.map(({ orderId }) => orderId));
  }

  /** Those that an operator has not heard of. */
  async listUntold(providerId: number, orderIds: readonly string[]): Promise<string[]> {
    const rows = await this.db.manager.findBy(ForeignOrder, { providerId, orderId: Any(orderIds), toldAt: IsNull() });
    return rows.map(({ orderId }) => orderId);
  }

  async markTold(providerId: number, orderIds: readonly string[], now: Date): Promise<void> {
    await this.db.manager.update(ForeignOrder, { providerId, orderId: Any(orderIds) }, { toldAt: now });
  }
}
