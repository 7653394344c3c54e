import type { FastifyRequest } from 'fastify';
import type { WebhookRequest } from '../../ports/sms-provider';

/** The delivery as its supplier sent it; `publicUrl` is how it called us, whatever proxies made of that. */
export function toWebhookRequest(request: FastifyRequest, publicUrl: string, now: Date): WebhookRequest {
  const contentType = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
  return {
    method: request.method === 'GET' ? 'GET' : 'POST',
    rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    ),
    url: publicUrl + request.url,
    contentType,
    now,
  };
}
