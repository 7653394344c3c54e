import { Column, Entity } from 'typeorm';
import { CLOSURE_ACTIONS, type ClosureAction } from '../../domain/enum-values';
import { BigintIdentity } from './bigint-column';

/** The end of an order that its supplier must be told. */
@Entity('upstream_closures')
export class UpstreamClosure {
  @BigintIdentity() id!: bigint;
  @Column({ name: 'provider_id', type: 'integer' }) providerId!: number;
  @Column({ name: 'upstream_order_id', type: 'text' }) upstreamOrderId!: string;
  @Column({ type: 'enum', enum: CLOSURE_ACTIONS, enumName: 'closure_action' }) action!: ClosureAction;
  @Column({ name: 'due_at', type: 'timestamptz' }) dueAt!: Date;
  @Column({ name: 'leased_until', type: 'timestamptz', nullable: true }) leasedUntil!: Date | null;
  @Column({ type: 'integer', default: 0 }) attempts!: number;
  @Column({ name: 'done_at', type: 'timestamptz', nullable: true }) doneAt!: Date | null;
  @Column({ type: 'text', nullable: true }) outcome!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
