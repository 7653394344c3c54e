import type { App } from '../../app';
import { type Problem, problemAt } from '../../domain/problems';
import { HOUR_MS } from '../../domain/time';
import type { Author } from '../catalogue/save-row';
import { generateWebhookSecret, hashWebhookSecret } from './webhook-secret';

const LONGEST_OVERLAP_HOURS = 168;
export const USUAL_OVERLAP_HOURS = 24;

export type RotateOutcome =
  /** `path` holds the secret: it is shown now and never again. */
  | { kind: 'rotated'; providerId: number; path: string; previousUntil: Date | undefined }
  | { kind: 'not_found'; entity: 'provider' }
  /** Its protocol, as it is set up, knows none; or its settings do not fit the protocol at all. */
  | { kind: 'no_webhooks'; fits: boolean }
  | { kind: 'invalid'; problem: Problem };

/**
 * Gives a provider's webhook a new address. The address before is taken for some hours more, so that nothing gets lost
 * while the new one is entered at the supplier; with 0 hours it ends at once.
 */
export async function rotateWebhookSecret(
  app: App,
  o: { providerId: number; overlapHours?: number } & Author,
): Promise<RotateOutcome> {
  const { providerId, overlapHours = USUAL_OVERLAP_HOURS } = o;
  if (!Number.isInteger(overlapHours) || overlapHours < 0 || overlapHours > LONGEST_OVERLAP_HOURS)
    return { kind: 'invalid', problem: problemAt('overlapHours', 'hours', { least: 0, most: LONGEST_OVERLAP_HOURS }) };
  const row = await app.db.providers.find(providerId);
  if (!row) return { kind: 'not_found', entity: 'provider' };
  const provider = await app.providers.get(providerId);
  if (!provider?.readWebhook) return { kind: 'no_webhooks', fits: provider !== undefined };

  const secret = generateWebhookSecret();
  const now = app.clock.now();
  const oldUntil = new Date(now.getTime() + overlapHours * HOUR_MS);
  const hadOne = await app.db.transact(async (tx) => {
    // Two rotations at once: the second waits here, and replaces what the first made.
    await tx.providers.lock(providerId);
    const replaced = await tx.webhookSecrets.replaceSecret({
      providerId,
      hash: hashWebhookSecret(secret),
      now,
      oldUntil,
    });
    const { actor, requestId } = o;
    const entry = { action: 'provider.webhook_rotated', entity: 'provider', entityId: providerId, at: now };
    await tx.audit.write({ ...entry, actor, requestId, facts: { overlapHours } });
    return replaced;
  });
  const path = `/webhooks/${providerId}/${secret}`;
  return { kind: 'rotated', providerId, path, previousUntil: hadOne ? oldUntil : undefined };
}
