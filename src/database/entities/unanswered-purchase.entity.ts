import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { bigintTransformer } from './bigint-column';
import { Provider } from './provider.entity';
import { Reservation } from './reservation.entity';
import { Route } from './route.entity';

/** We asked a provider for a number and gave up before anybody knew whether it made an order. */
@Entity('unanswered_purchases')
@Index('unanswered_purchases_provider_idx', ['providerId', 'askedAt'])
@Index('unanswered_purchases_order_key', ['providerId', 'orderId'], { unique: true })
export class UnansweredPurchase {
  @PrimaryColumn({ name: 'reservation_id', type: 'bigint', transformer: bigintTransformer })
  reservationId!: bigint;

  @PrimaryColumn({ name: 'route_id', type: 'integer' })
  routeId!: number;

  @Column({ name: 'provider_id', type: 'integer' })
  providerId!: number;

  @Column({ name: 'asked_at', type: 'timestamptz' })
  askedAt!: Date;

  /** The order that turned out to be its answer. */
  @Column({ name: 'upstream_order_id', type: 'text', nullable: true })
  orderId!: string | null;

  @ManyToOne(() => Reservation, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'reservation_id', foreignKeyConstraintName: 'unanswered_purchases_reservation_fk' })
  reservation!: Relation<Reservation>;

  @ManyToOne(() => Route, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'route_id', foreignKeyConstraintName: 'unanswered_purchases_route_fk' })
  route!: Relation<Route>;

  @ManyToOne(() => Provider, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'provider_id', foreignKeyConstraintName: 'unanswered_purchases_provider_fk' })
  provider!: Relation<Provider>;
}
