import type { ActorType } from '../../domain/enum-values';
import type { PageRequest } from '../../domain/paging/page-request';
import type { Access } from '../access';
import { type Condition, type Page, readPage } from './keyset';

export interface AuditRow {
  readonly id: bigint;
  readonly actorType: ActorType;
  readonly actorId: string;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly facts: Record<string, unknown>;
  readonly requestId: string | null;
  readonly createdAt: Date;
}

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

const COLUMNS = `a.id, a.actor_type AS "actorType", a.actor_id AS "actorId", a.action, a.entity,
  a.entity_id AS "entityId", a.facts, a.request_id AS "requestId", a.created_at AS "createdAt"`;

/** Newest first. */
export function readAuditLog(
  { sql }: Access,
  { filter, page }: { filter: AuditFilter; page: PageRequest },
): Promise<Page<AuditRow>> {
  const source = { columns: COLUMNS, from: 'audit_log a', id: 'a.id' };
  const sort = { name: 'newest', expression: 'a.id', type: 'bigint', descending: true } as const;
  const conditions = Object.entries(filter).map(
    ([name, value]): Condition => ({ sql: FILTERS[name as keyof AuditFilter], value }),
  );
  return readPage<AuditRow>(sql, source, sort, conditions, page);
}
