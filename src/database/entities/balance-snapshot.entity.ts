import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** What our balance at a supplier was, at some moment between two instants. */
@Entity('balance_snapshots')
export class BalanceSnapshot {
  @PrimaryColumn({ name: 'provider_id', type: 'integer' }) providerId!: number;
  @PrimaryColumn({ name: 'began_at', type: 'timestamptz' }) beganAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz' }) endedAt!: Date;
  @Column({ type: 'bigint', transformer: bigintTransformer }) balance!: bigint;
}
