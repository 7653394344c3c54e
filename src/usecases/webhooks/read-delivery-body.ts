import type { App } from '../../app';
import type { SecretBox } from '../../platform/secret-box';
import { openRequest } from '../messages/webhook-request';

/** What was delivered: the query of a GET, else the body. It holds codes. Undefined when it is gone or sealed with a lost key. */
export async function readDeliveryBody(app: App, box: SecretBox, id: bigint): Promise<string | undefined> {
  const kept = await app.db.webhooks.findDelivery(id);
  if (!kept) return undefined;
  try {
    const { method, url, rawBody } = openRequest(box, kept.sealed, kept.receivedAt);
    return method === 'GET' ? new URL(url).search : rawBody.toString('utf8');
  } catch (err) {
    app.log.warn({ err, delivery: id }, 'a kept webhook delivery cannot be opened');
    return undefined;
  }
}
