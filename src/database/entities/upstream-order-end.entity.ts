import { Column, Entity } from 'typeorm';
import { UPSTREAM_ORDER_ACTIONS, type UpstreamOrderAction } from '../../domain/enum-values';
import { BigintIdentity } from './bigint-column';

/** The end of an order that its supplier must be told. */
@Entity('upstream_order_ends')
export class UpstreamOrderEnd {
  @BigintIdentity() id!: bigint;
  @Column({ name: 'provider_id', type: 'integer' }) providerId!: number;
  @Column({ name: 'upstream_order_id', type: 'text' }) upstreamOrderId!: string;
  @Column({ type: 'enum', enum: UPSTREAM_ORDER_ACTIONS, enumName: 'upstream_order_action' })
  action!: UpstreamOrderAction;
  @Column({ name: 'due_at', type: 'timestamptz' }) dueAt!: Date;
  @Column({ name: 'leased_until', type: 'timestamptz', nullable: true }) leasedUntil!: Date | null;
  @Column({ type: 'integer', default: 0 }) attempts!: number;
  @Column({ name: 'done_at', type: 'timestamptz', nullable: true }) doneAt!: Date | null;
  @Column({ type: 'text', nullable: true }) outcome!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
