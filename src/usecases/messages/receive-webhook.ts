import type { App } from '../../app';
import type { Tx } from '../../database/database';
import type { WebhookStatus } from '../../domain/enum-values';
import { isSms } from '../../domain/message/is-sms';
import { addMs } from '../../domain/time';
import type { SecretBox } from '../../platform/secret-box';
import type { SmsProvider, WebhookReading, WebhookRequest } from '../../ports/sms-provider';
import { resolveSims } from '../sims/resolve-sims';
import { applyCandidates } from './apply-candidates';
import { FIRST_CONFIRMATION_MS } from './confirm-delivery';
import { dedupeKeyOf } from './incoming-message';
import { joinParts } from './join-parts';
import { storeOnce } from './store-messages';
import { digestOf, sealRequest } from './webhook-request';

export interface ReceivedDelivery {
  readonly kind: 'received';
  readonly deliveryId: bigint;
  /** What this delivery is worth by itself, and what became of it by now: a repeat takes nothing back. */
  readonly verdict: WebhookStatus;
  readonly status: WebhookStatus;
  /** Why it was not taken, or what is still missing. */
  readonly detail: string | undefined;
  /** The answer that the supplier wants. */
  readonly reply: ReturnType<NonNullable<SmsProvider['webhookReply']>> | undefined;
}

export type ReceiveWebhookOutcome = ReceivedDelivery | { readonly kind: 'no_webhook' };

/**
 * Takes one delivery to a provider's webhook. Delivery and messages are stored in one transaction before this returns; what
 * is not believed yet is stored as UNCONFIRMED, for `confirmDelivery`. A refused or unreadable one is stored as well, since
 * a supplier may deliver only once: it can be replayed when the settings were mended.
 */
export async function receiveWebhook(
  app: App,
  box: SecretBox,
  o: { providerId: number; request: WebhookRequest },
): Promise<ReceiveWebhookOutcome> {
  const provider = await app.providers.get(o.providerId);
  if (!provider?.readWebhook) return { kind: 'no_webhook' };
  return keepDelivery(app, box, { provider, request: o.request, reading: readDelivery(app, provider, o.request) });
}

/** What a delivery says, whatever its reader does. */
export function readDelivery(app: App, provider: SmsProvider, request: WebhookRequest): WebhookReading {
  try {
    return provider.readWebhook!(request);
  } catch (err) {
    app.log.error({ err, provider: provider.id }, 'reading a webhook delivery broke off');
    return { kind: 'unreadable', detail: 'This delivery could not be read. It was kept and can be replayed.' };
  }
}

/** `arrivedAt` dates messages that name no time; `also` is done in the same transaction. */
export async function keepDelivery(
  app: App,
  box: SecretBox,
  o: {
    provider: SmsProvider;
    request: WebhookRequest;
    reading: WebhookReading;
    arrivedAt?: Date;
    also?: (tx: Tx) => Promise<void>;
  },
): Promise<ReceivedDelivery> {
  const { provider, request } = o;
  const reading = withoutBlanks(await withSims(app, provider.id, o.reading));
  const now = app.clock.now();
  const said = reading.kind === 'messages' ? reading.messages : [];
  // The identity is that of what was said, so it is settled before a missing time is filled in.
  const messages = said.map((message) => ({
    ...message,
    dedupeKey: dedupeKeyOf(message),
    receivedAt: message.receivedAt ?? o.arrivedAt,
  }));
  const isBelieved = reading.kind === 'messages' && reading.trust === 'believe';
  const verdict = statusOf(reading);
  const waits = verdict === 'UNCONFIRMED';
  const detail = reading.kind === 'messages' ? null : reading.detail;
  const draft = {
    providerId: provider.id,
    digest: digestOf(request),
    sealed: sealRequest(box, request),
    bodyBytes: request.rawBody.length,
    status: verdict,
    problem: detail,
    messages: messages.length,
    about: [
      ...new Set(messages.flatMap(({ dedupeKey, orderId, phone }) => [dedupeKey, orderId ?? [], phone ?? []].flat())),
    ],
    claims: waits ? JSON.stringify(messages) : null,
    confirmDueAt: waits ? addMs(now, FIRST_CONFIRMATION_MS) : null,
    at: now,
  };
  const { delivery, candidates } = await app.db.transact(async (tx) => ({
    also: await o.also?.(tx),
    delivery: await tx.webhooks.putDelivery(draft),
    candidates: isBelieved
      ? await storeOnce(app, tx, {
          providerId: provider.id,
          source: 'WEBHOOK',
          messages: await joinParts(tx, { providerId: provider.id, source: 'WEBHOOK', messages, at: now }),
        })
      : [],
  }));
  if (reading.kind === 'messages') await app.db.webhooks.noteSeen(provider.id, now);
  // Whatever happens from here on, the messages are stored, and a job gives them to their buyers.
  await applyCandidates(app, candidates).catch((err: unknown) =>
    app.log.error({ err, provider: provider.id }, 'messages of a webhook are left to the job'),
  );
  app.log.info(
    { provider: provider.id, delivery: delivery.id, status: delivery.status, messages: messages.length },
    'a webhook delivery came',
  );
  const { id: deliveryId, status } = delivery;
  return {
    kind: 'received',
    deliveryId,
    verdict,
    status,
    detail: detail ?? undefined,
    reply: provider.webhookReply?.(),
  };
}

/** Before anything is left out: an SMS that says nothing shows that its SIM lives. */
async function withSims(app: App, providerId: number, reading: WebhookReading): Promise<WebhookReading> {
  if (reading.kind !== 'messages') return reading;
  return { ...reading, messages: await resolveSims(app, providerId, reading.messages) };
}

/** A part of a long SMS may be blank by itself; it is judged when the whole is there. */
function withoutBlanks(reading: WebhookReading): WebhookReading {
  if (reading.kind !== 'messages') return reading;
  return { ...reading, messages: reading.messages.filter((message) => message.part || isSms(message)) };
}

function statusOf(reading: WebhookReading): WebhookStatus {
  if (reading.kind === 'messages') {
    if (reading.messages.length === 0) return 'IGNORED';
    return reading.trust === 'believe' ? 'ACCEPTED' : 'UNCONFIRMED';
  }
  return ({ ignored: 'IGNORED', refused: 'REFUSED', unreadable: 'UNREADABLE' } as const)[reading.kind];
}
