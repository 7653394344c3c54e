import type { InboundEvent, InboundUpdate } from '../../ports/inbound-update';

const LONG = new Set(['telegramId', 'chatId', 'channelId', 'queryId', 'authorId', 'actorId', 'forwardedFromChannelId']);
const INSTANT = new Set(['sentAt', 'editedAt', 'at']);

/** An event as it stands in the inbox: JSON text, with 64 bit numbers as text inside. */
export function toPayload(event: InboundEvent): string {
  return JSON.stringify(event, (_, value) => (typeof value === 'bigint' ? String(value) : value));
}

interface InboxRow {
  readonly id: bigint;
  readonly payload: unknown;
  readonly attempts: number;
  readonly receivedAt: Date;
}

/** The event again, from a row. */
export function fromRow({ id, payload, attempts, receivedAt }: InboxRow): InboundUpdate {
  return { ...(revived('', payload) as InboundEvent), id, attempts, receivedAt };
}

function revived(name: string, value: unknown): unknown {
  if (value === null) return null;
  if (typeof value === 'string') return LONG.has(name) ? BigInt(value) : INSTANT.has(name) ? new Date(value) : value;
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => revived('', item));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revived(key, item)]));
}
