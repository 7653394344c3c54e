import type { App } from '../../app';
import type { Database } from '../../database/database';
import { HOUR_MS } from '../../domain/time';

export type FunnelStep = 'OPENED' | 'CHOSE';

const MOST_REMEMBERED = 100_000;

/** What this process wrote in the current hour, so that most presses write nothing. */
const written = new WeakMap<Database, { hourMs: number; steps: Set<string> }>();

/** Counts a person once an hour and step, for the report of how far people come. */
export async function noteStep(app: App, o: { userId: bigint; step: FunnelStep }): Promise<void> {
  const hourMs = Math.floor(app.clock.now().getTime() / HOUR_MS) * HOUR_MS;
  let known = written.get(app.db);
  if (!known || known.hourMs !== hourMs || known.steps.size >= MOST_REMEMBERED) {
    known = { hourMs, steps: new Set() };
    written.set(app.db, known);
  }
  const name = `${o.step} ${o.userId}`;
  if (known.steps.has(name)) return;
  await app.db.funnel.note({ hour: new Date(hourMs), ...o });
  known.steps.add(name);
}
