import type { LedgerAccount, TransferType } from '../../domain/enum-values';
import type { Amount } from '../../domain/money/money';
import type { Access } from '../access';

export interface OwnTransferRow {
  readonly id: bigint;
  readonly type: TransferType;
  readonly from: LedgerAccount;
  readonly to: LedgerAccount;
  readonly amount: Amount;
  readonly reason: string;
  readonly availableAfter: Amount;
  readonly createdAt: Date;
  readonly serviceName: string | null;
  readonly serviceEmoji: string | null;
  readonly countryIso: string | null;
  readonly countryName: string | null;
}

/** A page of a user's movements, newest first, each with what it was about; `nextBefore` asks for the page after it. */
export async function readOwnTransfers(
  { sql }: Access,
  o: { userId: bigint; before?: bigint; limit: number },
): Promise<{ items: OwnTransferRow[]; nextBefore: bigint | undefined }> {
  const rows = await sql.rows<OwnTransferRow>(
    'account.transfers',
    `SELECT t.id, t.type, t.from_account AS "from", t.to_account AS "to", t.amount, t.reason, t.available_after AS "availableAfter", t.created_at AS "createdAt",
       s.name AS "serviceName", s.emoji AS "serviceEmoji", c.iso AS "countryIso", c.name AS "countryName"
     FROM transfers t LEFT JOIN reservations r ON r.id = t.reservation_id
     LEFT JOIN services s ON s.id = r.service_id LEFT JOIN countries c ON c.id = r.country_id
     WHERE t.user_id = $1 AND t.id < COALESCE($2, 9223372036854775807) ORDER BY t.id DESC LIMIT $3`,
    [o.userId, o.before ?? null, o.limit + 1],
  );
  const items = rows.slice(0, o.limit);
  return { items, nextBefore: rows.length > o.limit ? items.at(-1)?.id : undefined };
}

export interface AvailableMove {
  readonly id: bigint;
  readonly type: TransferType;
  readonly isIn: boolean;
  readonly amount: Amount;
  readonly availableAfter: Amount;
  readonly createdAt: Date;
}

/** A page of what came into a user's available money and left it, and how many such movements there are. */
export async function readAvailableMoves(
  { sql }: Access,
  o: { userId: bigint; offset: number; limit: number; isNewestFirst: boolean },
): Promise<{ items: AvailableMove[]; total: number }> {
  const moves = `FROM transfers t WHERE t.user_id = $1 AND 'AVAILABLE' IN (t.from_account, t.to_account)`;
  const [items, [count]] = await Promise.all([
    sql.rows<AvailableMove>(
      `account.moves.${o.isNewestFirst ? 'newest' : 'oldest'}`,
      `SELECT t.id, t.type, t.to_account = 'AVAILABLE' AS "isIn", t.amount, t.available_after AS "availableAfter",
         t.created_at AS "createdAt" ${moves} ORDER BY t.id ${o.isNewestFirst ? 'DESC' : 'ASC'} LIMIT $2 OFFSET $3`,
      [o.userId, o.limit, o.offset],
    ),
    sql.rows<{ total: number }>('account.moves.count', `SELECT count(*)::integer AS total ${moves}`, [o.userId]),
  ]);
  return { items, total: count!.total };
}

export interface BalanceRow {
  readonly available: Amount;
  readonly held: Amount;
  /** Paid in and not usable yet; and when some of it is. */
  readonly pending: Amount;
  readonly usableAt: Date | null;
  /** Owed after a charge-back. */
  readonly debt: Amount;
  readonly open: number;
}

export interface BoughtRow {
  readonly offerId: number;
  readonly serviceName: string;
  readonly serviceEmoji: string;
  readonly countryIso: string;
  readonly countryName: string;
  readonly price: Amount;
}

/** What this user got a code with last, at their price of now; undefined when there is none, or it is no longer on sale. */
export async function readLastBought({ sql }: Access, userId: bigint, now: Date): Promise<BoughtRow | undefined> {
  const [row] = await sql.rows<BoughtRow>(
    'account.lastBought',
    `SELECT o.id AS "offerId", s.name AS "serviceName", s.emoji AS "serviceEmoji", c.iso AS "countryIso",
       c.name AS "countryName", (quote_offer($1, o.id, true, $2)).price
     FROM (SELECT offer_id FROM reservations WHERE user_id = $1 AND status = 'COMPLETED' ORDER BY id DESC LIMIT 1) last
     JOIN offers o ON o.id = last.offer_id JOIN services s ON s.id = o.service_id JOIN countries c ON c.id = o.country_id
     WHERE o.is_active AND s.is_active AND s.deleted_at IS NULL AND c.is_active`,
    [userId, now],
  );
  return row;
}

/** The wallet, and how many reservations are open. */
export async function readBalance({ sql }: Access, userId: bigint): Promise<BalanceRow> {
  const [row] = await sql.rows<BalanceRow>(
    'account.balance',
    `SELECT w.available, w.held, w.pending, w.debt, (SELECT min(h.usable_at) FROM payment_holds h
       WHERE h.user_id = w.user_id AND h.state = 'WAITING') AS "usableAt", (SELECT count(*)::integer FROM reservations r WHERE r.user_id = w.user_id
       AND r.status IN ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING')) AS open
     FROM wallets w WHERE w.user_id = $1`,
    [userId],
  );
  if (!row) throw new Error(`user ${userId} has no wallet`);
  return row;
}

export interface BalanceChangeRow {
  readonly type: 'ADD' | 'DEDUCT' | 'REFUND' | 'REWARD';
  readonly amount: Amount;
  readonly reason: string;
  /** What the user has available now, which later movements may have changed. */
  readonly available: Amount;
}

/** Money that an operator or an integrator moved, as its owner is told of it. */
export async function readBalanceChange({ sql }: Access, transferId: bigint): Promise<BalanceChangeRow | undefined> {
  const [row] = await sql.rows<BalanceChangeRow>(
    'account.balanceChange',
    'SELECT t.type, t.amount, t.reason, w.available FROM transfers t JOIN wallets w ON w.user_id = t.user_id WHERE t.id = $1',
    [transferId],
  );
  return row;
}

export interface StatisticsRow {
  readonly completed: number;
  readonly withoutCode: number;
  /** Of those without a code, the ones for which it was due. */
  readonly failed: number;
  readonly spent: Amount;
  readonly services: number;
  readonly countries: number;
  /** Of the shop's last 1000 reservations, those that say something of their route. */
  readonly shopEnded: number;
  readonly shopCompleted: number;
  readonly shopMedianS: number | null;
}

export async function readStatistics({ sql }: Access, userId: bigint): Promise<StatisticsRow> {
  const [row] = await sql.rows<StatisticsRow>(
    'account.statistics',
    `SELECT own.*, spent.*, sale.*, shop.* FROM
       (SELECT (count(*) FILTER (WHERE status = 'COMPLETED'))::integer AS completed,
          (count(*) FILTER (WHERE status IN ('EXPIRED', 'CANCELED') AND number_id IS NOT NULL))::integer AS "withoutCode",
          (count(*) FILTER (WHERE NOT brought_code))::integer AS failed
        FROM reservations WHERE user_id = $1) own,
       (SELECT COALESCE(sum(CASE type WHEN 'PURCHASE' THEN amount ELSE -amount END), 0)::bigint AS spent
        FROM transfers WHERE user_id = $1 AND type IN ('PURCHASE', 'REFUND')) spent,
       (SELECT count(DISTINCT o.service_id)::integer AS services, count(DISTINCT o.country_id)::integer AS countries
        FROM offers o JOIN services s ON s.id = o.service_id JOIN countries c ON c.id = o.country_id
        WHERE o.is_active AND c.is_active AND s.is_active AND s.deleted_at IS NULL) sale,
       (SELECT count(*)::integer AS "shopEnded", (count(*) FILTER (WHERE brought_code))::integer AS "shopCompleted",
          percentile_cont(0.5) WITHIN GROUP (ORDER BY EXTRACT(EPOCH FROM ended_at - created_at))
            FILTER (WHERE brought_code) AS "shopMedianS"
        FROM (SELECT * FROM reservations ORDER BY id DESC LIMIT 1000) recent
        WHERE brought_code IS NOT NULL) shop`,
    [userId],
  );
  return row!;
}
