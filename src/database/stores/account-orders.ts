import { Any, IsNull, LessThan } from 'typeorm';
import type { Access } from '../access';
import { ForeignOrder } from '../entities/foreign-order.entity';
import { UnansweredPurchase } from '../entities/unanswered-purchase.entity';

/** Rows of providers with one address and key: what one of them bought all of them are shown. */
type Account = readonly number[];

/** An order that says by its service and its time which question it answers. */
export interface ProvingOrder {
  readonly orderId: string;
  readonly serviceCode: string;
  readonly countryCode?: string;
  readonly createdAt: Date;
}

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

  /** When the oldest purchase was asked for that may still claim an order of the account's; null: none waits. */
  async oldestQuestion(account: Account): Promise<Date | null> {
    const [row] = await this.db.sql.rows<{ at: Date | null }>(
      'accountOrders.oldestQuestion',
      `SELECT min(asked_at) AS at FROM reservations WHERE provider_id = ANY ($1) AND status = 'REQUESTED'`,
      [account],
    );
    return row!.at;
  }

  /** We give up on a question without an answer. */
  async giveUp(o: { reservationId: bigint; routeId: number; providerId: number; askedAt: Date }): Promise<void> {
    await this.db.manager.createQueryBuilder().insert().into(UnansweredPurchase).values(o).orIgnore().execute();
  }

  /** Takes those that prove to be answers to questions of ours, to be canceled through this row (`claim_answers`). */
  async claimAnswers(
    providerId: number,
    account: Account,
    orders: readonly ProvingOrder[],
    o: { skewMs: number; now: Date },
  ): Promise<ReadonlySet<string>> {
    if (orders.length === 0) return new Set();
    const rows = await this.db.sql.rows<{ orderId: string }>(
      'accountOrders.claimAnswers',
      `SELECT c AS "orderId"
       FROM claim_answers($1, $2, $3, $4, $5, $6, make_interval(secs => $7 / 1000.0), $8) c`,
      [
        providerId,
        account,
        orders.map(({ orderId }) => orderId),
        orders.map(({ serviceCode }) => serviceCode),
        orders.map(({ countryCode }) => countryCode ?? null),
        orders.map(({ createdAt }) => createdAt),
        o.skewMs,
        o.now,
      ],
    );
    return new Set(rows.map(({ orderId }) => orderId));
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
