import type { App } from '../../app';
import { readApiKeys } from '../../database/queries/api-keys';
import { type AuditFilter, readAuditLog } from '../../database/queries/audit';
import type { PageRequest } from '../../domain/paging/page-request';

/** A page of API keys, newest first; with `liveOnly` those that open the door now. */
export function searchApiKeys(app: App, o: { liveOnly: boolean; page: PageRequest }) {
  return readApiKeys(app.db, { liveAt: o.liveOnly ? app.clock.now() : undefined, page: o.page });
}

/** A page of the audit log, newest first. */
export function searchAuditLog(app: App, o: { filter: AuditFilter; page: PageRequest }) {
  return readAuditLog(app.db, o.filter, o.page);
}
