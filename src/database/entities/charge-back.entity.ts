import { Column, Entity } from 'typeorm';
import { CHARGE_BACK_STATES, type ChargeBackState } from '../../domain/payment/payment-status';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** What a provider took back by itself. */
@Entity('charge_backs')
export class ChargeBack {
  @BigintIdentity() id!: bigint;
  @Column({ name: 'method_id', type: 'integer' }) methodId!: number;
  @Column({ name: 'taking_key', type: 'text' }) takingKey!: string;
  @Column({ name: 'receipt_id', type: 'bigint', transformer: bigintTransformer }) receiptId!: bigint;
  @Column({ type: 'bigint', transformer: bigintTransformer }) amount!: bigint;
  @Column({ type: 'enum', enum: CHARGE_BACK_STATES, enumName: 'charge_back_state' }) state!: ChargeBackState;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
