import type { App } from '../../app';
import { readUsers, readUsersByIds, type UserFilter } from '../../database/queries/users';
import { readWalletPage, type WalletFilter } from '../../database/queries/wallets';
import type { UserSort, WalletSort } from '../../domain/enum-values';
import type { PageRequest } from '../../domain/paging/page-request';

/** A page of users. */
export function searchUsers(app: App, o: { filter: UserFilter; sort: UserSort; page: PageRequest }) {
  return readUsers(app.db, o.filter, o.sort, o.page);
}

export async function findUser(app: App, id: bigint) {
  const [user] = await readUsersByIds(app.db, [id]);
  return user;
}

/** A page of wallets. */
export function searchWallets(app: App, o: { filter: WalletFilter; sort: WalletSort; page: PageRequest }) {
  return readWalletPage(app.db, o);
}
