import { Column, Entity } from 'typeorm';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** A reward that was given: once for each person and channel, for ever. */
@Entity('reward_claims')
export class RewardClaim {
  @BigintIdentity() id!: bigint;
  @Column({ name: 'user_id', type: 'bigint', transformer: bigintTransformer }) userId!: bigint;
  @Column({ name: 'channel_id', type: 'integer' }) channelId!: number;
  @Column({ type: 'bigint', transformer: bigintTransformer }) amount!: bigint;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;

  /** Until then it is taken back from whoever leaves; null: never. */
  @Column({ name: 'claw_back_until', type: 'timestamptz', nullable: true }) clawBackUntil!: Date | null;
  @Column({ name: 'clawed_back_at', type: 'timestamptz', nullable: true }) clawedBackAt!: Date | null;
  @Column({ name: 'clawed_back', type: 'bigint', transformer: bigintTransformer, default: 0 }) clawedBack!: bigint;

  /** He left while money of his was on hold: what is missing is taken as it comes free. */
  @Column({ name: 'left_at', type: 'timestamptz', nullable: true }) leftAt!: Date | null;

  /** A keyed hash of person and channel, which outlives the person's erasure. */
  @Column({ name: 'person_mark', type: 'bytea', nullable: true }) personMark!: Buffer | null;
}
