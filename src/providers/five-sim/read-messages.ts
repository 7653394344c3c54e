import type { ReceivedText } from '../../ports/sms-provider';
import { isJsonObject, scalarText } from '../parse-json';
import { readZonedTime } from '../read-zoned-time';
import { textIdentity } from '../text-identity';

/**
 * The SMS of an order, oldest first. Services send a second one without a code after the first; its `code` is empty or
 * blank. Without ids of their own they are told apart by time and content, and equal ones by their place.
 */
export function readMessages(orderId: string, sms: unknown): ReceivedText[] {
  if (!Array.isArray(sms)) return [];
  const counts = new Map<string, number>();
  const messages: ReceivedText[] = [];
  for (const one of sms) {
    if (!isJsonObject(one)) continue;
    const [code, text] = [scalarText(one.code), scalarText(one.text)];
    if (code === undefined && text === undefined) continue;
    const identity = [scalarText(one.created_at) ?? scalarText(one.date), code, text].join('\n');
    const repeat = (counts.get(identity) ?? 0) + 1;
    counts.set(identity, repeat);
    messages.push({
      externalId: textIdentity(orderId, identity, repeat),
      text: text ?? code!,
      code,
      sender: scalarText(one.sender),
      receivedAt: readZonedTime(one.created_at),
    });
  }
  return messages;
}
