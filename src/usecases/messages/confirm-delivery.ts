import type { App } from '../../app';
import type { StoredClaim } from '../../database/entities/webhook-delivery.entity';
import type { DueConfirmation } from '../../database/queues/webhook-confirmations';
import { addMs } from '../../domain/time';
import type { ReceivedText, SmsProvider } from '../../ports/sms-provider';
import { receiveMessages } from './receive-messages';

/** Whoever stored a delivery asks at once; after so long the job does. */
export const FIRST_CONFIRMATION_MS = 3_000;
/** Then it is asked again after these; the order may not be bought yet as far as we know, or the supplier be slow. */
const AGAIN_AFTER_MS = [3_000, 6_000, 12_000, 24_000, 48_000];

type Answer = { kind: 'confirmed' } | { kind: 'not_yet'; detail: string };

/**
 * Asks a supplier that does not sign whether what came to its webhook is true. Only what the supplier itself shows reaches a
 * buyer; of the delivery no more is used than the whole text around the code that both show.
 */
export async function confirmDelivery(
  app: App,
  due: DueConfirmation,
): Promise<{ kind: 'confirmed' | 'not_yet' | 'given_up' }> {
  const answer = await ask(app, due).catch((err: unknown): Answer => {
    app.log.error({ err, provider: due.providerId, delivery: due.id }, 'confirming a webhook delivery broke off');
    return { kind: 'not_yet', detail: 'Asking the supplier broke off.' };
  });
  if (answer.kind === 'confirmed') {
    await app.db.webhookConfirmations.endConfirmation(due.id, 'CONFIRMED', null);
    return answer;
  }
  const wait = AGAIN_AFTER_MS[due.confirmTries];
  if (wait !== undefined) {
    await app.db.webhookConfirmations.postponeConfirmation(due.id, addMs(app.clock.now(), wait), answer.detail);
    return { kind: 'not_yet' };
  }
  await app.db.webhookConfirmations.endConfirmation(due.id, 'NOT_CONFIRMED', answer.detail);
  app.log.warn({ provider: due.providerId, delivery: due.id }, 'a webhook delivery was not confirmed by its supplier');
  return { kind: 'given_up' };
}

async function ask(app: App, due: DueConfirmation): Promise<Answer> {
  const provider = await app.providers.get(due.providerId);
  if (!provider) return { kind: 'not_yet', detail: 'The settings of the provider do not fit its protocol.' };
  const claims = due.claims ?? [];
  const orderIds = [...new Set(claims.flatMap(({ orderId }) => orderId ?? []))];
  if (orderIds.length === 0 || !provider.orderState) return askByPoll(app, due.providerId, claims);
  for (const orderId of orderIds) {
    const answer = await askOrder(app, provider, claims, orderId);
    if (answer.kind !== 'confirmed') return answer;
  }
  return { kind: 'confirmed' };
}

/** Nobody is asked about an order that is not ours: whoever knows the address cannot make us ask without end. */
async function askOrder(
  app: App,
  provider: SmsProvider,
  claims: readonly StoredClaim[],
  orderId: string,
): Promise<Answer> {
  if (!(await app.db.webhookConfirmations.isOrderOfOurs(provider.id, orderId, app.clock.now())))
    return { kind: 'not_yet', detail: 'No reservation has this order.' };
  const state = await provider.orderState!(orderId);
  if (state.kind === 'fault') return { kind: 'not_yet', detail: `The supplier could not be asked: ${state.fault}.` };
  if (state.kind !== 'received') return { kind: 'not_yet', detail: 'The supplier shows no message of this order.' };
  const messages = state.messages.map((message) => ({ ...withWholeText(message, claims, orderId), orderId }));
  await receiveMessages(app, { providerId: provider.id, source: 'WEBHOOK', messages });
  const codes = new Set(state.messages.flatMap(({ code, text }) => [code, text]));
  const isShown = claims.every((claim) => claim.orderId !== orderId || codes.has(claim.code ?? claim.text));
  return isShown ? { kind: 'confirmed' } : { kind: 'not_yet', detail: 'The supplier shows another message.' };
}

/** Many suppliers show the code alone when asked, and the whole text only in the delivery. */
function withWholeText(message: ReceivedText, claims: readonly StoredClaim[], orderId: string): ReceivedText {
  const { code } = message;
  if (code === undefined) return message;
  const claim = claims.find((one) => one.orderId === orderId && one.code === code && one.text.includes(code));
  return claim ? { ...message, text: claim.text, sender: message.sender ?? claim.sender } : message;
}

/** An inbox is pulled as a whole: the next poll is due now, and its messages are looked for. */
async function askByPoll(app: App, providerId: number, claims: readonly StoredClaim[]): Promise<Answer> {
  const keys = [...new Set(claims.map(({ dedupeKey }) => dedupeKey))];
  if ((await app.db.webhookConfirmations.countKnownMessages(providerId, keys)) === keys.length)
    return { kind: 'confirmed' };
  await app.db.webhooks.pollSoon(providerId, app.clock.now());
  return { kind: 'not_yet', detail: 'The inbox does not show it yet.' };
}
