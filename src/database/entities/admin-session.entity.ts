import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { BigintIdentity, bigintTransformer } from './bigint-column';
import { User } from './user.entity';

/** Somebody who is, or was, in the panel. */
@Entity('admin_sessions')
@Index('admin_sessions_live_once', ['userId'], { unique: true, where: 'revoked_at IS NULL' })
@Index('admin_sessions_user_idx', ['userId', 'id'])
export class AdminSession {
  @BigintIdentity()
  id!: bigint;

  @Column({ name: 'user_id', type: 'bigint', transformer: bigintTransformer })
  userId!: bigint;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'last_used_at', type: 'timestamptz' })
  lastUsedAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'admin_sessions_user_fk' })
  user!: Relation<User>;
}
