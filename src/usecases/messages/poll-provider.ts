import type { App } from '../../app';
import type { DuePoll } from '../../database/repositories/provider.repository';
import type { ProviderFault, SmsProvider } from '../../ports/sms-provider';
import { pollOrders } from './poll-orders';
import { receiveMessages } from './receive-messages';

/** A supplier that delivers by webhook is looked at this seldom, in case a delivery got lost. */
const SAFETY_NET_MS = 30_000;
const SHORTEST_BACK_OFF_MS = 2_000;
const LONGEST_BACK_OFF_MS = 30_000;
const MOST_PAGES = 20;

/**
 * One turn at a provider whose poll was leased: pulls the inbox of its own numbers from where the last turn ended, and
 * looks at the orders somebody waits for. Returns when its next turn is due.
 */
export async function pollProvider(app: App, due: DuePoll): Promise<{ nextAt: Date; fault?: ProviderFault }> {
  let cursor = due.cursor;
  let fault: ProviderFault | undefined;
  try {
    const provider = await app.providers.get(due.id);
    if (provider?.pullInbox) ({ cursor, fault } = await pullInbox(app, provider, cursor));
    if (provider && !fault) fault = await pollOrders(app, provider);
  } catch (err) {
    app.log.error({ err, provider: due.id }, 'polling a provider broke off');
    fault = { kind: 'fault', fault: 'unavailable', detail: 'the adapter threw' };
  }
  if (fault)
    app.log.warn({ provider: due.id, fault: fault.fault, detail: fault.detail }, 'a provider could not be polled');
  const nextAt = new Date(app.clock.now().getTime() + waitMs(due, fault));
  await app.db.providers.finishPoll({ id: due.id, nextAt, from: due.cursor, cursor, fault: fault?.fault ?? null });
  return { nextAt, fault };
}

/** The cursor of a page is kept only after its messages are stored. */
async function pullInbox(app: App, provider: SmsProvider, from: string | null) {
  let cursor = from;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const pulled = await provider.pullInbox!(cursor ?? undefined);
    if (pulled.kind === 'fault') return { cursor, fault: pulled };
    await receiveMessages(app, { providerId: provider.id, source: 'POLL', messages: pulled.messages });
    const moved = pulled.cursor !== undefined && pulled.cursor !== cursor;
    cursor = pulled.cursor ?? cursor;
    if (!pulled.more || !moved) break;
  }
  return { cursor };
}

function waitMs(due: DuePoll, fault: ProviderFault | undefined): number {
  // One whose deliveries stay away is polled as if it had none, until one comes again.
  const isSlow = due.mode === 'WEBHOOK' && due.isPushing;
  const usual = isSlow ? Math.max(SAFETY_NET_MS, due.pollIntervalMs) : due.pollIntervalMs;
  if (!fault) return usual;
  const backOff = Math.min(LONGEST_BACK_OFF_MS, Math.max(SHORTEST_BACK_OFF_MS, due.pollIntervalMs * 2));
  return Math.max(usual, fault.retryAfterMs ?? backOff);
}
