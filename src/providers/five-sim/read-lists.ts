import type { PriceRow, ProviderBalance, ProviderCatalogue, ProviderFault } from '../../ports/sms-provider';
import { balance, priceRow, readRows, type Unread, unread } from '../kit/readings';
import { objectOf, shapeOf, type VendorReply } from '../kit/reply';
import { isJsonObject, scalarText } from '../kit/values';
import { readFault } from './read-fault';
import { type FiveSimOrder, toOrder } from './read-order';

/**
 * Reads one page of the order history, open and closed ones. Rows that cannot be read are named.
 */
export function readOrders(reply: VendorReply): ({ kind: 'page'; orders: FiveSimOrder[] } & Unread) | ProviderFault {
  const shape = shapeOf(reply);
  const list = objectOf(shape)?.Data;
  // An account without orders has no list at all.
  if (list === null) return { kind: 'page', orders: [] };
  if (!Array.isArray(list)) return readFault(shape, reply.status, 'unavailable');
  const read = readRows(list, (row) => {
    const order = toOrder(row);
    return order?.phase === 'open' && order.phone === undefined ? undefined : order;
  });
  return { kind: 'page', orders: read.rows, ...unread(read.unreadable) };
}

interface OperatorPrice extends Required<PriceRow> {
  readonly operator: string;
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
  const table = objectOf(shape);
  if (!table || reply.status !== 200) return readFault(shape, reply.status, 'unavailable');
  const rows: OperatorPrice[] = [];
  for (const [outer, inner] of entries(table))
    for (const [middle, operators] of entries(inner))
      for (const [operator, cell] of entries(operators)) {
        const [serviceCode, countryCode] = productFirst ? [outer, middle] : [middle, outer];
        const row = isJsonObject(cell) ? priceRow(serviceCode, countryCode, cell.cost, cell.count) : [];
        rows.push(...row.map((one) => ({ ...one, operator })));
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

type Countries = Pick<ProviderCatalogue, 'countries'> & { readonly kind: 'countries' };
type Services = Pick<ProviderCatalogue, 'services'> & { readonly kind: 'services' };

/** `{slug: {iso: {"gb": 1}, prefix: {"+44": 1}, text_en, text_ru, <operator>: {...}}}` */
export function readCountries(reply: VendorReply): Countries | ProviderFault {
  const shape = shapeOf(reply);
  const body = objectOf(shape);
  if (!body) return readFault(shape, reply.status, 'unavailable');
  const countries = Object.entries(body).flatMap(([code, row]) => {
    if (!isJsonObject(row)) return [];
    const iso = isJsonObject(row.iso) ? Object.keys(row.iso)[0]?.toUpperCase() : undefined;
    return [{ code, name: scalarText(row.text_en) ?? code, iso: iso && /^[A-Z]{2}$/.test(iso) ? iso : undefined }];
  });
  return { kind: 'countries', countries };
}

/** `{product: {Category, Qty, Price}}`; rented numbers are another trade. Products have no names but their codes. */
export function readServices(reply: VendorReply): Services | ProviderFault {
  const shape = shapeOf(reply);
  const body = objectOf(shape);
  if (!body) return readFault(shape, reply.status, 'unavailable');
  const services = Object.entries(body)
    .filter(([, row]) => isJsonObject(row) && row.Category === 'activation')
    .map(([code]) => ({ code, name: code }));
  return { kind: 'services', services };
}

/** Reads the profile; what is frozen in open orders is not part of `balance`. */
export function readBalance(reply: VendorReply): ProviderBalance | ProviderFault {
  const shape = shapeOf(reply);
  return balance(objectOf(shape)?.balance) ?? readFault(shape, reply.status, 'unavailable');
}
