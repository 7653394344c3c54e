import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { bigintTransformer } from './bigint-column';
import { User } from './user.entity';

/** A configuration that an admin sent to the bot, until it is applied or a day has passed. */
@Entity('configuration_files')
export class ConfigurationFile {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column({ name: 'user_id', type: 'bigint', transformer: bigintTransformer })
  userId!: bigint;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'configuration_files_user_fk' })
  user!: Relation<User>;

  @Column({ type: 'jsonb' })
  document!: unknown;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
