import { Column, Entity } from 'typeorm';
import {
  ACTOR_TYPES,
  type ActorType,
  LEDGER_ACCOUNTS,
  type LedgerAccount,
  TRANSFER_TYPES,
  type TransferType,
} from '../../domain/enum-values';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** One immutable movement of money. */
@Entity('transfers')
export class Transfer {
  @BigintIdentity() id!: bigint;
  @Column({ type: 'text' }) key!: string;
  @Column({ type: 'enum', enum: TRANSFER_TYPES, enumName: 'transfer_type' }) type!: TransferType;

  @Column({ name: 'from_account', type: 'enum', enum: LEDGER_ACCOUNTS, enumName: 'ledger_account' })
  fromAccount!: LedgerAccount;

  @Column({ name: 'to_account', type: 'enum', enum: LEDGER_ACCOUNTS, enumName: 'ledger_account' })
  toAccount!: LedgerAccount;

  @Column({ type: 'bigint', transformer: bigintTransformer }) amount!: bigint;
  @Column({ name: 'user_id', type: 'bigint', transformer: bigintTransformer }) userId!: bigint;

  @Column({ name: 'reservation_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  reservationId!: bigint | null;

  /** The money that arrived, for what it brought and what was taken back of it. */
  @Column({ name: 'receipt_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  receiptId!: bigint | null;

  @Column({ name: 'actor_type', type: 'enum', enum: ACTOR_TYPES, enumName: 'actor_type' }) actorType!: ActorType;
  @Column({ name: 'actor_id', type: 'text' }) actorId!: string;
  @Column({ type: 'text', default: '' }) reason!: string;
  @Column({ name: 'available_after', type: 'bigint', transformer: bigintTransformer }) availableAfter!: bigint;
  @Column({ name: 'held_after', type: 'bigint', transformer: bigintTransformer }) heldAfter!: bigint;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
