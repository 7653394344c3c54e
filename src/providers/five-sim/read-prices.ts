import type { Amount } from '../../domain/money/money';
import type { PriceRow, ProviderFault } from '../../ports/sms-provider';
import { isJsonObject } from '../parse-json';
import { readDecimal } from '../read-decimal';
import type { VendorReply } from '../vendor-reply';
import { shapeOf } from '../vendor-reply';
import { readFault } from './read-fault';

export interface OperatorPrice {
  readonly serviceCode: string;
  readonly countryCode: string;
  readonly operator: string;
  readonly cost: Amount;
  readonly count: number;
}

/**
 * Reads the price table, which nests country, product, operator; but product, country, operator when it was asked for a
 * product alone (`productFirst`). Rows without a plain price or count are left out.
 */
export function readOperatorPrices(
  reply: VendorReply,
  productFirst: boolean,
): { kind: 'prices'; rows: OperatorPrice[] } | ProviderFault {
  const shape = shapeOf(reply);
  if (shape.kind !== 'json' || !isJsonObject(shape.value) || reply.status !== 200)
    return readFault(shape, reply.status, 'unavailable');
  const rows: OperatorPrice[] = [];
  for (const [outer, inner] of entries(shape.value))
    for (const [middle, operators] of entries(inner))
      for (const [operator, cell] of entries(operators)) {
        const [serviceCode, countryCode] = productFirst ? [outer, middle] : [middle, outer];
        const [cost, count] = isJsonObject(cell) ? [readDecimal(cell.cost, 'up'), Number(cell.count)] : [undefined, 0];
        if (cost !== undefined && Number.isInteger(count) && count >= 0)
          rows.push({ serviceCode, countryCode, operator, cost, count });
      }
  return { kind: 'prices', rows };
}

const entries = (value: unknown): [string, unknown][] => (isJsonObject(value) ? Object.entries(value) : []);

/** One row a product and country: the lowest price at which there are numbers, and how many there are at that price. */
export function cheapestOfOperators(rows: readonly OperatorPrice[]): PriceRow[] {
  const best = new Map<string, Required<PriceRow>>();
  for (const { serviceCode, countryCode, cost, count } of rows) {
    const place = `${countryCode}/${serviceCode}`;
    const known = best.get(place);
    if (known && known.cost === cost) best.set(place, { ...known, count: known.count + count });
    else if (!known || isBetter({ cost, count }, known)) best.set(place, { serviceCode, countryCode, cost, count });
  }
  return [...best.values()];
}

type Worth = Pick<Required<PriceRow>, 'cost' | 'count'>;

/** A price at which there is nothing to buy is no price, unless there is nothing anywhere. */
function isBetter(one: Worth, other: Worth): boolean {
  if (one.count > 0 !== other.count > 0) return one.count > 0;
  return one.cost < other.cost;
}
