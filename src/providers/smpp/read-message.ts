import type { PushedText } from '../../ports/sms-provider';
import { readNationalPhone, readPhone } from '../kit/phones';
import { type CodingAgreement, decodeSms } from '../sms-encoding';
import { STATUS } from './commands';
import type { Delivery } from './read-delivery';

export interface MessageAgreement extends CodingAgreement {
  /** Whose numbers those are that name no country; ISO 3166, two letters. */
  readonly country?: string;
}

/** What a delivery says. `refused` tells the centre not to come again with it; `detail` has no phones and no words of the SMS. */
export type MessageReading =
  | { readonly kind: 'message'; readonly message: PushedText }
  /** About an SMS that somebody sent, not one that came. */
  | { readonly kind: 'receipt' }
  | { readonly kind: 'refused'; readonly status: number; readonly detail: string };

/** Bits 5 to 2 of esm_class in what a centre sends (5.2.12). */
const TYPE_BITS = 0x3c;
const RECEIPTS: readonly number[] = [0x04, 0x20];
const HAS_HEADER = 0x40;
const TON = { international: 1, national: 2, alphanumeric: 5 } as const;

export function readMessage(delivery: Delivery, agreed: MessageAgreement): MessageReading {
  if (RECEIPTS.includes(delivery.esmClass & TYPE_BITS)) return { kind: 'receipt' };
  const phone = phoneOf(delivery.destination, agreed.country);
  if (phone === undefined)
    return { kind: 'refused', status: STATUS.wrongDestination, detail: 'destination_addr is no phone number' };
  const hasHeader = (delivery.esmClass & HAS_HEADER) !== 0;
  const sms = decodeSms({ bytes: delivery.text, dataCoding: delivery.dataCoding, hasHeader }, agreed);
  if (sms.kind !== 'text') return { kind: 'refused', status: STATUS.refused, detail: sms.detail };
  const part = partOf(delivery, sms.header?.part);
  return { kind: 'message', message: { phone, sender: senderOf(delivery.source), text: sms.text, part } };
}

/** By the header of the SMS or by sar_*: of both, the header counts, since the phone network made it. */
function partOf(
  { segment }: Delivery,
  inHeader: { reference: number; number: number; total: number } | undefined,
): PushedText['part'] {
  const found = inHeader ?? segment;
  return found && { group: String(found.reference), number: found.number, total: found.total };
}

function phoneOf({ ton, address }: Delivery['destination'], country: string | undefined): string | undefined {
  if (ton === TON.national) return readNationalPhone(address, country) ?? readPhone(address);
  return readPhone(address);
}

function senderOf({ ton, address }: Delivery['source']): string | undefined {
  if (address === '') return undefined;
  return ton === TON.international && /^\d+$/.test(address) ? `+${address}` : address;
}
