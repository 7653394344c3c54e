import type { App } from '../../app';
import type { PageRequest } from '../../database/reads/keyset';
import { readUsers, readUsersByIds, type UserFilter, type UserSort } from '../../database/reads/users.read';

/** A page of users. */
export function searchUsers(app: App, o: { filter: UserFilter; sort: UserSort; page: PageRequest }) {
  return readUsers(app.db.sql, o.filter, o.sort, o.page);
}

export async function findUser(app: App, id: bigint) {
  const [user] = await readUsersByIds(app.db.sql, [id]);
  return user;
}
