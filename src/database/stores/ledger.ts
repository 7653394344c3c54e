import type { ActorType, LedgerAccount } from '../../domain/enum-values';
import type { Amount } from '../../domain/money/money';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { Transfer as TransferEntity } from '../entities/transfer.entity';
import { Wallet } from '../entities/wallet.entity';

export interface Actor {
  readonly type: ActorType;
  readonly id: string;
}

/** A movement outside the life of a reservation. Holds and their ends are written by the acts in the database. */
export interface Posting {
  /** Made before the act; the same key never moves money twice. */
  readonly key: string;
  readonly type: 'ADD' | 'DEDUCT' | 'REWARD' | 'REFUND';
  readonly amount: Amount;
  readonly userId: bigint;
  readonly reservationId?: bigint;
  readonly actor: Actor;
  readonly reason: string;
  readonly at: Date;
}

export const TRANSFER_COLUMNS = select(
  TransferEntity,
  't',
  [
    'id',
    'key',
    'type',
    'amount',
    'userId',
    'reservationId',
    'actorType',
    'actorId',
    'reason',
    'availableAfter',
    'heldAfter',
    'createdAt',
  ],
  { from: 'fromAccount', to: 'toAccount' },
);
export type Transfer = Row<typeof TRANSFER_COLUMNS>;

export type PostOutcome =
  | { readonly kind: 'posted'; readonly transfer: Transfer }
  /** The key was used before for the same movement; this is that one. */
  | { readonly kind: 'repeated'; readonly transfer: Transfer }
  /** The key was used before for another movement; nothing moved. */
  | { readonly kind: 'key_conflict' };

const ACCOUNTS: Record<Posting['type'], readonly [LedgerAccount, LedgerAccount]> = {
  ADD: ['FUNDING', 'AVAILABLE'],
  DEDUCT: ['AVAILABLE', 'FUNDING'],
  REWARD: ['REWARDS', 'AVAILABLE'],
  REFUND: ['SALES', 'AVAILABLE'],
};

export class LedgerStore {
  constructor(private readonly db: Access) {}

  /**
   * Posts one movement, once per key. Throws what Postgres says when the wallet would go below zero
   * (constraint `wallets_available_not_negative`) or the reservation was refunded before (`transfers_refund_once`).
   */
  async post(posting: Posting): Promise<PostOutcome> {
    const [from, to] = ACCOUNTS[posting.type];
    const [transfer] = await this.db.sql.rows<Transfer>(
      'ledger.post',
      `INSERT INTO transfers AS t (key, type, from_account, to_account, amount, user_id, reservation_id,
         actor_type, actor_id, reason, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (key) DO NOTHING RETURNING ${TRANSFER_COLUMNS}`,
      [
        posting.key,
        posting.type,
        from,
        to,
        posting.amount,
        posting.userId,
        posting.reservationId ?? null,
        posting.actor.type,
        posting.actor.id,
        posting.reason,
        posting.at,
      ],
    );
    if (transfer) return { kind: 'posted', transfer };
    const before = await this.findByKey(posting.key);
    const same =
      before &&
      before.type === posting.type &&
      before.amount === posting.amount &&
      before.userId === posting.userId &&
      before.reservationId === (posting.reservationId ?? null) &&
      before.reason === posting.reason;
    return same ? { kind: 'repeated', transfer: before } : { kind: 'key_conflict' };
  }

  async findByKey(key: string): Promise<Transfer | undefined> {
    const [transfer] = await this.db.sql.rows<Transfer>(
      'ledger.findByKey',
      `SELECT ${TRANSFER_COLUMNS} FROM transfers t WHERE t.key = $1`,
      [key],
    );
    return transfer;
  }

  async findWallet(userId: bigint): Promise<Pick<Wallet, 'available' | 'held'> | undefined> {
    const wallet = await this.db.manager.findOneBy(Wallet, { userId });
    return wallet ? { available: wallet.available, held: wallet.held } : undefined;
  }
}
