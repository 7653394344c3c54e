import { Check, Column, Entity, Index, JoinColumn, ManyToOne, type Relation, Unique } from 'typeorm';
import {
  ACTOR_TYPES,
  type ActorType,
  LEDGER_ACCOUNTS,
  type LedgerAccount,
  TRANSFER_TYPES,
  type TransferType,
} from '../../domain/enum-values';
import { BigintIdentity, bigintTransformer } from './bigint-column';
import { Reservation } from './reservation.entity';
import { User } from './user.entity';

/** One immutable movement of money. */
@Entity('transfers')
@Unique('transfers_key_key', ['key'])
@Check(
  'transfers_accounts_fit_type',
  `(type, from_account, to_account) IN (
    ('ADD', 'FUNDING', 'AVAILABLE'), ('DEDUCT', 'AVAILABLE', 'FUNDING'),
    ('HOLD', 'AVAILABLE', 'HELD'), ('RELEASE', 'HELD', 'AVAILABLE'), ('PURCHASE', 'HELD', 'SALES'),
    ('REWARD', 'REWARDS', 'AVAILABLE'), ('REFUND', 'SALES', 'AVAILABLE'))`,
)
@Check('transfers_amount_positive', 'amount > 0')
@Check('transfers_available_after_not_negative', 'available_after >= 0')
@Check('transfers_held_after_not_negative', 'held_after >= 0')
@Check('transfers_reservation_named', `(reservation_id IS NOT NULL) OR type IN ('ADD', 'DEDUCT', 'REWARD')`)
@Index('transfers_hold_ends_once', ['reservationId'], { unique: true, where: `type IN ('RELEASE', 'PURCHASE')` })
@Index('transfers_hold_once', ['reservationId'], { unique: true, where: `type = 'HOLD'` })
@Index('transfers_refund_once', ['reservationId'], { unique: true, where: `type = 'REFUND'` })
@Index('transfers_user_idx', ['userId', 'id'])
// BRIN, which TypeORM cannot state: the migration makes it.
@Index('transfers_created_idx', { synchronize: false })
export class Transfer {
  @BigintIdentity()
  id!: bigint;

  @Column({ type: 'text' })
  key!: string;

  @Column({ type: 'enum', enum: TRANSFER_TYPES, enumName: 'transfer_type' })
  type!: TransferType;

  @Column({ name: 'from_account', type: 'enum', enum: LEDGER_ACCOUNTS, enumName: 'ledger_account' })
  fromAccount!: LedgerAccount;

  @Column({ name: 'to_account', type: 'enum', enum: LEDGER_ACCOUNTS, enumName: 'ledger_account' })
  toAccount!: LedgerAccount;

  @Column({ type: 'bigint', transformer: bigintTransformer })
  amount!: bigint;

  @Column({ name: 'user_id', type: 'bigint', transformer: bigintTransformer })
  userId!: bigint;

  @Column({ name: 'reservation_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  reservationId!: bigint | null;

  @Column({ name: 'actor_type', type: 'enum', enum: ACTOR_TYPES, enumName: 'actor_type' })
  actorType!: ActorType;

  @Column({ name: 'actor_id', type: 'text' })
  actorId!: string;

  @Column({ type: 'text', default: '' })
  reason!: string;

  @Column({ name: 'available_after', type: 'bigint', transformer: bigintTransformer })
  availableAfter!: bigint;

  @Column({ name: 'held_after', type: 'bigint', transformer: bigintTransformer })
  heldAfter!: bigint;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @ManyToOne(() => Reservation)
  @JoinColumn({ name: 'reservation_id', foreignKeyConstraintName: 'transfers_reservation_fk' })
  reservation!: Relation<Reservation> | null;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'transfers_user_fk' })
  user!: Relation<User>;
}
