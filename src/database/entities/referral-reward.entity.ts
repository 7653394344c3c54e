import { Column, Entity } from 'typeorm';
import { REFERRAL_STATES, type ReferralState } from '../../domain/growth/growth-words';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** What somebody gets for money that a person whom he brought paid in. */
@Entity('referral_rewards')
export class ReferralReward {
  @BigintIdentity() id!: bigint;
  @Column({ name: 'receipt_id', type: 'bigint', transformer: bigintTransformer }) receiptId!: bigint;
  @Column({ name: 'inviter_id', type: 'bigint', transformer: bigintTransformer }) inviterId!: bigint;
  @Column({ name: 'invitee_id', type: 'bigint', transformer: bigintTransformer }) inviteeId!: bigint;
  @Column({ type: 'bigint', transformer: bigintTransformer }) amount!: bigint;
  @Column({ type: 'enum', enum: REFERRAL_STATES, enumName: 'referral_state', default: 'WAITING' })
  state!: ReferralState;
  @Column({ name: 'matures_at', type: 'timestamptz' }) maturesAt!: Date;
  @Column({ name: 'taken_back', type: 'bigint', default: 0, transformer: bigintTransformer }) takenBack!: bigint;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
}
