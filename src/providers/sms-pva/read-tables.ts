import type { Amount } from '../../domain/money/money';
import type { ProviderBalance, ProviderFault } from '../../ports/sms-provider';
import { type Prices, pricesOrFault, readTable, rowsOrFault } from '../kit/price-tables';
import { balance } from '../kit/readings';
import type { VendorReply } from '../kit/reply';
import { isJsonObject, readDecimal, scalarText } from '../kit/values';
import { readEnvelope, readFault } from './read-envelope';

export function readBalance(reply: VendorReply): ProviderBalance | ProviderFault {
  const data = dataOf(reply);
  return (isJsonObject(data) ? balance(data.balance) : undefined) ?? readFault(reply, 'unavailable');
}

/** The price of one service in one country; the dearest one where operators have prices of their own. */
export function readPrice(reply: VendorReply): { kind: 'price'; cost: Amount } | ProviderFault {
  const data = dataOf(reply);
  if (!isJsonObject(data)) return readFault(reply, 'unavailable');
  const byOperator = isJsonObject(data.priceByOperators) ? Object.values(data.priceByOperators) : [];
  const costs = [data.price, ...byOperator].map((one) => readDecimal(one, 'up'));
  const known = costs.filter((cost): cost is Amount => cost !== undefined);
  if (costs[0] === undefined) return readFault(reply, 'unavailable');
  return { kind: 'price', cost: known.sort((a, b) => (a < b ? 1 : -1))[0]! };
}

interface PvaPriceRow {
  readonly serviceCode: string;
  readonly serviceName: string;
  readonly countryCode: string;
  readonly cost: Amount;
}

/** The table of all prices: rows, at times in lists of lists. One with rows of which none can be read is a fault. */
export function readPrices(reply: VendorReply): Prices<PvaPriceRow> | ProviderFault {
  const data = dataOf(reply);
  if (!Array.isArray(data)) return readFault(reply, 'unavailable');
  return pricesOrFault(
    readTable(data.flat() as unknown[], (row): PvaPriceRow[] | undefined => {
      if (!isJsonObject(row)) return undefined;
      const [serviceCode, countryCode] = [scalarText(row.service), scalarText(row.country)];
      const cost = readDecimal(row.price, 'up');
      if (serviceCode === undefined || countryCode === undefined || cost === undefined) return undefined;
      return [{ serviceCode, countryCode, cost, serviceName: scalarText(row.serviceDescription) ?? serviceCode }];
    }),
  );
}

/** Numbers in one country by service code, all operators together. */
export function readCounts(
  reply: VendorReply,
): { kind: 'counts'; counts: ReadonlyMap<string, number> } | ProviderFault {
  const data = dataOf(reply);
  if (!Array.isArray(data)) return readFault(reply, 'unavailable');
  const cells = data
    .flat()
    .flatMap((operator): unknown[] =>
      isJsonObject(operator) && Array.isArray(operator.services) ? operator.services : [operator],
    );
  const rows = rowsOrFault(
    readTable(cells, (one): [string, number][] | undefined => {
      const code = isJsonObject(one) ? scalarText(one.service) : undefined;
      const total = isJsonObject(one) ? Number(scalarText(one.total) ?? Number.NaN) : Number.NaN;
      return code !== undefined && Number.isInteger(total) && total >= 0 ? [[code, total]] : undefined;
    }),
  );
  if (!Array.isArray(rows)) return rows;
  const counts = new Map<string, number>();
  for (const [code, total] of rows) counts.set(code, (counts.get(code) ?? 0) + total);
  return { kind: 'counts', counts };
}

function dataOf(reply: VendorReply): unknown {
  const read = readEnvelope(reply);
  return read.kind === 'envelope' && read.code === 200 ? read.data : undefined;
}
