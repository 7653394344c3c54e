import { Column, Entity, Index } from 'typeorm';
import { ACTOR_TYPES, type ActorType } from '../../domain/enum-values';
import { BigintIdentity } from './bigint-column';

/** Who did what, for ever. */
@Entity('audit_log')
@Index('audit_log_entity_idx', ['entity', 'entityId', 'id'])
@Index('audit_log_actor_idx', ['actorType', 'actorId', 'id'])
// BRIN, which TypeORM cannot state: the migration makes it.
@Index('audit_log_created_idx', { synchronize: false })
export class AuditEntry {
  @BigintIdentity()
  id!: bigint;

  @Column({ name: 'actor_type', type: 'enum', enum: ACTOR_TYPES, enumName: 'actor_type' })
  actorType!: ActorType;

  @Column({ name: 'actor_id', type: 'text' })
  actorId!: string;

  @Column({ type: 'text' })
  action!: string;

  @Column({ type: 'text' })
  entity!: string;

  @Column({ name: 'entity_id', type: 'text' })
  entityId!: string;

  @Column({ type: 'jsonb', default: {} })
  facts!: Record<string, unknown>;

  @Column({ name: 'request_id', type: 'text', nullable: true })
  requestId!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
