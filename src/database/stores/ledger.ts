import type { Amount } from '../../domain/money/money';
import type { Access } from '../access';

export type TransferType = 'ADD' | 'DEDUCT' | 'HOLD' | 'RELEASE' | 'PURCHASE' | 'REWARD' | 'REFUND';
export type LedgerAccount = 'AVAILABLE' | 'HELD' | 'FUNDING' | 'SALES' | 'REWARDS';
export type ActorType = 'USER' | 'ADMIN' | 'API_KEY' | 'JOB';

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

export interface Transfer {
  readonly id: bigint;
  readonly key: string;
  readonly type: TransferType;
  readonly from: LedgerAccount;
  readonly to: LedgerAccount;
  readonly amount: Amount;
  readonly userId: bigint;
  readonly reservationId: bigint | null;
  readonly actorType: ActorType;
  readonly actorId: string;
  readonly reason: string;
  readonly availableAfter: Amount;
  readonly heldAfter: Amount;
  readonly createdAt: Date;
}

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

const COLUMNS = `id, key, type, from_account AS "from", to_account AS "to", amount, user_id AS "userId",
  reservation_id AS "reservationId", actor_type AS "actorType", actor_id AS "actorId", reason,
  available_after AS "availableAfter", held_after AS "heldAfter", created_at AS "createdAt"`;

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
      `INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, reservation_id,
         actor_type, actor_id, reason, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (key) DO NOTHING RETURNING ${COLUMNS}`,
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
      `SELECT ${COLUMNS} FROM transfers WHERE key = $1`,
      [key],
    );
    return transfer;
  }

  /** Newest first, before the given id when one is given. */
  async listOfUser(userId: bigint, before: bigint | undefined, limit: number): Promise<Transfer[]> {
    return this.db.sql.rows<Transfer>(
      'ledger.listOfUser',
      `SELECT ${COLUMNS} FROM transfers WHERE user_id = $1 AND id < COALESCE($2, 9223372036854775807)
       ORDER BY id DESC LIMIT $3`,
      [userId, before ?? null, limit],
    );
  }

  async findWallet(userId: bigint): Promise<{ available: Amount; held: Amount } | undefined> {
    const [wallet] = await this.db.sql.rows<{ available: Amount; held: Amount }>(
      'ledger.findWallet',
      'SELECT available, held FROM wallets WHERE user_id = $1',
      [userId],
    );
    return wallet;
  }
}
