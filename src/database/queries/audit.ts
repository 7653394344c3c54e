import type { ActorType } from '../../domain/enum-values';
import type { PageRequest } from '../../domain/paging/page-request';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { AuditEntry } from '../entities/audit-entry.entity';
import { byTime, conditionsOf, type Page, readPage } from './keyset';

export interface AuditFilter {
  readonly actorType?: ActorType;
  readonly actorId?: string;
  readonly action?: string;
  readonly entity?: string;
  readonly entityId?: string;
  readonly requestId?: string;
  /** From this instant on. */
  readonly from?: Date;
  /** Before this instant. */
  readonly to?: Date;
}

const FILTERS: Record<keyof AuditFilter, string> = {
  actorType: 'a.actor_type = ?::actor_type',
  actorId: 'a.actor_id = ?',
  action: 'a.action = ?',
  entity: 'a.entity = ?',
  entityId: 'a.entity_id = ?',
  requestId: 'a.request_id = ?',
  from: 'a.created_at >= ?',
  to: 'a.created_at < ?',
};

const COLUMNS = select(AuditEntry, 'a', [
  'id',
  'actorType',
  'actorId',
  'action',
  'entity',
  'entityId',
  'facts',
  'requestId',
  'createdAt',
]);
export type AuditRow = Row<typeof COLUMNS>;

/** Newest first. */
export function readAuditLog(
  { sql }: Access,
  { filter, page }: { filter: AuditFilter; page: PageRequest },
): Promise<Page<AuditRow>> {
  const source = { columns: COLUMNS, from: 'audit_log a', id: 'a.id' };
  return readPage<AuditRow>(sql, source, byTime('a.id', 'NEWEST'), conditionsOf(FILTERS, filter), page);
}
