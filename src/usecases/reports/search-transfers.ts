import type { App } from '../../app';
import type { PageRequest } from '../../database/reads/keyset';
import { readTransfers, type TransferFilter } from '../../database/reads/transfers.read';

/** A page of money movements, newest first. */
export function searchTransfers(app: App, o: { filter: TransferFilter; page: PageRequest }) {
  return readTransfers(app.db.sql, o.filter, o.page);
}
