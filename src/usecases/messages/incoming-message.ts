import { createHash } from 'node:crypto';
import type { ReceivedText } from '../../ports/sms-provider';

/** One SMS as it came in. It names an order, a phone, or both. */
export interface IncomingMessage extends ReceivedText {
  readonly orderId?: string;
  /** E.164 digits without the plus. */
  readonly phone?: string;
  /** Only where its identity was settled before, from what it said then. */
  readonly dedupeKey?: string;
  /** Some of its parts never came. */
  readonly isIncomplete?: boolean;
}

/** What makes two arrivals the same SMS, for ever: the supplier's id for it, or else all that it says. */
export function dedupeKeyOf(message: IncomingMessage): string {
  if (message.externalId) return `id:${message.externalId}`;
  const told = [message.orderId ?? message.phone ?? '', message.text, message.receivedAt?.toISOString() ?? ''];
  return `hash:${createHash('sha256').update(told.join('\n')).digest('hex')}`;
}
