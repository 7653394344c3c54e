import type { Amount } from '../../domain/money/money';
import type { PriceRow, ProviderFault } from '../../ports/sms-provider';
import { shapeOf, type VendorReply } from '../kit/reply';
import { isJsonObject, readDecimal, scalarText } from '../kit/values';
import { readFault } from './read-fault';

export function readBalance(reply: VendorReply): { kind: 'balance'; amount: Amount } | ProviderFault {
  const amount = readDecimal(fieldOf(reply, 'balance'), 'down');
  return amount === undefined ? readFault(shapeOf(reply), reply.status, 'unavailable') : { kind: 'balance', amount };
}

/** The price of one service in one country. */
export function readPrice(reply: VendorReply): { kind: 'price'; cost: Amount } | ProviderFault {
  const cost = readDecimal(fieldOf(reply, 'price'), 'up');
  return cost === undefined ? readFault(shapeOf(reply), reply.status, 'unavailable') : { kind: 'price', cost };
}

export function readStock(reply: VendorReply): { kind: 'stock'; count: number } | ProviderFault {
  const count = Number(fieldOf(reply, 'amount') ?? Number.NaN);
  return Number.isInteger(count) && count >= 0
    ? { kind: 'stock', count }
    : readFault(shapeOf(reply), reply.status, 'unavailable');
}

/** The table of all prices has a row for each pool; the cheapest pool is the price, and no row tells a stock. */
export function readPricing(reply: VendorReply): { kind: 'prices'; rows: PriceRow[] } | ProviderFault {
  const list = listOf(reply);
  if (!list) return readFault(shapeOf(reply), reply.status, 'unavailable');
  const best = new Map<string, PriceRow>();
  for (const item of list) {
    if (!isJsonObject(item)) continue;
    const [serviceCode, countryCode] = [scalarText(item.service), scalarText(item.country)];
    const cost = readDecimal(item.price, 'up');
    if (serviceCode === undefined || countryCode === undefined || cost === undefined) continue;
    const known = best.get(`${countryCode}/${serviceCode}`);
    if (!known || cost < known.cost) best.set(`${countryCode}/${serviceCode}`, { serviceCode, countryCode, cost });
  }
  return { kind: 'prices', rows: [...best.values()] };
}

export interface NamedRow {
  readonly code: string;
  readonly name: string;
  readonly shortName?: string;
}

/** The list of countries or services: `[{"ID": 1, "name": "United States", "short_name": "US"}]`. */
export function readNames(reply: VendorReply): { kind: 'names'; rows: NamedRow[] } | ProviderFault {
  const list = listOf(reply);
  if (!list) return readFault(shapeOf(reply), reply.status, 'unavailable');
  const rows = list.flatMap((item) => {
    const [code, name] = isJsonObject(item) ? [scalarText(item.ID), scalarText(item.name)] : [];
    return code && name ? [{ code, name, shortName: scalarText((item as { short_name?: unknown }).short_name) }] : [];
  });
  return { kind: 'names', rows };
}

function listOf(reply: VendorReply): readonly unknown[] | undefined {
  const shape = shapeOf(reply);
  return shape.kind === 'json' && Array.isArray(shape.value) ? shape.value : undefined;
}

function fieldOf(reply: VendorReply, name: string): unknown {
  const shape = shapeOf(reply);
  return shape.kind === 'json' && isJsonObject(shape.value) ? shape.value[name] : undefined;
}
