import type { ProviderFault, ReceivedText } from '../../ports/sms-provider';
import { isJsonObject, scalarText } from '../parse-json';
import { readZonedTime } from '../read-zoned-time';
import { textIdentity } from '../text-identity';
import type { VendorReply } from '../vendor-reply';
import { shapeOf } from '../vendor-reply';
import { readFault } from './read-fault';
import { readNationalPhone } from './read-national-phone';

export interface ListedSms {
  readonly to: string | undefined;
  readonly createdAt: Date | undefined;
  toText(orderId: string): ReceivedText;
}

/** A page of the list of SMS; oldest first, as it is to be read. */
export function readSmsPage(reply: VendorReply): { kind: 'sms'; list: ListedSms[]; hasNext: boolean } | ProviderFault {
  const shape = shapeOf(reply);
  const page = shape.kind === 'json' && isJsonObject(shape.value) && reply.status === 200 ? shape.value : undefined;
  if (!page || !Array.isArray(page.data)) return readFault(shape, reply.status, 'unavailable');
  const list = page.data.map(toSms).filter((one) => one !== undefined);
  list.sort((one, other) => (one.createdAt?.getTime() ?? 0) - (other.createdAt?.getTime() ?? 0));
  return { kind: 'sms', list, hasNext: page.hasNext === true };
}

/**
 * One SMS of the list or of a delivery. The delivery does not name the SMS's own id, so its identity is made from what both
 * show: reservation, second and content. Undefined for one without content, or encrypted for the website alone.
 */
export function toSms(value: unknown): ListedSms | undefined {
  if (!isJsonObject(value) || value.encrypted === true) return undefined;
  const code = scalarText(value.parsedCode);
  const content = scalarText(value.smsContent) ?? code;
  if (content === undefined) return undefined;
  const createdAt = readZonedTime(value.createdAt);
  const second = createdAt ? Math.floor(createdAt.getTime() / 1_000) : '';
  return {
    to: readNationalPhone(value.to),
    createdAt,
    toText: (orderId) => ({
      externalId: textIdentity(orderId, `${second}\n${content}`),
      text: content,
      code,
      sender: scalarText(value.from),
      receivedAt: createdAt,
    }),
  };
}
