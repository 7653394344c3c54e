import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { bigintTransformer } from './bigint-column';
import { User } from './user.entity';

/** The password of the panel, once it was changed there; at most one row. */
@Entity('admin_credentials')
@Check('admin_credentials_single', 'id = 1')
export class AdminCredential {
  @PrimaryColumn({ type: 'integer', default: 1 })
  id!: number;

  @Column({ name: 'password_hash', type: 'text' })
  passwordHash!: string;

  @Column({ type: 'text', nullable: true })
  replaces!: string | null;

  @Column({ name: 'changed_by', type: 'bigint', transformer: bigintTransformer })
  changedBy!: bigint;

  @Column({ name: 'changed_at', type: 'timestamptz' })
  changedAt!: Date;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'changed_by', foreignKeyConstraintName: 'admin_credentials_user_fk' })
  user!: Relation<User>;
}
