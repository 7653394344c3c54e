import type { Amount } from '../../domain/money/money';
import { addMs } from '../../domain/time';
import type { ProviderFault } from '../../ports/sms-provider';
import { readSoldPhone } from '../kit/phones';
import { readRows, type Unread } from '../kit/readings';
import { providerFault, type VendorReply } from '../kit/reply';
import { smsText } from '../kit/shown-sms';
import { isJsonObject, type JsonObject, readDecimal, readUnixTime, readZonedTime, scalarText } from '../kit/values';
import { readBody, readFault } from './read-body';

export interface ActiveRow {
  readonly orderId: string;
  readonly phone: string;
  readonly serviceCode?: string;
  readonly countryCode?: string;
  readonly cost?: Amount;
  readonly createdAt?: Date;
  readonly expiresAt?: Date;
  /** Codes, oldest first; or the text where the shop found no code. */
  readonly values: readonly string[];
  /** The whole text of the newest SMS. */
  readonly lastText?: string;
}

const EMPTY = new Set(['NO_ACTIVATIONS', 'NO_ACTIVATION']);

/**
 * Reads one page of the list of open orders, in any of the family's shapes.
 */
export function readActive(answer: VendorReply): ({ kind: 'rows'; rows: ActiveRow[] } & Unread) | ProviderFault {
  const reading = readBody(answer);
  if (reading.kind === 'token' && EMPTY.has(reading.token)) return { kind: 'rows', rows: [] };
  if (reading.kind !== 'json') return readFault(reading, answer.status, 'unavailable');
  const list = findList(reading.value);
  if (!list) return providerFault('unavailable', 'list of an unknown shape');
  return readRows(list, readRow);
}

function findList(value: unknown): readonly unknown[] | undefined {
  if (!isJsonObject(value)) return undefined;
  const legacy = value.activeActivations;
  const candidates = [value.data, legacy, value.array, isJsonObject(legacy) ? legacy.rows : undefined];
  return candidates.find((one): one is unknown[] => Array.isArray(one));
}

function readRow(item: unknown): ActiveRow | undefined {
  if (!isJsonObject(item)) return undefined;
  const orderId = scalarText(item.activationId ?? item.id);
  const phone = readSoldPhone(item.phoneNumber ?? item.phone);
  if (orderId === undefined || phone === undefined) return undefined;
  const lastText = readText(item);
  const codes = readCodes(item);
  // SMSHub shows a telephone code under this name, which looks like the market's number of another country.
  const isTelephoneCode = 'timer' in item;
  const createdAt = readZonedTime(item.activationTime) ?? readUnixTime(item.createDate);
  return {
    orderId,
    phone,
    serviceCode: scalarText(item.serviceCode),
    countryCode: isTelephoneCode ? undefined : scalarText(item.countryCode),
    cost: readDecimal(item.activationCost, 'up'),
    createdAt,
    expiresAt: readZonedTime(item.activationEndTime) ?? endOf(createdAt, item.timer),
    values: codes.length > 0 || lastText === undefined ? codes : [lastText],
    lastText,
  };
}

/** A list at some shops, one value at others; one shows the picture of an hourglass until there is a code, which is no text. */
function readCodes(item: JsonObject): string[] {
  const given = item.smsCode ?? item.code;
  const list = Array.isArray(given) ? given : [given];
  return list.map(smsText).filter((code) => code !== undefined);
}

/** Some shops put the text into square brackets. */
function readText(item: JsonObject): string | undefined {
  const text = smsText(Array.isArray(item.smsText) ? item.smsText.at(-1) : item.smsText);
  return text?.startsWith('[') && text.endsWith(']') ? text.slice(1, -1).trim() || undefined : text;
}

/** One shop tells how many seconds an order lives. */
function endOf(createdAt: Date | undefined, timer: unknown): Date | undefined {
  const seconds = Number(scalarText(timer) ?? Number.NaN);
  return createdAt && seconds > 0 && seconds < 1e6 ? addMs(createdAt, seconds * 1000) : undefined;
}
