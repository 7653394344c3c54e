import type { App } from '../../app';
import { readTransfers, type TransferFilter } from '../../database/queries/transfers';
import type { TimeSort } from '../../domain/enum-values';
import type { PageRequest } from '../../domain/paging/page-request';

/** A page of money movements, newest first unless asked otherwise. */
export function searchTransfers(app: App, o: { filter: TransferFilter; page: PageRequest; sort?: TimeSort }) {
  return readTransfers(app.db, o.filter, o.page, o.sort);
}
