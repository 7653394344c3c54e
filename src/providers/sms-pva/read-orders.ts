import type { ProviderFault } from '../../ports/sms-provider';
import { isoOfLetters } from '../country-letters';
import { isJsonObject, scalarText } from '../parse-json';
import { providerFault } from '../provider-fault';
import { readNationalPhone } from '../read-national-phone';
import type { VendorReply } from '../vendor-reply';
import { readEnvelope, readFault } from './read-envelope';
import type { PvaSms } from './read-sms';
import { readSms } from './read-sms';

export interface PvaOrder {
  readonly orderId: string;
  readonly phone: string;
  readonly serviceCode?: string;
  readonly countryCode?: string;
  readonly sms?: PvaSms;
  /** An SMS is there, though the row does not show it. */
  readonly hasUnseenSms: boolean;
}

const OVER = new Set(['CANCELLED', 'CANCELED', 'CLOSED']);

/**
 * Reads the open orders. A row that cannot be read spoils the list: reconciliation must not take a bought number for one
 * that was never bought.
 */
export function readOrders(reply: VendorReply): { kind: 'list'; orders: PvaOrder[] } | ProviderFault {
  const read = readEnvelope(reply);
  const list = read.kind === 'envelope' && isJsonObject(read.data) ? read.data.orders : undefined;
  if (!Array.isArray(list)) return readFault(reply, 'unavailable');
  const orders: PvaOrder[] = [];
  for (const row of list) {
    if (isJsonObject(row) && OVER.has(scalarText(row.status)?.toUpperCase() ?? '')) continue;
    const order = readRow(row);
    if (!order) return providerFault('unavailable', 'list with an unreadable row');
    orders.push(order);
  }
  return { kind: 'list', orders };
}

function readRow(row: unknown): PvaOrder | undefined {
  if (!isJsonObject(row)) return undefined;
  const orderId = scalarText(row.orderId);
  const countryCode = scalarText(row.countryCode) ?? scalarText(row.country);
  const phone = readNationalPhone(row.phoneNumber, isoOfLetters(countryCode));
  if (orderId === undefined || phone === undefined) return undefined;
  const sms = readSms(row.sms);
  const serviceCode = scalarText(row.service) ?? scalarText(row.serviceCode);
  return { orderId, phone, serviceCode, countryCode, sms, hasUnseenSms: !sms && row.status === 'SMS_READY' };
}
