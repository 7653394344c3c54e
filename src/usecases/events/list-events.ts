import type { App } from '../../app';
import { type EventFilter, type EventRow, readEvents } from '../../database/queries/events';
import type { Page } from '../../database/queries/keyset';
import type { PageRequest } from '../../domain/paging/page-request';

const PUBLISHED_AT_ONCE = 10_000;
/** More than this since the last look is found by the looks to come. */
const MOST_ROUNDS = 10;

/** Gives whatever was committed since a place in the order of reading. */
export async function publishEvents({ db }: Pick<App, 'db'>): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round += 1)
    if ((await db.events.publish(PUBLISHED_AT_ONCE)) < PUBLISHED_AT_ONCE) break;
}

/**
 * What happened, oldest first, with whoever was told of it or nobody. Nothing ever appears before a place that was read: who
 * goes on behind the last cursor misses nothing.
 */
export async function listEvents(
  app: App,
  { filter, page }: { filter: EventFilter; page: PageRequest },
): Promise<Page<EventRow>> {
  await publishEvents(app);
  return readEvents(app.db, { filter, page });
}
