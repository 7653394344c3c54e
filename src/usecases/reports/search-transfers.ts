import type { App } from '../../app';
import { readTransfers, type TransferFilter } from '../../database/reads/transfers.read';
import type { PageRequest } from '../../domain/paging/page-request';

/** A page of money movements, newest first. */
export function searchTransfers(app: App, o: { filter: TransferFilter; page: PageRequest }) {
  return readTransfers(app.db.sql, o.filter, o.page);
}
