import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** A supplier charged us, but its answer was lost and it shows no order: our loss, never the buyer's. */
@Entity('lost_purchases')
export class LostPurchase {
  @PrimaryColumn({ name: 'reservation_id', type: 'bigint', transformer: bigintTransformer }) reservationId!: bigint;
  @PrimaryColumn({ name: 'route_id', type: 'integer' }) routeId!: number;
  @Column({ name: 'provider_id', type: 'integer' }) providerId!: number;
  @Column({ type: 'bigint', transformer: bigintTransformer }) amount!: bigint;

  /** In the supplier's currency, when that is not the shop's. */
  @Column({ type: 'bigint', nullable: true, transformer: bigintTransformer }) charged!: bigint | null;
  @Column({ type: 'text', nullable: true }) currency!: string | null;
  @Column({ name: 'asked_at', type: 'timestamptz' }) askedAt!: Date;
  @Column({ name: 'booked_at', type: 'timestamptz' }) bookedAt!: Date;
}
