import { Check, Column, Entity, Index, JoinColumn, ManyToOne, type Relation, Unique } from 'typeorm';
import { NUMBER_ORIGINS, type NumberOrigin } from '../../domain/number/number-status';
import { RESERVATION_STATUSES, type ReservationStatus } from '../../domain/reservation/reservation-status';
import { BigintIdentity, bigintTransformer } from './bigint-column';
import { Country } from './country.entity';
import { Offer } from './offer.entity';
import { PhoneNumber } from './phone-number.entity';
import { Provider } from './provider.entity';
import { Route } from './route.entity';
import { Service } from './service.entity';
import { User } from './user.entity';

/** One buyer's time-limited claim on a number. */
@Entity('reservations')
@Unique('reservations_claim_of_key', ['claimOfId'])
@Unique('reservations_key_key', ['key'])
@Unique('reservations_replaces_key', ['replacesId'])
@Check('reservations_end_dated', `status IN ('COMPLETED', 'EXPIRED', 'CANCELED') = (ended_at IS NOT NULL)`)
@Check('reservations_price_positive', 'price > 0')
@Check(
  'reservations_waiting_has_number',
  `(status NOT IN ('WAITING_CODE', 'CANCEL_PENDING', 'COMPLETED')) OR ((number_id IS NOT NULL) AND ((phone IS NOT NULL) OR is_erased))`,
)
@Index('reservations_due_cancel_idx', ['cancelDueAt'], { where: `status = 'CANCEL_PENDING'` })
@Index('reservations_due_expiry_idx', ['expiresAt'], {
  where: `status IN ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING')`,
})
@Index('reservations_due_reconcile_idx', ['reconcileAt'], { where: `status = 'REQUESTED'` })
@Index('reservations_number_open_once', ['numberId'], {
  unique: true,
  where: `status IN ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING')`,
})
@Index('reservations_route_told_idx', ['routeId', 'endedAt'], { where: 'brought_code IS NOT NULL' })
@Index('reservations_offer_told_idx', ['offerId', 'id'], { where: 'brought_code IS NOT NULL' })
@Index('reservations_phone_idx', ['phone', 'id'], { where: 'phone IS NOT NULL' })
@Index('reservations_upstream_order_once', ['providerId', 'upstreamOrderId'], {
  unique: true,
  where: '(upstream_order_id IS NOT NULL) AND (claim_of_id IS NULL)',
})
@Index('reservations_user_completed_idx', ['userId', 'numberId'], { where: `status = 'COMPLETED'` })
@Index('reservations_user_idx', ['userId', 'id'])
@Index('reservations_user_open_idx', ['userId'], { where: `status IN ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING')` })
@Index('reservations_watched_idx', ['providerId', 'expiresAt'], { where: `upstream_order_id IS NOT NULL` })
// BRIN, which TypeORM cannot state: the migration makes it.
@Index('reservations_created_idx', { synchronize: false })
export class Reservation {
  @BigintIdentity()
  id!: bigint;

  @Column({ type: 'uuid' })
  key!: string;

  @Column({ name: 'user_id', type: 'bigint', transformer: bigintTransformer })
  userId!: bigint;

  @Column({ name: 'offer_id', type: 'integer' })
  offerId!: number;

  @Column({ name: 'service_id', type: 'integer' })
  serviceId!: number;

  @Column({ name: 'country_id', type: 'integer' })
  countryId!: number;

  @Column({ name: 'route_id', type: 'integer', nullable: true })
  routeId!: number | null;

  @Column({ name: 'provider_id', type: 'integer', nullable: true })
  providerId!: number | null;

  @Column({ name: 'number_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  numberId!: bigint | null;

  @Column({ type: 'text', nullable: true })
  phone!: string | null;

  @Column({ type: 'enum', enum: NUMBER_ORIGINS, enumName: 'number_origin' })
  origin!: NumberOrigin;

  @Column({ type: 'bigint', transformer: bigintTransformer })
  price!: bigint;

  @Column({ type: 'enum', enum: RESERVATION_STATUSES, enumName: 'reservation_status' })
  status!: ReservationStatus;

  @Column({ name: 'end_reason', type: 'text', nullable: true })
  endReason!: string | null;

  @Column({ name: 'upstream_order_id', type: 'text', nullable: true })
  upstreamOrderId!: string | null;

  /** What the supplier named, when it was in another currency; then `upstreamCost` is what that was worth. */
  @Column({ name: 'upstream_charged', type: 'bigint', nullable: true, transformer: bigintTransformer })
  upstreamCharged!: bigint | null;

  @Column({ name: 'upstream_currency', type: 'text', nullable: true })
  upstreamCurrency!: string | null;

  @Column({ name: 'upstream_cost', type: 'bigint', nullable: true, transformer: bigintTransformer })
  upstreamCost!: bigint | null;

  @Column({ name: 'tried_routes', type: 'integer', array: true, default: [] })
  triedRoutes!: number[];

  @Column({ name: 'asked_at', type: 'timestamptz', nullable: true })
  askedAt!: Date | null;

  /** When a supplier's number came. */
  @Column({ name: 'numbered_at', type: 'timestamptz', nullable: true })
  numberedAt!: Date | null;

  @Column({ name: 'reconcile_at', type: 'timestamptz', nullable: true })
  reconcileAt!: Date | null;

  @Column({ name: 'absent_at', type: 'timestamptz', nullable: true })
  absentAt!: Date | null;

  @Column({ name: 'cancelable_at', type: 'timestamptz', nullable: true })
  cancelableAt!: Date | null;

  @Column({ name: 'cancel_due_at', type: 'timestamptz', nullable: true })
  cancelDueAt!: Date | null;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;

  @Column({ name: 'more_asked_at', type: 'timestamptz', nullable: true })
  moreAskedAt!: Date | null;

  @Column({ name: 'replaces_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  replacesId!: bigint | null;

  @Column({ name: 'claim_of_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  claimOfId!: bigint | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'is_erased', type: 'boolean', default: false })
  isErased!: boolean;

  /** When the buyer asked for a cancel that its supplier did not grant at once. */
  @Column({ name: 'cancel_asked_at', type: 'timestamptz', nullable: true })
  cancelAskedAt!: Date | null;

  /** Null while it is open, and when it says nothing of its route. Success rates are counted from it. */
  @Column({ name: 'brought_code', type: 'boolean', nullable: true })
  broughtCode!: boolean | null;

  @ManyToOne(() => Reservation)
  @JoinColumn({ name: 'claim_of_id', foreignKeyConstraintName: 'reservations_claim_of_fk' })
  claimOf!: Relation<Reservation> | null;

  @ManyToOne(() => Country, { nullable: false })
  @JoinColumn({ name: 'country_id', foreignKeyConstraintName: 'reservations_country_fk' })
  country!: Relation<Country>;

  @ManyToOne(() => PhoneNumber)
  @JoinColumn({ name: 'number_id', foreignKeyConstraintName: 'reservations_number_fk' })
  number!: Relation<PhoneNumber> | null;

  @ManyToOne(() => Offer, { nullable: false })
  @JoinColumn({ name: 'offer_id', foreignKeyConstraintName: 'reservations_offer_fk' })
  offer!: Relation<Offer>;

  @ManyToOne(() => Provider)
  @JoinColumn({ name: 'provider_id', foreignKeyConstraintName: 'reservations_provider_fk' })
  provider!: Relation<Provider> | null;

  @ManyToOne(() => Reservation)
  @JoinColumn({ name: 'replaces_id', foreignKeyConstraintName: 'reservations_replaces_fk' })
  replaces!: Relation<Reservation> | null;

  @ManyToOne(() => Route)
  @JoinColumn({ name: 'route_id', foreignKeyConstraintName: 'reservations_route_fk' })
  route!: Relation<Route> | null;

  @ManyToOne(() => Service, { nullable: false })
  @JoinColumn({ name: 'service_id', foreignKeyConstraintName: 'reservations_service_fk' })
  service!: Relation<Service>;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'reservations_user_fk' })
  user!: Relation<User>;
}
