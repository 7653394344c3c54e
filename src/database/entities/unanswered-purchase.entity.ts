import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** We asked a provider for a number and gave up before anybody knew whether it made an order. */
@Entity('unanswered_purchases')
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
}
