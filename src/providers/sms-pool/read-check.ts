import type { ProviderFault } from '../../ports/sms-provider';
import { isJsonObject, scalarText } from '../parse-json';
import type { VendorReply } from '../vendor-reply';
import { shapeOf } from '../vendor-reply';
import { readFault } from './read-fault';

/** One SMS as SMSPool shows it: a code, a text, or both. */
export interface PoolSms {
  readonly code?: string;
  readonly text?: string;
}

export type PoolStatus =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'sms'; readonly sms: PoolSms }
  | { readonly kind: 'ended' };

const REFUNDED = '6';

/**
 * Reads the state of an order. An SMS decides, whatever the number of the status: only 1 (pending), 3 (completed) and 6
 * (refunded) mean the same to everybody, so no other ends an order.
 */
export function readCheck(reply: VendorReply): PoolStatus | ProviderFault {
  const shape = shapeOf(reply);
  if (shape.kind !== 'json' || !isJsonObject(shape.value) || scalarText(shape.value.status) === undefined)
    return readFault(shape, reply.status, 'unavailable');
  const { status, sms, full_sms: full } = shape.value;
  const found = readSms(sms, full);
  if (found) return { kind: 'sms', sms: found };
  return { kind: scalarText(status) === REFUNDED ? 'ended' : 'waiting' };
}

/** "0" stands for nothing yet. */
export function readSms(code: unknown, text: unknown): PoolSms | undefined {
  const [known, whole] = [code, text].map((one) => {
    const value = scalarText(one);
    return value === '0' ? undefined : value;
  });
  return known === undefined && whole === undefined ? undefined : { code: known, text: whole };
}
