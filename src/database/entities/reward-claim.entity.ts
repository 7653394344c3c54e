import { Check, Column, Entity, Index, JoinColumn, ManyToOne, type Relation, Unique } from 'typeorm';
import { BigintIdentity, bigintTransformer } from './bigint-column';
import { RewardChannel } from './reward-channel.entity';
import { User } from './user.entity';

/** A reward that was given: once for each person and channel, for ever. */
@Entity('reward_claims')
@Unique('reward_claims_once', ['userId', 'channelId'])
@Check('reward_claims_mark_form', 'octet_length(person_mark) = 32')
@Index('reward_claims_mark_once', ['personMark'], { unique: true, where: 'person_mark IS NOT NULL' })
@Index('reward_claims_owed_idx', ['userId'], { where: 'left_at IS NOT NULL AND clawed_back_at IS NULL' })
@Index('reward_claims_channel_idx', ['channelId', 'createdAt'])
@Check('reward_claims_amount_positive', 'amount > 0')
@Check('reward_claims_clawed_back_fits', 'clawed_back BETWEEN 0 AND amount')
export class RewardClaim {
  @BigintIdentity()
  id!: bigint;

  @Column({ name: 'user_id', type: 'bigint', transformer: bigintTransformer })
  userId!: bigint;

  @Column({ name: 'channel_id', type: 'integer' })
  channelId!: number;

  @Column({ type: 'bigint', transformer: bigintTransformer })
  amount!: bigint;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  /** Until then it is taken back from whoever leaves; null: never. */
  @Column({ name: 'claw_back_until', type: 'timestamptz', nullable: true })
  clawBackUntil!: Date | null;

  @Column({ name: 'clawed_back_at', type: 'timestamptz', nullable: true })
  clawedBackAt!: Date | null;

  @Column({ name: 'clawed_back', type: 'bigint', transformer: bigintTransformer, default: 0 })
  clawedBack!: bigint;

  /** He left while money of his was on hold: what is missing is taken as it comes free. */
  @Column({ name: 'left_at', type: 'timestamptz', nullable: true })
  leftAt!: Date | null;

  /** A keyed hash of person and channel, which outlives the person's erasure. */
  @Column({ name: 'person_mark', type: 'bytea', nullable: true })
  personMark!: Buffer | null;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'reward_claims_user_fk' })
  user!: Relation<User>;

  @ManyToOne(() => RewardChannel, { nullable: false })
  @JoinColumn({ name: 'channel_id', foreignKeyConstraintName: 'reward_claims_channel_fk' })
  rewardChannel!: Relation<RewardChannel>;
}
