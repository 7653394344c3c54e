import type { Amount } from '../../domain/money/money';
import type { EndReason, ReservationStatus } from '../../domain/reservation/reservation-status';
import type { Access } from '../access';
import type { Actor } from '../stores/ledger';
import type { AdvanceRow, ChangeRow, ReserveRow } from './reservation-rows';

const ROUTE = `route_id AS "routeId", provider_id AS "providerId", service_code AS "serviceCode",
  country_code AS "countryCode", operator, max_cost AS "maxCost"`;

/** The acts on reservations. Each is one statement: the functions in the database hold the rules and the lock order. */
export class ReservationStore {
  constructor(private readonly db: Access) {}

  async reserve(o: {
    key: string;
    userId: bigint;
    offerId: number;
    price: Amount;
    now: Date;
    /** Random 0..2^31-1: where in the pool the search for a free number begins. */
    start: number;
    maxOpen: number;
    askTimeoutMs: number;
    /** The price is by the discount that the buyer chose. */
    withPromo: boolean;
  }): Promise<ReserveRow> {
    const [row] = await this.db.sql.rows<ReserveRow>(
      'reservations.reserve',
      `SELECT kind, reservation_id AS "reservationId", status, phone, price, available, until,
         promo_code AS "promoCode", promo_says AS "promoSays"
       FROM reserve($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [o.key, o.userId, o.offerId, o.price, o.now, o.start, o.maxOpen, o.askTimeoutMs, o.withPromo],
    );
    return row!;
  }

  /** What a key that was used before stands for; undefined when it stands for another order. */
  async findRepeated(o: {
    key: string;
    userId: bigint;
    offerId: number;
    price: Amount;
  }): Promise<ReserveRow | undefined> {
    const [row] = await this.db.sql.rows<ReserveRow>(
      'reservations.findRepeated',
      `SELECT 'repeated' AS kind, r.id AS "reservationId", r.status, r.phone, r.price, w.available, r.expires_at AS until,
         NULL AS "promoCode", NULL AS "promoSays"
       FROM reservations r JOIN wallets w ON w.user_id = r.user_id
       WHERE r.key = $1 AND r.user_id = $2 AND r.offer_id = $3 AND r.price = $4`,
      [o.key, o.userId, o.offerId, o.price],
    );
    return row;
  }

  async acceptNumber(o: {
    id: bigint;
    routeId: number;
    orderId: string;
    phone: string;
    cost: Amount | undefined;
    /** What the supplier named, when that was in another currency. */
    charged: { readonly amount: Amount; readonly currency: string } | undefined;
    now: Date;
    /** Undefined: after the provider's usual early-cancel window. */
    cancelableAt: Date | undefined;
    expiresAt: Date | undefined;
    maxUses: number;
    maxExpiries: number;
  }) {
    const [row] = await this.db.sql.rows<{
      kind: 'accepted' | 'too_late' | 'number_taken' | 'order_owned' | 'number_spent';
      status: ReservationStatus;
      until: Date | null;
    }>(
      'reservations.accept',
      'SELECT kind, status, until FROM accept_number($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
      [
        o.id,
        o.routeId,
        o.orderId,
        o.phone,
        o.cost ?? null,
        o.now,
        o.cancelableAt ?? null,
        o.expiresAt ?? null,
        o.maxUses,
        o.maxExpiries,
        o.charged?.amount ?? null,
        o.charged?.currency ?? null,
      ],
    );
    return row!;
  }

  async advanceRoute(o: {
    id: bigint;
    routeId: number;
    reason: EndReason;
    now: Date;
    start: number;
    askTimeoutMs: number;
    notify: boolean;
  }): Promise<AdvanceRow> {
    const [row] = await this.db.sql.rows<AdvanceRow>(
      'reservations.advance',
      `SELECT kind, status, phone, ${ROUTE} FROM advance_route($1, $2, $3, $4, $5, $6, $7)`,
      [o.id, o.routeId, o.reason, o.now, o.start, o.askTimeoutMs, o.notify],
    );
    return row!;
  }

  async end(o: {
    id: bigint;
    to: 'EXPIRED' | 'CANCELED';
    reason: EndReason;
    now: Date;
    actor: Actor;
    maxExpiries: number;
    tellUpstream: boolean;
    notify: boolean;
  }) {
    const [row] = await this.db.sql.rows<{
      kind: 'ended' | 'already_ended' | 'not_due' | 'gone';
      status: ReservationStatus;
    }>('reservations.end', 'SELECT kind, status FROM end_reservation($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      o.id,
      o.to,
      o.reason,
      o.now,
      o.actor.type,
      o.actor.id,
      o.maxExpiries,
      o.tellUpstream,
      o.notify,
    ]);
    return row!;
  }

  async cancel(o: { id: bigint; userId: bigint; now: Date; maxCancelsAnHour: number }) {
    const [row] = await this.db.sql.rows<{
      kind: 'canceled' | 'pending' | 'still_asking' | 'already_ended' | 'not_yours';
      status: ReservationStatus | null;
      dueAt: Date | null;
    }>('reservations.cancel', 'SELECT kind, status, due_at AS "dueAt" FROM cancel_reservation($1, $2, $3, $4)', [
      o.id,
      o.userId,
      o.now,
      o.maxCancelsAnHour,
    ]);
    return row!;
  }

  async change(o: { key: string; oldId: bigint; userId: bigint; now: Date; start: number; askTimeoutMs: number }) {
    const [row] = await this.db.sql.rows<ChangeRow>(
      'reservations.change',
      `SELECT kind, reservation_id AS "reservationId", status, phone, until, ${ROUTE}
       FROM change_number($1, $2, $3, $4, $5, $6)`,
      [o.key, o.oldId, o.userId, o.now, o.start, o.askTimeoutMs],
    );
    return row!;
  }

  /** Returns how many numbers went back to stock or to history. */
  async handBackNumbers(now: Date, limit: number): Promise<number> {
    const [row] = await this.db.sql.rows<{ count: number }>(
      'numbers.handBack',
      'SELECT hand_back_numbers($1, $2) AS count',
      [now, limit],
    );
    return row!.count;
  }
}
