import type { App } from '../../app';
import type { DuePoll } from '../../database/stores/providers';
import { nextTurnInMs, turnLimits } from '../../domain/polling/poll-pace';
import type { InboxPage, ProviderFault, SmsProvider } from '../../ports/sms-provider';
import { clearPollAlerts, clearProviderAlert, raisePollAlert, raiseProviderAlert } from '../alerts/provider-alerts';
import { pollOrders } from './poll-orders';
import { openTurn } from './poll-turn';
import { receiveMessages } from './receive-messages';

/** A supplier that delivers by webhook is looked at this seldom, in case a delivery got lost. */
const SAFETY_NET_MS = 30_000;
const MOST_PAGES = 20;

/**
 * One turn at a provider whose poll was leased: pulls the inbox of its own numbers from where the last turn ended, and
 * looks at the orders somebody waits for. Returns when its next turn is due.
 */
export async function pollProvider(app: App, due: DuePoll): Promise<{ nextAt: Date; fault?: ProviderFault }> {
  const startedAtMs = app.clock.monotonicMs();
  const intervalMs = intervalOf(due);
  let cursor = due.cursor;
  let fault: ProviderFault | undefined;
  try {
    const provider = await app.providers.get(due.id);
    const turn = openTurn(app, due, turnLimits({ ...due, intervalMs }));
    if (provider?.pullInbox) ({ cursor, fault } = await pullInbox(app, provider, cursor));
    if (provider && !fault) fault = await pollOrders(app, provider, turn);
  } catch (err) {
    app.log.error({ err, provider: due.id }, 'polling a provider broke off');
    fault = { kind: 'fault', fault: 'unavailable', detail: 'the adapter threw' };
  }
  // A refusal by rate, or a wait of our own budget, says nothing about whether the supplier lives.
  const failures = !fault ? 0 : fault.fault === 'rate_limited' ? due.failures : due.failures + 1;
  const now = app.clock.now().getTime();
  const waitMs = nextTurnInMs({
    intervalMs,
    tookMs: app.clock.monotonicMs() - startedAtMs,
    failures,
    retryAfterMs: fault?.retryAfterMs,
    jitter: Math.random(),
  });
  const nextAt = new Date(now + waitMs);
  await app.db.providers.finishPoll({
    id: due.id,
    nextAt,
    from: due.cursor,
    cursor,
    fault: fault?.fault ?? null,
    failures,
  });
  await tell(app, due, fault, failures);
  return { nextAt, fault };
}

async function tell(app: App, due: DuePoll, fault: ProviderFault | undefined, failures: number): Promise<void> {
  if (!fault) {
    if (due.failures > 0) await clearPollAlerts(app, due.id);
    return;
  }
  app.log.warn({ provider: due.id, fault: fault.fault, detail: fault.detail }, 'a provider could not be polled');
  await raisePollAlert(app, due, fault, failures);
}

/** The cursor of a page is kept only after its messages are stored. */
async function pullInbox(app: App, provider: SmsProvider, from: string | null) {
  let cursor = from;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const pulled = await provider.pullInbox!(cursor ?? undefined);
    if (pulled.kind === 'fault') return { cursor, fault: pulled };
    await receiveMessages(app, { providerId: provider.id, source: 'POLL', messages: pulled.messages });
    const fault = await pulled.stored?.();
    await noteDaemon(app, provider.id, pulled);
    if (fault) return { cursor, fault };
    const moved = pulled.cursor !== undefined && pulled.cursor !== cursor;
    cursor = pulled.cursor ?? cursor;
    if (!pulled.more || !moved) break;
  }
  return { cursor };
}

/** Whether files that nobody can read lie about, as this process told last. */
const putAside = new Map<number, boolean>();

/** What a page tells besides messages: how SIMs are, and what was put aside. */
async function noteDaemon(app: App, providerId: number, { sims = [], putAside: names }: InboxPage): Promise<void> {
  if (sims.length > 0)
    await app.db.sims.noteSigns({
      providerId,
      slots: sims.filter(({ isAlive }) => isAlive).map(({ slot }) => slot.name),
      imsis: sims.filter(({ isAlive }) => isAlive).map(({ slot }) => slot.imsi ?? null),
      signals: sims.filter(({ isAlive }) => isAlive).map(({ signal }) => signal ?? null),
      now: app.clock.now(),
    });
  if (!names) return;
  const facts = { count: names.length, detail: names.slice(0, 5).join(', ') };
  if (names.length > 0) await raiseProviderAlert(app, 'inbox_unreadable', { providerId, facts });
  else if (putAside.get(providerId) !== false) await clearProviderAlert(app, 'inbox_unreadable', providerId);
  putAside.set(providerId, names.length > 0);
}

function intervalOf(due: DuePoll): number {
  // One whose deliveries stay away is polled as if it had none, until one comes again.
  const isSlow = due.mode === 'WEBHOOK' && due.isPushing;
  return isSlow ? Math.max(SAFETY_NET_MS, due.pollIntervalMs) : due.pollIntervalMs;
}
