import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** Its time ended before anybody could say whether the supplier charged us. The buyer has his money back. */
@Entity('unclear_purchases')
export class UnclearPurchase {
  @PrimaryColumn({ name: 'reservation_id', type: 'bigint', transformer: bigintTransformer }) reservationId!: bigint;
  @PrimaryColumn({ name: 'route_id', type: 'integer' }) routeId!: number;
  @Column({ name: 'provider_id', type: 'integer' }) providerId!: number;

  /** The most that it may have cost, in the shop's currency. */
  @Column({ type: 'bigint', transformer: bigintTransformer }) amount!: bigint;
  @Column({ name: 'asked_at', type: 'timestamptz' }) askedAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz' }) endedAt!: Date;
  @Column({ name: 'told_at', type: 'timestamptz', nullable: true }) toldAt!: Date | null;
}
