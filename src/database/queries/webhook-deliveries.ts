import type { WebhookStatus } from '../../domain/enum-values';
import type { PageRequest } from '../../domain/paging/page-request';
import type { Access } from '../access';
import type { WebhookDelivery } from '../entities/webhook-delivery.entity';
import { type Condition, type Page, readPage } from './keyset';

export interface DeliveryFilter {
  readonly providerId?: number;
  readonly statuses?: readonly WebhookStatus[];
}

/** Without the sealed request, which is opened one at a time. */
export interface DeliveryRow {
  readonly id: bigint;
  readonly providerId: number;
  readonly status: WebhookStatus;
  readonly problem: WebhookDelivery['problem'];
  readonly messages: number;
  readonly times: number;
  readonly bodyBytes: number;
  readonly confirmTries: number;
  readonly receivedAt: Date;
  readonly lastAt: Date;
  readonly replayedAt: Date | null;
}

const COLUMNS = `d.id, d.provider_id AS "providerId", d.status, d.problem, d.messages, d.times, d.body_bytes AS "bodyBytes",
  d.confirm_tries AS "confirmTries", d.received_at AS "receivedAt", d.last_at AS "lastAt", d.replayed_at AS "replayedAt"`;

/** Newest first. */
export function readDeliveries({ sql }: Access, filter: DeliveryFilter, page: PageRequest): Promise<Page<DeliveryRow>> {
  const source = { columns: COLUMNS, from: 'webhook_deliveries d', id: 'd.id' };
  const sort = { name: 'newest', expression: 'd.id', type: 'bigint', descending: true } as const;
  const conditions: Condition[] = [];
  if (filter.providerId !== undefined) conditions.push({ sql: 'd.provider_id = ?', value: filter.providerId });
  if (filter.statuses !== undefined)
    conditions.push({ sql: 'd.status = ANY (?::webhook_status[])', value: filter.statuses });
  return readPage<DeliveryRow>(sql, source, sort, conditions, page);
}
