import type { App } from '../../app';

/** The outbox holds so many seconds of a broadcast, never all of it: a million people are no million waiting rows. */
const FED_AHEAD_S = 20;
const LEAST_PORTION = 50;

export type SettleOutcome = { kind: 'fed' | 'waiting' | 'completed' | 'held' | 'dropped' | 'nothing' };

/** Broadcasts that have rows to put, to hold or to take back. */
export async function listUnsettledBroadcasts(app: App): Promise<number[]> {
  return (await app.db.broadcastOutbox.listUnsettled()).map(({ id }) => id);
}

/**
 * Brings the outbox into agreement with what was decided about a broadcast. Harmless to repeat, so a crash between the
 * decision and this is made good at the next tick.
 */
export async function settleBroadcast(app: App, id: number): Promise<SettleOutcome> {
  const { broadcasts, broadcastOutbox } = app.db;
  const status = (await broadcasts.find(id))?.status;
  // These lock rows of the outbox first and the broadcast's own row after, as the sender does.
  if (status === 'PAUSED') {
    await broadcastOutbox.hold(id);
    return { kind: 'held' };
  }
  if (status === 'CANCELED') {
    await broadcastOutbox.drop(id, app.clock.now());
    return { kind: 'dropped' };
  }
  if (status !== 'RUNNING') return { kind: 'nothing' };
  await broadcastOutbox.release(id, app.clock.now());
  return feed(app, id);
}

async function feed(app: App, id: number): Promise<SettleOutcome> {
  const { broadcastsPerSecond } = await app.settings();
  const ahead = Math.max(LEAST_PORTION, Math.ceil(broadcastsPerSecond * FED_AHEAD_S));
  const outcome = await app.db.transact(async (tx): Promise<SettleOutcome> => {
    const row = await tx.broadcasts.lock(id);
    if (row?.status !== 'RUNNING') return { kind: 'nothing' };
    const waiting = await tx.broadcastOutbox.countWaiting(id);
    const isExhausted = row.cursorUserId >= row.lastUserId;
    if (isExhausted && waiting === 0) {
      const at = app.clock.now();
      await tx.broadcasts.setStatus(id, 'COMPLETED', at);
      const userId = await tx.broadcasts.findStarter(id);
      const payload = { broadcastId: id };
      if (userId !== undefined)
        await tx.outbox.put({ key: `broadcast-done:${id}`, lane: 1, userId, kind: 'broadcast_done', payload, at });
      return { kind: 'completed' };
    }
    if (isExhausted || waiting > ahead / 2) return { kind: 'waiting' };
    await tx.broadcastOutbox.feed(row, ahead - waiting, app.clock.now());
    return { kind: 'fed' };
  });
  if (outcome.kind === 'fed' || outcome.kind === 'completed') app.wake('outbox');
  return outcome;
}
