import type { EventDeliveryState, EventType } from '../../domain/event-types';
import type { PageRequest } from '../../domain/paging/page-request';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { Event } from '../entities/event.entity';
import { EventDelivery } from '../entities/event-delivery.entity';
import { EventEndpoint } from '../entities/event-endpoint.entity';
import { byTime, type Condition, type Page, readPage } from './keyset';

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
  readonly endpointId?: number;
  readonly states?: readonly EventDeliveryState[];
  readonly types?: readonly EventType[];
}

const FILTERS: Record<keyof EventDeliveryFilter, string> = {
  endpointId: 'd.endpoint_id = ?',
  states: 'd.state = ANY (?::event_delivery_state[])',
  types: 'e.type = ANY (?)',
};

/** Newest first. */
export function readEventDeliveries(
  { sql }: Access,
  { filter, page }: { filter: EventDeliveryFilter; page: PageRequest },
): Promise<Page<EventDeliveryRow>> {
  const source = {
    columns: `${DELIVERY}, ${EVENT}`,
    from: 'event_deliveries d JOIN events e ON e.id = d.event_id',
    id: 'd.id',
  };
  const conditions = Object.entries(filter).map(
    ([name, value]): Condition => ({ sql: FILTERS[name as keyof EventDeliveryFilter], value }),
  );
  return readPage<EventDeliveryRow>(sql, source, byTime('d.id', 'NEWEST'), conditions, page);
}

/** Programs that are told of events. */
export function readEventEndpoints({ manager }: Access): Promise<EventEndpointRow[]> {
  return manager.find(EventEndpoint, { order: { id: 'ASC' } });
}

export async function readEventEndpoint({ manager }: Access, id: number): Promise<EventEndpointRow | undefined> {
  return (await manager.findOneBy(EventEndpoint, { id })) ?? undefined;
}
