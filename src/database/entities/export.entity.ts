import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { ACTOR_TYPES, type ActorType } from '../../domain/enum-values';
import type { ExportEntity, ExportFormat } from '../../domain/exports/export-kinds';
import { EXPORT_STATES, type ExportState } from '../../domain/exports/export-kinds';
import { bigintTransformer } from './bigint-column';

/** An export that is written in the background. */
@Entity('exports')
export class Export {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column({ type: 'text' }) entity!: ExportEntity;
  @Column({ type: 'text' }) format!: ExportFormat;
  @Column({ type: 'jsonb' }) query!: Record<string, string>;
  @Column({ name: 'token_hash', type: 'bytea', select: false }) tokenHash!: Buffer;
  @Column({ name: 'actor_type', type: 'enum', enum: ACTOR_TYPES, enumName: 'actor_type' }) actorType!: ActorType;
  @Column({ name: 'actor_id', type: 'text' }) actorId!: string;
  @Column({ type: 'enum', enum: EXPORT_STATES, enumName: 'export_state', default: 'WAITING' }) state!: ExportState;
  @Column({ type: 'integer', default: 0 }) attempts!: number;
  @Column({ name: 'leased_until', type: 'timestamptz', nullable: true }) leasedUntil!: Date | null;
  @Column({ type: 'integer', nullable: true }) rows!: number | null;
  @Column({ type: 'bigint', nullable: true, transformer: bigintTransformer }) bytes!: bigint | null;
  @Column({ type: 'text', nullable: true }) sha256!: string | null;

  @Column({ name: 'packed_bytes', type: 'bigint', nullable: true, transformer: bigintTransformer })
  packedBytes!: bigint | null;

  @Column({ name: 'packed_sha256', type: 'text', nullable: true }) packedSha256!: string | null;
  @Column({ type: 'text', nullable: true }) failure!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
}
