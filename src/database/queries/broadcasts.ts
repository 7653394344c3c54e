import type { PageRequest } from '../../domain/paging/page-request';
import type { Access } from '../access';
import { BROADCAST_COLUMNS, type BroadcastRow } from '../stores/broadcasts';
import { byTime, type Page, readPage } from './keyset';

/** Newest first. */
export function readBroadcasts({ sql }: Access, page: PageRequest): Promise<Page<BroadcastRow>> {
  const source = { columns: BROADCAST_COLUMNS, from: 'broadcasts b', id: 'b.id' };
  return readPage<BroadcastRow>(sql, source, byTime('b.id', 'NEWEST'), [], page);
}
