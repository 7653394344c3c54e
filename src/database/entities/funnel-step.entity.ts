import { Check, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { bigintTransformer } from './bigint-column';
import { User } from './user.entity';

/** Who came how far in which hour. */
@Entity('funnel_steps')
@Check('funnel_steps_step_known', `step IN ('OPENED', 'CHOSE')`)
export class FunnelStep {
  @PrimaryColumn({ type: 'timestamptz' })
  hour!: Date;

  @PrimaryColumn({ type: 'text' })
  step!: string;

  @PrimaryColumn({ name: 'user_id', type: 'bigint', transformer: bigintTransformer })
  userId!: bigint;

  @ManyToOne(() => User, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'funnel_steps_user_fk' })
  user!: Relation<User>;
}
