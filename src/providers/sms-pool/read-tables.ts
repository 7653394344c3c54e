import type { Amount } from '../../domain/money/money';
import type { PriceRow, ProviderBalance, ProviderFault } from '../../ports/sms-provider';
import { cheapest, type Prices, pricesOrFault, readTable, rowsOrFault } from '../kit/price-tables';
import { balance } from '../kit/readings';
import { listOf, objectOf, shapeOf, type VendorReply } from '../kit/reply';
import { isJsonObject, readDecimal, scalarText } from '../kit/values';
import { readFault } from './read-fault';

export function readBalance(reply: VendorReply): ProviderBalance | ProviderFault {
  const shape = shapeOf(reply);
  return balance(objectOf(shape)?.balance) ?? readFault(shape, reply.status, 'unavailable');
}

/** The price of one service in one country. */
export function readPrice(reply: VendorReply): { kind: 'price'; cost: Amount } | ProviderFault {
  const shape = shapeOf(reply);
  const cost = readDecimal(objectOf(shape)?.price, 'up');
  return cost === undefined ? readFault(shape, reply.status, 'unavailable') : { kind: 'price', cost };
}

export function readStock(reply: VendorReply): { kind: 'stock'; count: number } | ProviderFault {
  const shape = shapeOf(reply);
  const count = Number(objectOf(shape)?.amount ?? Number.NaN);
  return Number.isInteger(count) && count >= 0
    ? { kind: 'stock', count }
    : readFault(shape, reply.status, 'unavailable');
}

/** The table of all prices has a row for each pool; the cheapest pool is the price, and no row tells a stock. */
export function readPricing(reply: VendorReply): Prices | ProviderFault {
  const shape = shapeOf(reply);
  const list = listOf(shape);
  if (!list) return readFault(shape, reply.status, 'unavailable');
  const table = readTable(list, (item): PriceRow[] | undefined => {
    if (!isJsonObject(item)) return undefined;
    const [serviceCode, countryCode] = [scalarText(item.service), scalarText(item.country)];
    const cost = readDecimal(item.price, 'up');
    if (serviceCode === undefined || countryCode === undefined || cost === undefined) return undefined;
    return [{ serviceCode, countryCode, cost }];
  });
  return pricesOrFault({ ...table, rows: cheapest(table.rows) });
}

export interface NamedRow {
  readonly code: string;
  readonly name: string;
  readonly shortName?: string;
}

/** The list of countries or services: `[{"ID": 1, "name": "United States", "short_name": "US"}]`. */
export function readNames(reply: VendorReply): { kind: 'names'; rows: NamedRow[] } | ProviderFault {
  const shape = shapeOf(reply);
  const list = listOf(shape);
  if (!list) return readFault(shape, reply.status, 'unavailable');
  const rows = rowsOrFault(
    readTable(list, (item): NamedRow[] | undefined => {
      if (!isJsonObject(item)) return undefined;
      const [code, name] = [scalarText(item.ID), scalarText(item.name)];
      return code && name ? [{ code, name, shortName: scalarText(item.short_name) }] : undefined;
    }),
  );
  return Array.isArray(rows) ? { kind: 'names', rows } : rows;
}
