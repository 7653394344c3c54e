import { In, IsNull } from 'typeorm';
import { type EventDeliveryState, type EventType, WEBHOOK_TEST } from '../../domain/event-types';
import type { PageRequest } from '../../domain/paging/page-request';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { Event } from '../entities/event.entity';
import { EventDelivery } from '../entities/event-delivery.entity';
import { EventEndpoint } from '../entities/event-endpoint.entity';
import { EventTry } from '../entities/event-try.entity';
import { byTime, conditionsOf, type KeysetSort, type Page, readCursor, readPage } from './keyset';

const DELIVERY = select(EventDelivery, 'd', [
  'id',
  'eventId',
  'endpointId',
  'state',
  'attempts',
  'dueAt',
  'lastStatus',
  'lastProblem',
  'lastAt',
]);
const EVENT = select(Event, 'e', ['type', 'data', 'at']);
export type EventDeliveryRow = Row<typeof DELIVERY> & Row<typeof EVENT>;

/** Without its secrets. */
export type EventEndpointRow = Omit<EventEndpoint, 'secretSealed' | 'oldSecretSealed'>;

export interface EventDeliveryFilter {
  readonly id?: bigint;
  readonly endpointId?: number;
  /** What went to the webhook of this key. Without it and without an endpoint: what went to operators'. */
  readonly resaleKeyId?: number;
  readonly states?: readonly EventDeliveryState[];
  readonly types?: readonly EventType[];
}

const FILTERS: Record<keyof EventDeliveryFilter, string> = {
  id: 'd.id = ?',
  endpointId: 'd.endpoint_id = ?',
  resaleKeyId: 'e.resale_key_id = ?',
  states: 'd.state = ANY (?::event_delivery_state[])',
  types: 'e.type = ANY (?)',
};

/** Newest first. */
export function readEventDeliveries(
  { sql }: Access,
  { filter, page }: { filter: EventDeliveryFilter; page: PageRequest },
): Promise<Page<EventDeliveryRow>> {
  const isOfAll = filter.endpointId === undefined && filter.resaleKeyId === undefined;
  const source = {
    columns: `${DELIVERY}, ${EVENT}`,
    from: `event_deliveries d JOIN events e ON e.id = d.event_id${isOfAll ? ' AND e.buyer_id IS NULL' : ''}`,
    id: 'd.id',
  };
  return readPage<EventDeliveryRow>(sql, source, byTime('d.id', 'NEWEST'), conditionsOf(FILTERS, filter), page);
}

const EVENT_ROW = select(Event, 'e', ['id', 'type', 'data', 'at']);
export type EventRow = Row<typeof EVENT_ROW>;

export interface EventFilter {
  readonly types?: readonly EventType[];
  readonly since?: Date;
}

const EVENT_FILTERS: Record<keyof EventFilter, string> = { types: 'e.type = ANY (?)', since: 'e.at >= ?' };
const BY_POSITION: KeysetSort = { name: 'position', expression: 'e.position', type: 'bigint', descending: false };

/** Throws `BadCursorError` when this is no cursor of a list of events. */
export function checkPlace(cursor: string): void {
  readCursor(BY_POSITION, cursor);
}

/** What concerns the shop, in the order in which it was published. */
export function readEvents(
  { sql }: Access,
  { filter, page }: { filter: EventFilter; page: PageRequest },
): Promise<Page<EventRow>> {
  const source = {
    columns: EVENT_ROW,
    from: '(SELECT * FROM events WHERE position IS NOT NULL AND buyer_id IS NULL) e',
    id: 'e.id',
  };
  return readPage<EventRow>(sql, source, BY_POSITION, conditionsOf(EVENT_FILTERS, filter), page);
}

/** What concerns the orders by key of one buyer, in the order in which it was published. */
export function readEventsOfBuyer(
  { sql }: Access,
  { buyerId, page }: { buyerId: bigint; page: PageRequest },
): Promise<Page<{ readonly id: bigint }>> {
  const source = { columns: 'e.id', from: 'events e', id: 'e.id' };
  const own = { sql: `e.buyer_id = ? AND e.position IS NOT NULL AND e.type <> '${WEBHOOK_TEST}'`, value: buyerId };
  return readPage<{ readonly id: bigint }>(sql, source, BY_POSITION, [own], page);
}

/** The place of each buyer's newest event; null where there is none. */
export function readNewestPlaces(
  { sql }: Access,
  buyerIds: readonly bigint[],
): Promise<{ id: bigint; place: string | null }[]> {
  return sql.rows(
    'events.newestPlaces',
    `SELECT b.id, (SELECT e.position::text FROM events e WHERE e.buyer_id = b.id AND e.position IS NOT NULL
       ORDER BY e.position DESC LIMIT 1) AS place FROM unnest($1::bigint[]) b (id)`,
    [buyerIds],
  );
}

/** Each try of these deliveries, in the order in which they were made. */
export function readTriesOf({ manager }: Access, deliveryIds: readonly bigint[]): Promise<EventTry[]> {
  return manager.find(EventTry, { where: { deliveryId: In([...deliveryIds]) }, order: { id: 'ASC' } });
}

/** Programs of operators that are told of events. */
export function readEventEndpoints({ manager }: Access): Promise<EventEndpointRow[]> {
  return manager.find(EventEndpoint, { where: { resaleKeyId: IsNull() }, order: { id: 'ASC' } });
}

/** The webhooks of buyers' keys, without more of their addresses than the host. */
export async function readWebhooksOfKeys({ manager }: Access, keyIds: readonly number[]) {
  const rows = await manager.find(EventEndpoint, { where: { resaleKeyId: In([...keyIds]) } });
  return rows.map(({ resaleKeyId, url, ...row }) => ({ ...row, keyId: resaleKeyId!, host: new URL(url).host }));
}

export async function readEventEndpoint({ manager }: Access, id: number): Promise<EventEndpointRow | undefined> {
  return (await manager.findOneBy(EventEndpoint, { id, resaleKeyId: IsNull() })) ?? undefined;
}
