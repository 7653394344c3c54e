import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** A user's money. Moves only through the trigger on transfers. */
@Entity('wallets')
export class Wallet {
  @PrimaryColumn({ name: 'user_id', type: 'bigint', transformer: bigintTransformer }) userId!: bigint;
  @Column({ type: 'bigint', default: 0, transformer: bigintTransformer }) available!: bigint;
  @Column({ type: 'bigint', default: 0, transformer: bigintTransformer }) held!: bigint;
  @Column({ name: 'open_holds', type: 'integer', default: 0 }) openHolds!: number;
  /** Paid in and not usable yet; see `PaymentHold`. */
  @Column({ type: 'bigint', default: 0, transformer: bigintTransformer }) pending!: bigint;
  /** Owed after a charge-back; see `Debt`. While there is one, nothing is available. */
  @Column({ type: 'bigint', default: 0, transformer: bigintTransformer }) debt!: bigint;
}
