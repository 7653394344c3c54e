import type { Queryable } from '../queryable';

export interface WalletRow {
  readonly userId: bigint;
  readonly available: bigint;
  readonly held: bigint;
}

export async function readWallets(sql: Queryable, userIds: readonly bigint[]): Promise<WalletRow[]> {
  return sql.rows<WalletRow>(
    'wallets.byUsers',
    'SELECT user_id AS "userId", available, held FROM wallets WHERE user_id = ANY ($1)',
    [userIds],
  );
}
