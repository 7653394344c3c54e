import { createHash } from 'node:crypto';
import type { SecretBox } from '../../platform/secret-box';
import type { WebhookRequest } from '../../ports/sms-provider';

/** The same delivery has the same digest, whatever its headers and whichever address it was sent to. */
export function digestOf({ method, url, rawBody }: WebhookRequest): Buffer {
  const query = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  return createHash('sha256').update(`${method}\n${query}\n`).update(rawBody).digest();
}

/** The whole request as a sealed text, so that it can be read again as it was. */
export function sealRequest(box: SecretBox, { method, url, headers, contentType, rawBody }: WebhookRequest): Buffer {
  return box.seal(JSON.stringify({ method, url, headers, contentType, body: rawBody.toString('base64') }));
}

/** Throws when it was sealed with a key that is no longer known. */
export function openRequest(box: SecretBox, sealed: Buffer, now: Date): WebhookRequest {
  const { body, ...rest } = JSON.parse(box.open(sealed)) as Omit<WebhookRequest, 'rawBody' | 'now'> & { body: string };
  return { ...rest, rawBody: Buffer.from(body, 'base64'), now };
}
