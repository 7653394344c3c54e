import { Column, Entity } from 'typeorm';
import { ACTOR_TYPES, type ActorType } from '../../domain/enum-values';
import {
  DELETION_REASONS,
  DELETION_STATES,
  type DeletionReason,
  type DeletionState,
} from '../../domain/number/number-status';
import type { NumberFilter } from '../queries/numbers';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** One act that deleted many numbers: it can be carried on by another process, and undone. */
@Entity('number_deletions')
export class NumberDeletion {
  @BigintIdentity() id!: bigint;
  @Column({ type: 'enum', enum: DELETION_REASONS, enumName: 'deletion_reason' }) reason!: DeletionReason;
  @Column({ name: 'service_id', type: 'integer', nullable: true }) serviceId!: number | null;
  @Column({ type: 'jsonb', default: {} }) filter!: NumberFilter;

  @Column({ type: 'enum', enum: DELETION_STATES, enumName: 'deletion_state', default: 'DELETING' })
  state!: DeletionState;

  @Column({ type: 'bigint', default: 0, transformer: bigintTransformer }) position!: bigint;
  @Column({ type: 'integer', default: 0 }) passes!: number;
  @Column({ type: 'integer', default: 0 }) deleted!: number;
  @Column({ type: 'integer', default: 0 }) restored!: number;
  @Column({ type: 'integer', default: 0 }) canceled!: number;
  @Column({ name: 'actor_type', type: 'enum', enum: ACTOR_TYPES, enumName: 'actor_type' }) actorType!: ActorType;
  @Column({ name: 'actor_id', type: 'text' }) actorId!: string;
  @Column({ name: 'undo_until', type: 'timestamptz' }) undoUntil!: Date;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
