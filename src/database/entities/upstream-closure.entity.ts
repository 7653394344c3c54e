import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation, Unique } from 'typeorm';
import { CLOSURE_ACTIONS, type ClosureAction } from '../../domain/enum-values';
import { BigintIdentity } from './bigint-column';
import { Provider } from './provider.entity';

/** The end of an order that its supplier must be told. */
@Entity('upstream_closures')
@Unique('upstream_closures_order_key', ['providerId', 'upstreamOrderId'])
@Index('upstream_closures_due_idx', ['dueAt'], { where: 'done_at IS NULL' })
export class UpstreamClosure {
  @BigintIdentity()
  id!: bigint;

  @Column({ name: 'provider_id', type: 'integer' })
  providerId!: number;

  @Column({ name: 'upstream_order_id', type: 'text' })
  upstreamOrderId!: string;

  @Column({ type: 'enum', enum: CLOSURE_ACTIONS, enumName: 'closure_action' })
  action!: ClosureAction;

  @Column({ name: 'due_at', type: 'timestamptz' })
  dueAt!: Date;

  @Column({ name: 'leased_until', type: 'timestamptz', nullable: true })
  leasedUntil!: Date | null;

  @Column({ type: 'integer', default: 0 })
  attempts!: number;

  @Column({ name: 'done_at', type: 'timestamptz', nullable: true })
  doneAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  outcome!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @ManyToOne(() => Provider, { nullable: false })
  @JoinColumn({ name: 'provider_id', foreignKeyConstraintName: 'upstream_closures_provider_fk' })
  provider!: Relation<Provider>;
}
