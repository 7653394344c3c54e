import { Column, Entity } from 'typeorm';
import { NUMBER_ORIGINS, type NumberOrigin } from '../../domain/number/number-status';
import { RESERVATION_STATUSES, type ReservationStatus } from '../../domain/reservation/reservation-status';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** One buyer's time-limited claim on a number. */
@Entity('reservations')
export class Reservation {
  @BigintIdentity() id!: bigint;
  @Column({ type: 'uuid' }) key!: string;
  @Column({ name: 'user_id', type: 'bigint', transformer: bigintTransformer }) userId!: bigint;
  @Column({ name: 'offer_id', type: 'integer' }) offerId!: number;
  @Column({ name: 'service_id', type: 'integer' }) serviceId!: number;
  @Column({ name: 'country_id', type: 'integer' }) countryId!: number;
  @Column({ name: 'route_id', type: 'integer', nullable: true }) routeId!: number | null;
  @Column({ name: 'provider_id', type: 'integer', nullable: true }) providerId!: number | null;

  @Column({ name: 'number_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  numberId!: bigint | null;

  @Column({ type: 'text', nullable: true }) phone!: string | null;
  @Column({ type: 'enum', enum: NUMBER_ORIGINS, enumName: 'number_origin' }) origin!: NumberOrigin;
  @Column({ type: 'bigint', transformer: bigintTransformer }) price!: bigint;
  /** Before the discount of a promo code; null: there was none. */
  @Column({ name: 'list_price', type: 'bigint', nullable: true, transformer: bigintTransformer })
  listPrice!: bigint | null;

  @Column({ name: 'promo_id', type: 'integer', nullable: true }) promoId!: number | null;
  @Column({ type: 'enum', enum: RESERVATION_STATUSES, enumName: 'reservation_status' }) status!: ReservationStatus;
  @Column({ name: 'end_reason', type: 'text', nullable: true }) endReason!: string | null;
  @Column({ name: 'upstream_order_id', type: 'text', nullable: true }) upstreamOrderId!: string | null;

  /** What the supplier named, when it was in another currency; then `upstreamCost` is what that was worth. */
  @Column({ name: 'upstream_charged', type: 'bigint', nullable: true, transformer: bigintTransformer })
  upstreamCharged!: bigint | null;

  @Column({ name: 'upstream_currency', type: 'text', nullable: true }) upstreamCurrency!: string | null;

  @Column({ name: 'upstream_cost', type: 'bigint', nullable: true, transformer: bigintTransformer })
  upstreamCost!: bigint | null;

  @Column({ name: 'tried_routes', type: 'integer', array: true, default: [] }) triedRoutes!: number[];
  @Column({ name: 'asked_at', type: 'timestamptz', nullable: true }) askedAt!: Date | null;

  /** When a supplier's number came. */
  @Column({ name: 'numbered_at', type: 'timestamptz', nullable: true }) numberedAt!: Date | null;
  @Column({ name: 'reconcile_at', type: 'timestamptz', nullable: true }) reconcileAt!: Date | null;
  @Column({ name: 'absent_at', type: 'timestamptz', nullable: true }) absentAt!: Date | null;
  @Column({ name: 'cancelable_at', type: 'timestamptz', nullable: true }) cancelableAt!: Date | null;
  @Column({ name: 'cancel_due_at', type: 'timestamptz', nullable: true }) cancelDueAt!: Date | null;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  @Column({ name: 'more_asked_at', type: 'timestamptz', nullable: true }) moreAskedAt!: Date | null;

  @Column({ name: 'replaces_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  replacesId!: bigint | null;

  @Column({ name: 'claim_of_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  claimOfId!: bigint | null;

  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'is_erased', type: 'boolean', default: false }) isErased!: boolean;

  /** When the buyer asked for a cancel that its supplier did not grant at once. */
  @Column({ name: 'cancel_asked_at', type: 'timestamptz', nullable: true }) cancelAskedAt!: Date | null;

  /** By which key it was bought; null: in the chat. */
  @Column({ name: 'resale_key_id', type: 'integer', nullable: true }) resaleKeyId!: number | null;

  /** Null while it is open, and when it says nothing of its route. Success rates are counted from it. */
  @Column({ name: 'brought_code', type: 'boolean', nullable: true }) broughtCode!: boolean | null;
}
