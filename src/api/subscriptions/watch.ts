import type { App } from '../../app';
import type { InboundMessageRow } from '../../database/queries/messages';
import { type ProviderHealthRow, reportProviderHealth } from '../../database/queries/reports/provider-health';
import type { ReservationRow } from '../../database/queries/reservations';
import { rowsFor } from '../../database/queries/rows-for';
import type { ChangeFeed } from '../../usecases/feed/change-feed';
import { EventQueue } from './event-queue';

const HEALTH_EVERY_MS = 2_000;

/** Reservations as they stand after each change. `wants` decides for each whether it is told. */
export async function watchReservations(
  app: App,
  feed: ChangeFeed,
  wants: (row: ReservationRow) => boolean,
): Promise<AsyncIterableIterator<ReservationRow>> {
  return watchRows(app, feed, 'RESERVATION', (ids) => rowsFor(app).reservations(ids), wants);
}

/** Messages once they were matched: applied, late, or orphans. One that is only stored is not told yet. */
export async function watchMessages(
  app: App,
  feed: ChangeFeed,
  wants: (row: InboundMessageRow) => boolean,
): Promise<AsyncIterableIterator<InboundMessageRow>> {
  const isMatched = (row: InboundMessageRow) => row.status !== 'STORED' && wants(row);
  return watchRows(app, feed, 'MESSAGE', (ids) => rowsFor(app).inboundMessages(ids), isMatched);
}

/** Rows of one kind, read anew after each change, in the order of their changes. */
export async function watchRows<Row extends { readonly id: bigint }>(
  app: App,
  feed: ChangeFeed,
  kind: 'RESERVATION' | 'MESSAGE',
  read: (ids: readonly bigint[]) => Promise<Row[]>,
  wants: (row: Row) => boolean,
): Promise<AsyncIterableIterator<Row>> {
  let stop: () => void = () => undefined;
  const queue = new EventQueue<Row>(() => stop());
  let reading: Promise<void> = Promise.resolve();
  const tell = async (ids: readonly bigint[]) => {
    const rows = new Map((await read(ids)).map((row) => [row.id, row]));
    for (const id of ids) {
      const row = rows.get(id);
      if (row && wants(row)) queue.push(row);
    }
  };
  stop = await feed.listen(kind, (ids) => {
    reading = reading.then(() => tell(ids)).catch((err: unknown) => app.log.warn({ err }, 'a change was not told'));
  });
  return queue;
}

/** Every provider once, then each again whenever something about it changed. Nothing writes it down, so it is looked at. */
export function watchProviderHealth(app: App): AsyncIterableIterator<ProviderHealthRow> {
  const told = new Map<number, string>();
  let timer: { cancel(): void } | undefined;
  const queue = new EventQueue<ProviderHealthRow>(() => {
    timer?.cancel();
    timer = undefined;
    isOver = true;
  });
  let isOver = false;
  async function look(): Promise<void> {
    try {
      for (const row of await reportProviderHealth(app.db, app.clock.now())) {
        const text = JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? String(value) : value));
        if (told.get(row.providerId) === text) continue;
        told.set(row.providerId, text);
        queue.push(row);
      }
    } catch (err) {
      app.log.warn({ err }, 'a look at the providers failed; it is repeated');
    }
    if (!isOver) timer = app.clock.after(HEALTH_EVERY_MS, () => void look());
  }
  void look();
  return queue;
}
