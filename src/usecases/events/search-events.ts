import type { App } from '../../app';
import { type EventDeliveryFilter, readEventDeliveries } from '../../database/queries/event-deliveries';
import type { PageRequest } from '../../domain/paging/page-request';

/** Programs that are told of events. */
export function listEndpoints(app: App) {
  return app.db.events.listEndpoints();
}

export function findEndpoint(app: App, id: number) {
  return app.db.events.findEndpoint(id);
}

/** A page of what was sent, newest first. */
export function searchEventDeliveries(app: App, o: { filter: EventDeliveryFilter; page: PageRequest }) {
  return readEventDeliveries(app.db, o.filter, o.page);
}
