import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** A caller may bring an id of his own (8 to 64 letters, digits, - or _), so that his log and ours meet. */
export function newRequestId(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}
