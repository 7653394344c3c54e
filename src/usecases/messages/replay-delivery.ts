import type { App } from '../../app';
import type { WebhookStatus } from '../../domain/enum-values';
import type { SecretBox } from '../../platform/secret-box';
import type { Author } from '../catalogue/save-row';
import { confirmDelivery } from './confirm-delivery';
import { keepDelivery, readDelivery } from './receive-webhook';
import { openRequest } from './webhook-request';

export type ReplayOutcome =
  | { kind: 'replayed'; id: bigint; status: WebhookStatus; detail: string | undefined }
  | { kind: 'not_found' }
  | { kind: 'no_webhook' };

/**
 * Reads a kept delivery again, with the settings and keys of now, as if it came for the first time. Messages that are known
 * stay what they are; a message without a time of its own counts as old as its delivery, so that it cannot reach somebody
 * who reserved the number since.
 */
export async function replayDelivery(app: App, box: SecretBox, o: { id: bigint } & Author): Promise<ReplayOutcome> {
  const kept = await app.db.webhooks.findDelivery(o.id);
  if (!kept) return { kind: 'not_found' };
  const provider = await app.providers.get(kept.providerId);
  if (!provider?.readWebhook) return { kind: 'no_webhook' };
  const at = app.clock.now();
  const request = openRequest(box, kept.sealed, kept.receivedAt);
  const reading = readDelivery(app, provider, request);
  const { status, detail } = await keepDelivery(app, box, {
    provider,
    request,
    reading,
    arrivedAt: kept.receivedAt,
    also: async (tx) => {
      await tx.webhooks.markReplayed(o.id, at);
      const entry = { action: 'webhook_delivery.replayed', entity: 'webhook_delivery', entityId: o.id, at };
      await tx.audit.write({ ...entry, actor: o.actor, requestId: o.requestId, facts: {} });
    },
  });
  if (status !== 'UNCONFIRMED') return { kind: 'replayed', id: o.id, status, detail };
  const due = await app.db.webhookConfirmations.findUnconfirmed(o.id);
  const confirmed = due && (await confirmDelivery(app, due)).kind === 'confirmed';
  return { kind: 'replayed', id: o.id, status: confirmed ? 'CONFIRMED' : 'UNCONFIRMED', detail };
}
