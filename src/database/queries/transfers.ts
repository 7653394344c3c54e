import type { ActorType, TimeSort, TransferType } from '../../domain/enum-values';
import type { PageRequest } from '../../domain/paging/page-request';
import type { Access } from '../access';
import { TRANSFER_COLUMNS, type Transfer } from '../stores/ledger';
import { byTime, conditionsOf, type Page, readPage } from './keyset';

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

/** Newest first, unless asked otherwise. */
export function readTransfers(
  { sql }: Access,
  { filter, page, sort = 'NEWEST' }: { filter: TransferFilter; page: PageRequest; sort?: TimeSort },
): Promise<Page<Transfer>> {
  const source = { columns: TRANSFER_COLUMNS, from: 'transfers t', id: 't.id' };
  return readPage<Transfer>(sql, source, byTime('t.id', sort), transferConditions(filter), page);
}

const FILTERS: Record<keyof TransferFilter, string> = {
  userId: 't.user_id = ?',
  reservationId: 't.reservation_id = ?',
  types: 't.type = ANY (?::transfer_type[])',
  actorType: 't.actor_type = ?::actor_type',
  actorId: 't.actor_id = ?',
  minAmount: 't.amount >= ?',
  from: 't.created_at >= ?',
  to: 't.created_at < ?',
};

export const transferConditions = (filter: TransferFilter) => conditionsOf(FILTERS, filter);
