import type { ProviderFault } from '../../ports/sms-provider';
import { isoOfLetters } from '../country-letters';
import { isJsonObject, scalarText } from '../parse-json';
import { providerFault } from '../provider-fault';
import { readNationalPhone } from '../read-national-phone';
import type { VendorReply } from '../vendor-reply';
import { shapeOf } from '../vendor-reply';
import type { PoolSms } from './read-check';
import { readSms } from './read-check';
import { readFault } from './read-fault';

export interface ActiveRow {
  readonly orderId: string;
  readonly phone: string;
  /** As people read it, such as "Telegram". */
  readonly service?: string;
  /** Such as "US"; one country may have several, "US_V" for its virtual numbers. */
  readonly shortName?: string;
  readonly sms?: PoolSms;
}

const OVER = /refund|cancel|expire/i;

/**
 * Reads the list of open orders. A row that cannot be read spoils it: reconciliation must not take a bought number for
 * one that was never bought.
 */
export function readActive(reply: VendorReply): { kind: 'rows'; rows: ActiveRow[] } | ProviderFault {
  const shape = shapeOf(reply);
  if (shape.kind !== 'json' || !Array.isArray(shape.value)) return readFault(shape, reply.status, 'unavailable');
  const rows: ActiveRow[] = [];
  for (const item of shape.value) {
    if (isJsonObject(item) && OVER.test(scalarText(item.status) ?? '')) continue;
    const row = readRow(item);
    if (!row) return providerFault('unavailable', 'list with an unreadable row');
    rows.push(row);
  }
  return { kind: 'rows', rows };
}

function readRow(item: unknown): ActiveRow | undefined {
  if (!isJsonObject(item)) return undefined;
  const orderId = scalarText(item.order_code) ?? scalarText(item.order_id);
  const shortName = scalarText(item.short_name);
  const phone = readNationalPhone(item.phonenumber, isoOfLetters(shortName));
  if (orderId === undefined || phone === undefined) return undefined;
  return { orderId, phone, service: scalarText(item.service), shortName, sms: readSms(item.code, item.full_code) };
}
