import { Column, Entity } from 'typeorm';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** What could not be taken back from a wallet; whatever comes into it pays this first. */
@Entity('debts')
export class Debt {
  @BigintIdentity() id!: bigint;
  @Column({ name: 'user_id', type: 'bigint', transformer: bigintTransformer }) userId!: bigint;
  @Column({ name: 'charge_back_id', type: 'bigint', transformer: bigintTransformer }) chargeBackId!: bigint;
  @Column({ type: 'bigint', transformer: bigintTransformer }) amount!: bigint;
  @Column({ type: 'bigint', default: 0, transformer: bigintTransformer }) paid!: bigint;
  @Column({ type: 'bigint', default: 0, transformer: bigintTransformer }) forgiven!: bigint;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
