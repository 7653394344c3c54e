import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { bigintTransformer } from './bigint-column';
import { Provider } from './provider.entity';
import { Reservation } from './reservation.entity';
import { Route } from './route.entity';

/** A supplier charged us, but its answer was lost and it shows no order: our loss, never the buyer's. */
@Entity('lost_purchases')
@Check('lost_purchases_amount_positive', 'amount > 0')
@Index('lost_purchases_provider_idx', ['providerId', 'bookedAt'])
export class LostPurchase {
  @PrimaryColumn({ name: 'reservation_id', type: 'bigint', transformer: bigintTransformer })
  reservationId!: bigint;

  @PrimaryColumn({ name: 'route_id', type: 'integer' })
  routeId!: number;

  @Column({ name: 'provider_id', type: 'integer' })
  providerId!: number;

  @Column({ type: 'bigint', transformer: bigintTransformer })
  amount!: bigint;

  /** In the supplier's currency, when that is not the shop's. */
  @Column({ type: 'bigint', nullable: true, transformer: bigintTransformer })
  charged!: bigint | null;

  @Column({ type: 'text', nullable: true })
  currency!: string | null;

  @Column({ name: 'asked_at', type: 'timestamptz' })
  askedAt!: Date;

  @Column({ name: 'booked_at', type: 'timestamptz' })
  bookedAt!: Date;

  @ManyToOne(() => Reservation, { nullable: false })
  @JoinColumn({ name: 'reservation_id', foreignKeyConstraintName: 'lost_purchases_reservation_fk' })
  reservation!: Relation<Reservation>;

  @ManyToOne(() => Route, { nullable: false })
  @JoinColumn({ name: 'route_id', foreignKeyConstraintName: 'lost_purchases_route_fk' })
  route!: Relation<Route>;

  @ManyToOne(() => Provider, { nullable: false })
  @JoinColumn({ name: 'provider_id', foreignKeyConstraintName: 'lost_purchases_provider_fk' })
  provider!: Relation<Provider>;
}
