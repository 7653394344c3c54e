import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { bigintTransformer } from './bigint-column';
import { Provider } from './provider.entity';
import { Reservation } from './reservation.entity';
import { Route } from './route.entity';

/** Its time ended before anybody could say whether the supplier charged us. The buyer has his money back. */
@Entity('unclear_purchases')
@Check('unclear_purchases_amount_positive', 'amount > 0')
@Index('unclear_purchases_provider_idx', ['providerId', 'askedAt'])
@Index('unclear_purchases_untold_idx', ['providerId'], { where: 'told_at IS NULL' })
export class UnclearPurchase {
  @PrimaryColumn({ name: 'reservation_id', type: 'bigint', transformer: bigintTransformer })
  reservationId!: bigint;

  @PrimaryColumn({ name: 'route_id', type: 'integer' })
  routeId!: number;

  @Column({ name: 'provider_id', type: 'integer' })
  providerId!: number;

  /** The most that it may have cost, in the shop's currency. */
  @Column({ type: 'bigint', transformer: bigintTransformer })
  amount!: bigint;

  @Column({ name: 'asked_at', type: 'timestamptz' })
  askedAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz' })
  endedAt!: Date;

  @Column({ name: 'told_at', type: 'timestamptz', nullable: true })
  toldAt!: Date | null;

  @ManyToOne(() => Reservation, { nullable: false })
  @JoinColumn({ name: 'reservation_id', foreignKeyConstraintName: 'unclear_purchases_reservation_fk' })
  reservation!: Relation<Reservation>;

  @ManyToOne(() => Route, { nullable: false })
  @JoinColumn({ name: 'route_id', foreignKeyConstraintName: 'unclear_purchases_route_fk' })
  route!: Relation<Route>;

  @ManyToOne(() => Provider, { nullable: false })
  @JoinColumn({ name: 'provider_id', foreignKeyConstraintName: 'unclear_purchases_provider_fk' })
  provider!: Relation<Provider>;
}
