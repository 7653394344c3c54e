import type { App } from '../../app';
import type { Tx } from '../../database/database';
import type { BroadcastRow } from '../../database/stores/broadcasts';
import { type BroadcastStatus, STEERING, type Steering } from '../../domain/broadcast/broadcast-status';
import type { Author } from '../catalogue/save-row';
import { settleBroadcast } from './feed-broadcasts';

export type SteerOutcome =
  | { kind: 'started' | 'paused' | 'resumed' | 'canceled'; id: number }
  /** It stands so already: a repeated press changes nothing. */
  | { kind: 'already'; id: number; status: BroadcastStatus }
  | { kind: 'not_possible'; status: BroadcastStatus }
  | { kind: 'another_running'; id: number }
  | { kind: 'nobody_meant' }
  | { kind: 'not_found'; entity: 'broadcast' };

const DONE = { start: 'started', pause: 'paused', resume: 'resumed', cancel: 'canceled' } as const;

/**
 * Starts, pauses, resumes or cancels a broadcast. Whom it means is fixed at the start, save that those who block the bot
 * or are banned meanwhile are left out. What is being sent at the moment of a pause still arrives.
 */
export async function steerBroadcast(app: App, o: { id: number; act: Steering } & Author): Promise<SteerOutcome> {
  const outcome = await app.db.transact((tx) => steer(app, tx, o));
  if (!('id' in outcome) || outcome.kind === 'another_running') return outcome;
  await settleBroadcast(app, o.id);
  app.wake('outbox');
  return outcome;
}

async function steer(
  app: App,
  tx: Tx,
  { id, act, actor, requestId }: { id: number; act: Steering } & Author,
): Promise<SteerOutcome> {
  const { from, to } = STEERING[act];
  const at = app.clock.now();
  const row = await tx.broadcasts.lock(id);
  if (!row) return { kind: 'not_found', entity: 'broadcast' };
  if (row.status === to) return { kind: 'already', id, status: to };
  if (!(from as readonly BroadcastStatus[]).includes(row.status)) return { kind: 'not_possible', status: row.status };
  if (to === 'RUNNING') {
    const other = await tx.broadcasts.findRunning();
    if (other !== undefined) return { kind: 'another_running', id: other };
  }
  const [audience] = act === 'start' ? await tx.broadcasts.countAudiences([id], at) : [];
  if (audience?.count === 0) return { kind: 'nobody_meant' };
  if (audience) await tx.broadcasts.start(id, audience, at);
  else await tx.broadcasts.setStatus(id, to, at);
  await tx.audit.write({
    actor,
    action: `broadcast.${DONE[act]}`,
    entity: 'broadcast',
    entityId: id,
    facts: factsOf(row, audience?.count),
    requestId,
    at,
  });
  return { kind: DONE[act], id };
}

function factsOf(row: BroadcastRow, audienceCount = row.audienceCount) {
  return { audienceCount, sentCount: row.sentCount };
}
