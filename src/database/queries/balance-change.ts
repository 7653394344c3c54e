import type { Access } from '../access';

export interface BalanceChangeRow {
  readonly type: 'ADD' | 'DEDUCT' | 'REFUND' | 'REWARD';
  readonly amount: bigint;
  readonly reason: string;
  /** What the person has available now, which later movements may have changed. */
  readonly available: bigint;
}

export async function readBalanceChange({ sql }: Access, transferId: bigint): Promise<BalanceChangeRow | undefined> {
  const [row] = await sql.rows<BalanceChangeRow>(
    'reads.balanceChange',
    `SELECT t.type, t.amount, t.reason, w.available FROM transfers t JOIN wallets w ON w.user_id = t.user_id WHERE t.id = $1`,
    [transferId],
  );
  return row;
}
