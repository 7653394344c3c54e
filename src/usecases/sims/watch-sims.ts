import type { App } from '../../app';
import { readAlerts } from '../../database/queries/alerts';
import type { AlertFacts, AlertKind } from '../../domain/alert-kind';
import { PROBE_AFTER } from '../../domain/polling/poll-pace';
import { addMs } from '../../domain/time';
import { clearAlert, raiseAlert } from '../alerts/raise-alert';

const DAY_S = 86_400;
const MOST = 200;
/** No SIM is thought silent before. */
const LEAST_SILENCE_S = DAY_S;
/** A daemon that tells how its modems are does so every minute. */
const HEART_S = 300;
/** So long nothing at all comes from a whole daemon before somebody hears of it. */
const LEAST_MUTE_S = 21_600;
/** Nothing is sold from a daemon that stands still; the pause ends by itself when nobody renews it. */
const PAUSE_MS = 150_000;

const KINDS: readonly AlertKind[] = ['sim_silent', 'sim_unmapped', 'daemon_stopped'];

interface Standing {
  readonly kind: AlertKind;
  readonly facts: AlertFacts;
}

/**
 * Looks after the SIMs: one that should have got something and did not rests, a daemon that stands still sells nothing, and
 * operators hear of both. What is well again is taken back.
 */
export async function watchSims(app: App): Promise<{ silent: number; stopped: number; rested: number }> {
  const now = app.clock.now();
  const standing = new Map<string, Standing>();
  const fallen = await app.db.sims.listFallenSilent({ now, leastS: LEAST_SILENCE_S, limit: MOST });
  for (const { id } of fallen) await app.db.sims.markSilent(id, now);
  for (const sim of await app.db.sims.listSilent(MOST)) {
    const hours = Math.round((now.getTime() - (sim.lastSmsAt ?? now).getTime()) / 3_600_000);
    standing.set(`sim_silent:${sim.id}`, { kind: 'sim_silent', facts: { name: sim.provider, slot: sim.slot, hours } });
  }
  for (const { id, provider, slot } of await app.db.sims.listUnmapped(MOST))
    standing.set(`sim_unmapped:${id}`, { kind: 'sim_unmapped', facts: { name: provider, slot } });
  const stopped = await stopSales(app, standing);
  const rested = await app.db.sims.restStrays();
  for (const [key, { kind, facts }] of standing) await raiseAlert(app, { key, kind, facts, everyS: DAY_S });
  const before = await readAlerts(app.db, { limit: 1_000 });
  for (const { key, kind } of before)
    if ((KINDS as readonly string[]).includes(kind) && !standing.has(key)) await clearAlert(app, key);
  await app.db.sims.forgetProbes(addMs(now, -DAY_S * 1000));
  return { silent: fallen.length, stopped, rested };
}

async function stopSales(app: App, standing: Map<string, Standing>): Promise<number> {
  const now = app.clock.now();
  const o = { now, heartS: HEART_S, failures: PROBE_AFTER, muteS: LEAST_MUTE_S };
  const stopped = await app.db.sims.listStopped(o);
  for (const { id, isMuted } of stopped) {
    const provider = await app.db.providers.find(id);
    const facts = { name: provider?.name ?? String(id), reason: isMuted ? 'nothing_comes' : 'stands_still' };
    standing.set(`daemon_stopped:${id}`, { kind: 'daemon_stopped', facts });
    // Who sells nothing gets nothing: silence alone must not keep a shop from selling for ever.
    if (!isMuted) await app.db.providers.pause(id, addMs(now, PAUSE_MS), 'daemon_stopped');
  }
  return stopped.length;
}
