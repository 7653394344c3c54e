import type { App } from '../../app';
import { readService, readServices } from '../../database/queries/catalog-services';

/** Services with something on sale, favourites first. `page` counts from 0; one beyond the end gives the last. */
export async function listServices(
  app: App,
  o: {
    userId: bigint;
    query?: string;
    alsoCalled?: readonly string[];
    favouritesOnly?: boolean;
    page: number;
    pageSize: number;
  },
) {
  return readServices(app.db, { ...o, favouritesOnly: o.favouritesOnly ?? false });
}

/** Undefined when the service is not on sale (any more). */
export async function findService(app: App, o: { userId: bigint; id?: number; code?: string }) {
  return readService(app.db, o);
}
