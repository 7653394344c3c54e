import type { WebhookStatus } from '../../domain/enum-values';
import type { PageRequest } from '../../domain/paging/page-request';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { WebhookDelivery } from '../entities/webhook-delivery.entity';
import { byTime, conditionsOf, type Page, readPage } from './keyset';

export interface DeliveryFilter {
  readonly providerId?: number;
  readonly statuses?: readonly WebhookStatus[];
}

/** Without the sealed request, which is opened one at a time. */
const COLUMNS = select(WebhookDelivery, 'd', [
  'id',
  'providerId',
  'status',
  'problem',
  'messages',
  'times',
  'bodyBytes',
  'confirmTries',
  'receivedAt',
  'lastAt',
  'replayedAt',
]);
export type DeliveryRow = Row<typeof COLUMNS>;

const FILTERS: Record<keyof DeliveryFilter, string> = {
  providerId: 'd.provider_id = ?',
  statuses: 'd.status = ANY (?::webhook_status[])',
};

/** Newest first. */
export function readDeliveries({ sql }: Access, filter: DeliveryFilter, page: PageRequest): Promise<Page<DeliveryRow>> {
  const source = { columns: COLUMNS, from: 'webhook_deliveries d', id: 'd.id' };
  return readPage<DeliveryRow>(sql, source, byTime('d.id', 'NEWEST'), conditionsOf(FILTERS, filter), page);
}
