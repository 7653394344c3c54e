import type { App } from '../../app';
import { checkPlace, readEventsOfBuyer, readNewestPlaces } from '../../database/queries/events';
import { publishEvents } from '../events/list-events';
import { describeOrderEvents, type OrderEvent } from './order-event';
import type { ResaleCaller } from './resale-caller';

/** Instead of a cursor: before everything that is still kept. */
export const OLDEST = 'oldest';
/** Read at once; so many of them wait in memory for one reader, at the most. */
const AT_ONCE = 100;

/** Throws `BadCursorError` when nothing can be read behind this. */
export function checkEventCursor(cursor: string): void {
  if (cursor !== OLDEST) checkPlace(cursor);
}

export interface FollowedEvents {
  readonly events: readonly { readonly cursor: string; readonly event: OrderEvent }[];
  /** There are more behind the last one. */
  readonly hasMore: boolean;
}

/**
 * What happened to the orders of a caller's user by any of their keys, behind a cursor, oldest first. Nothing ever appears
 * before a cursor that was given out. Throws `BadCursorError`.
 */
export async function readEventsBehind(
  app: App,
  { userId }: Pick<ResaleCaller, 'userId'>,
  cursor: string,
): Promise<FollowedEvents> {
  const page = { limit: AT_ONCE, backward: false, after: cursor === OLDEST ? undefined : cursor };
  const { rows, cursors, hasNext } = await readEventsOfBuyer(app.db, { buyerId: userId, page });
  const told = await describeOrderEvents(
    app,
    rows.map(({ id }) => id),
  );
  const events = rows.flatMap(({ id }, index) => {
    const event = told.get(id);
    return event ? [{ cursor: cursors[index]!, event }] : [];
  });
  return { events, hasMore: hasNext };
}

/** The cursor of the newest event of a user: behind it stands what is still to come. */
export async function newestCursor(app: App, { userId }: Pick<ResaleCaller, 'userId'>): Promise<string> {
  await publishEvents(app);
  const newest = { limit: 1, backward: true };
  return (await readEventsOfBuyer(app.db, { buyerId: userId, page: newest })).cursors[0] ?? OLDEST;
}

/** For each user a mark that changes with every new event of theirs. */
export async function readEventMarks(app: App, userIds: readonly bigint[]): Promise<{ id: bigint; mark: string }[]> {
  await publishEvents(app);
  return (await readNewestPlaces(app.db, userIds)).map(({ id, place }) => ({ id, mark: place ?? '' }));
}
