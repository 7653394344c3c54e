import type { AcquiredNumber, CloseReply, ProviderFault, ProviderFaultKind } from '../../ports/sms-provider';
import { isoOfLetters } from '../kit/countries';
import { readNationalPhone } from '../kit/phones';
import { acquired, readRows, type Unread, unread } from '../kit/readings';
import { type VendorReply } from '../kit/reply';
import { type CodeAndText, type Shown, smsText } from '../kit/shown-sms';
import { isJsonObject, scalarText } from '../kit/values';
import { readEnvelope, readFault } from './read-envelope';

interface PvaPurchase extends AcquiredNumber {
  readonly lifetimeMs?: number;
}

/** 501 and 502 both say "number not found"; 500 is a failure that proves nothing, and 503 a shop that let nobody in. */
const OF_PURCHASES: Readonly<Record<number, ProviderFaultKind>> = {
  404: 'unknown_outcome',
  406: 'unknown_outcome',
  410: 'unknown_outcome',
  501: 'out_of_stock',
  502: 'out_of_stock',
  503: 'unavailable',
};

/** Reads the answer to a purchase. The phone comes without its calling code, beside the country it belongs to. */
export function readPurchase(reply: VendorReply): PvaPurchase | ProviderFault {
  const read = readEnvelope(reply);
  if (read.kind !== 'envelope' || read.code !== 200 || !isJsonObject(read.data))
    return readFault(reply, 'unknown_outcome', OF_PURCHASES);
  const { orderId: id, phoneNumber, countryCode, orderExpireIn } = read.data;
  const orderId = scalarText(id);
  const phone = readNationalPhone(phoneNumber, isoOfLetters(scalarText(countryCode)));
  const seconds = Number(orderExpireIn);
  const lifetimeMs = seconds > 0 && seconds <= 86_400 ? seconds * 1000 : undefined;
  return acquired({ orderId, phone, lifetimeMs }, /^\d{1,20}$/);
}

/** Reads the state of an order: 200 with an SMS, 202 not yet, 410 closed; 407 is an SMS that our balance cannot pay. */
export function readStatus(reply: VendorReply): Shown | ProviderFault {
  const read = readEnvelope(reply);
  if (read.kind === 'envelope') {
    if (read.code === 202) return { kind: 'waiting' };
    if (read.code === 410) return { kind: 'ended' };
    if (read.code === 200 && isJsonObject(read.data)) {
      const sms = readSms(read.data.sms);
      return sms ? { kind: 'sms', sms } : { kind: 'waiting' };
    }
  }
  return readFault(reply, 'unavailable');
}

/** `{"code": "1234", "fullText": "Your code is 1234"}`, or the text alone. */
export function readSms(sms: unknown): CodeAndText | undefined {
  if (!isJsonObject(sms)) {
    const text = smsText(sms);
    return text === undefined ? undefined : { text };
  }
  const [code, text] = [smsText(sms.code), smsText(sms.fullText) ?? smsText(sms.text)];
  return code === undefined && text === undefined ? undefined : { code, text };
}

/** An order that is over is not found either, so "not found" is no answer yet: the order is to be read. */
const OF_CLOSING: Readonly<Record<number, ProviderFaultKind>> = {
  405: 'wrong_state',
  406: 'wrong_state',
  410: 'wrong_state',
};

/** Reads the answer to `cancelorder` or `blocknumber`. */
export function readClose(reply: VendorReply): CloseReply | ProviderFault {
  const read = readEnvelope(reply);
  if (read.kind === 'envelope' && read.code === 200) return { kind: 'done' };
  return readFault(reply, 'unknown_outcome', OF_CLOSING);
}

/** Reads the answer to `clearsms`, which drops the SMS that is there; both 404 and 503 mean that there is none. */
export function readClear(reply: VendorReply): CloseReply | ProviderFault {
  const read = readEnvelope(reply);
  if (read.kind === 'envelope' && read.code === 200) return { kind: 'done' };
  return readFault(reply, 'unknown_outcome', { 503: 'wrong_state' });
}

export interface PvaOrder {
  readonly orderId: string;
  readonly phone: string;
  readonly serviceCode?: string;
  readonly countryCode?: string;
  readonly sms?: CodeAndText;
  /** An SMS is there, though the row does not show it. */
  readonly hasUnseenSms: boolean;
}

const OVER = new Set(['CANCELLED', 'CANCELED', 'CLOSED']);

/**
 * Reads the open orders.
 */
export function readOrders(reply: VendorReply): ({ kind: 'list'; orders: PvaOrder[] } & Unread) | ProviderFault {
  const read = readEnvelope(reply);
  const list = read.kind === 'envelope' && isJsonObject(read.data) ? read.data.orders : undefined;
  if (!Array.isArray(list)) return readFault(reply, 'unavailable');
  const isOver = (row: unknown) => isJsonObject(row) && OVER.has(scalarText(row.status)?.toUpperCase() ?? '');
  const open = readRows(
    list.filter((row) => !isOver(row)),
    readRow,
  );
  return { kind: 'list', orders: open.rows, ...unread(open.unreadable) };
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
