import type { App } from '../../app';
import type { NumberDeletion } from '../../database/entities/number-deletion.entity';

/** Steps done at once before the job takes over: with 20 000 numbers each, enough for most shops. */
const STEPS_AT_ONCE = 4;
const CANCELS_AT_ONCE = 4;

/**
 * Moves a deletion or its undo on, by small transactions, until it is done, waits, or `steps` are made. Any process may
 * go on with it at any time; several at once do no harm.
 */
export async function carryOutDeletion(
  app: App,
  o: { deletionId: bigint; steps?: number; signal?: AbortSignal },
): Promise<{ readonly kind: 'more' | 'wait' | 'done' }> {
  for (let step = 0; step < (o.steps ?? STEPS_AT_ONCE) && !o.signal?.aborted; step += 1) {
    const row = await app.db.numberDeletions.find(o.deletionId);
    if (row?.state !== 'DELETING' && row?.state !== 'RESTORING') return { kind: 'done' };
    const { kind } =
      row.state === 'DELETING'
        ? await deleteStep(app, row)
        : await app.db.numberDeletions.restoreStep(row.id, app.clock.now());
    if (kind === 'wait') return { kind };
    if (kind === 'done') return { kind };
  }
  return { kind: 'more' };
}

/** Reservations first: their buyers wait, and their numbers come back to be deleted. */
async function deleteStep(app: App, row: NumberDeletion) {
  if (row.serviceId !== null) await cancelReservations(app, row, row.serviceId);
  return app.db.numberDeletions.deleteStep(row.id, app.clock.now());
}

async function cancelReservations(app: App, row: NumberDeletion, serviceId: number): Promise<void> {
  const waiting = await app.db.numberDeletions.listOpenReservations(serviceId);
  const { maxExpiriesInARow } = await app.settings();
  let canceled = 0;
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const { kind } = await app.db.reservations.end({
        id,
        to: 'CANCELED',
        reason: 'SERVICE_DELETED',
        now: app.clock.now(),
        actor: { type: row.actorType, id: row.actorId },
        maxExpiries: maxExpiriesInARow,
        tellUpstream: true,
        notify: true,
      });
      if (kind === 'ended') canceled += 1;
    }
  };
  await Promise.all(Array.from({ length: Math.min(CANCELS_AT_ONCE, waiting.length) }, work));
  if (canceled === 0) return;
  await app.db.numberDeletions.countCanceled(row.id, canceled);
  app.wake('outbox');
}
