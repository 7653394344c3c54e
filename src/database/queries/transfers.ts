import type { ActorType, TimeSort } from '../../domain/enum-values';
import type { PageRequest } from '../../domain/paging/page-request';
import type { Access } from '../access';
import type { Transfer, TransferType } from '../stores/ledger';
import { byTime, type Condition, type Page, readPage } from './keyset';

export interface TransferFilter {
  readonly userId?: bigint;
  readonly reservationId?: bigint;
  readonly types?: readonly TransferType[];
  readonly actorType?: ActorType;
  readonly actorId?: string;
  readonly minAmount?: bigint;
  /** From this instant on. */
  readonly from?: Date;
  /** Before this instant. */
  readonly to?: Date;
}

const COLUMNS = `t.id, t.key, t.type, t.from_account AS "from", t.to_account AS "to", t.amount, t.user_id AS "userId",
  t.reservation_id AS "reservationId", t.actor_type AS "actorType", t.actor_id AS "actorId", t.reason,
  t.available_after AS "availableAfter", t.held_after AS "heldAfter", t.created_at AS "createdAt"`;

/** Newest first, unless asked otherwise. */
export function readTransfers(
  { sql }: Access,
  { filter, page, sort = 'NEWEST' }: { filter: TransferFilter; page: PageRequest; sort?: TimeSort },
): Promise<Page<Transfer>> {
  const source = { columns: COLUMNS, from: 'transfers t', id: 't.id' };
  return readPage<Transfer>(sql, source, byTime('t.id', sort), transferConditions(filter), page);
}

export function transferConditions({
  userId,
  reservationId,
  types,
  actorType,
  actorId,
  minAmount,
  from,
  to,
}: TransferFilter): Condition[] {
  const found: Condition[] = [];
  if (userId !== undefined) found.push({ sql: 't.user_id = ?', value: userId });
  if (reservationId !== undefined) found.push({ sql: 't.reservation_id = ?', value: reservationId });
  if (types !== undefined) found.push({ sql: 't.type = ANY (?::transfer_type[])', value: types });
  if (actorType !== undefined) found.push({ sql: 't.actor_type = ?::actor_type', value: actorType });
  if (actorId !== undefined) found.push({ sql: 't.actor_id = ?', value: actorId });
  if (minAmount !== undefined) found.push({ sql: 't.amount >= ?', value: minAmount });
  if (from !== undefined) found.push({ sql: 't.created_at >= ?', value: from });
  if (to !== undefined) found.push({ sql: 't.created_at < ?', value: to });
  return found;
}
