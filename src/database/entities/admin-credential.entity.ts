import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** The password of the panel, once it was changed there; at most one row. */
@Entity('admin_credentials')
export class AdminCredential {
  @PrimaryColumn({ type: 'integer', default: 1 }) id!: number;
  @Column({ name: 'password_hash', type: 'text' }) passwordHash!: string;
  @Column({ type: 'text', nullable: true }) replaces!: string | null;
  @Column({ name: 'changed_by', type: 'bigint', transformer: bigintTransformer }) changedBy!: bigint;
  @Column({ name: 'changed_at', type: 'timestamptz' }) changedAt!: Date;
}
