import type { WalletSort } from '../../domain/enum-values';
import type { Amount } from '../../domain/money/money';
import type { PageRequest } from '../../domain/paging/page-request';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { Wallet } from '../entities/wallet.entity';
import { conditionsOf, type KeysetSort, type Page, readPage } from './keyset';

export interface WalletFilter {
  readonly minAvailable?: Amount;
  readonly maxAvailable?: Amount;
  readonly minHeld?: Amount;
}

const COLUMNS = select(Wallet, 'w', ['userId', 'available', 'held', 'pending']);
export type WalletRow = Row<typeof COLUMNS>;

const SORTS = {
  USER: { name: 'user', expression: 'w.user_id', type: 'bigint', descending: false },
  MOST_AVAILABLE: { name: 'available', expression: 'w.available', type: 'bigint', descending: true },
  MOST_HELD: { name: 'held', expression: 'w.held', type: 'bigint', descending: true },
} as const satisfies Record<WalletSort, KeysetSort>;

const FILTERS: Record<keyof WalletFilter, string> = {
  minAvailable: 'w.available >= ?',
  maxAvailable: 'w.available <= ?',
  minHeld: 'w.held >= ?',
};

/** Without an index on money, which would slow down every purchase: sorting by it reads all wallets. */
export function readWalletPage(
  { sql }: Access,
  o: { filter: WalletFilter; sort: WalletSort; page: PageRequest },
): Promise<Page<WalletRow>> {
  const source = { columns: COLUMNS, from: 'wallets w', id: 'w.user_id' };
  return readPage<WalletRow>(sql, source, SORTS[o.sort], conditionsOf(FILTERS, o.filter), o.page);
}

export async function readWallets({ sql }: Access, userIds: readonly bigint[]): Promise<WalletRow[]> {
  return sql.rows<WalletRow>('wallets.byUsers', `SELECT ${COLUMNS} FROM wallets w WHERE w.user_id = ANY ($1)`, [
    userIds,
  ]);
}
