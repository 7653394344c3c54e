import { Column, Entity } from 'typeorm';
import { GIFT_STATES, type GiftState } from '../../domain/growth/growth-words';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** Money on its way from one user to whoever brings its link. */
@Entity('gifts')
export class Gift {
  @BigintIdentity() id!: bigint;
  @Column({ type: 'text' }) key!: string;
  /** SHA-256 of what stands in the link. */
  @Column({ name: 'token_hash', type: 'bytea' }) tokenHash!: Buffer;
  @Column({ name: 'giver_id', type: 'bigint', transformer: bigintTransformer }) giverId!: bigint;
  @Column({ name: 'taker_id', type: 'bigint', nullable: true, transformer: bigintTransformer }) takerId!: bigint | null;
  @Column({ type: 'bigint', transformer: bigintTransformer }) amount!: bigint;
  @Column({ type: 'enum', enum: GIFT_STATES, enumName: 'gift_state', default: 'OPEN' }) state!: GiftState;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
}
