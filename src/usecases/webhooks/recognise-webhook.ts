import type { App } from '../../app';
import { hasSecretForm, matchesOne } from './webhook-secret';

/**
 * Whether this address is one that the provider was given. Wrong provider, wrong secret and ended secret are not told apart.
 * Looked up at every delivery (one read of an index), so that a rotation holds at once.
 */
export async function recogniseWebhook(app: App, o: { providerId: number; secret: string }): Promise<boolean> {
  if (!hasSecretForm(o.secret)) return false;
  return matchesOne(o.secret, await app.db.webhookSecrets.listSecretHashes(o.providerId, app.clock.now()));
}
