import type { Amount } from '../../domain/money/money';
import type { PriceRow, ProviderFault, SupplierCatalogue } from '../../ports/sms-provider';
import { providerFault, shapeOf, type VendorReply } from '../kit/reply';
import { isJsonObject, readDecimal, scalarText } from '../kit/values';
import { readFault } from './read-fault';
import { type FiveSimOrder, toOrder } from './read-order';

/**
 * Reads one page of the order history, open and closed ones. A row that cannot be read spoils the page: reconciliation
 * must not take a bought number for one that was never bought.
 */
export function readOrders(reply: VendorReply): { kind: 'page'; orders: FiveSimOrder[] } | ProviderFault {
  const shape = shapeOf(reply);
  const list = shape.kind === 'json' && isJsonObject(shape.value) ? shape.value.Data : undefined;
  // An account without orders has no list at all.
  if (list === null) return { kind: 'page', orders: [] };
  if (!Array.isArray(list)) return readFault(shape, reply.status, 'unavailable');
  const orders = list.map(toOrder);
  return orders.every((one) => one !== undefined && (one.phase !== 'open' || one.phone !== undefined))
    ? { kind: 'page', orders: orders as FiveSimOrder[] }
    : providerFault('unavailable', 'list with an unreadable row');
}

interface OperatorPrice {
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

type Countries = Pick<SupplierCatalogue, 'countries'> & { readonly kind: 'countries' };
type Services = Pick<SupplierCatalogue, 'services'> & { readonly kind: 'services' };

/** `{slug: {iso: {"gb": 1}, prefix: {"+44": 1}, text_en, text_ru, <operator>: {...}}}` */
export function readCountries(reply: VendorReply): Countries | ProviderFault {
  const shape = shapeOf(reply);
  if (shape.kind !== 'json' || !isJsonObject(shape.value)) return readFault(shape, reply.status, 'unavailable');
  const countries = Object.entries(shape.value).flatMap(([code, row]) => {
    if (!isJsonObject(row)) return [];
    const iso = isJsonObject(row.iso) ? Object.keys(row.iso)[0]?.toUpperCase() : undefined;
    return [{ code, name: scalarText(row.text_en) ?? code, iso: iso && /^[A-Z]{2}$/.test(iso) ? iso : undefined }];
  });
  return { kind: 'countries', countries };
}

/** `{product: {Category, Qty, Price}}`; rented numbers are another trade. Products have no names but their codes. */
export function readServices(reply: VendorReply): Services | ProviderFault {
  const shape = shapeOf(reply);
  if (shape.kind !== 'json' || !isJsonObject(shape.value)) return readFault(shape, reply.status, 'unavailable');
  const services = Object.entries(shape.value)
    .filter(([, row]) => isJsonObject(row) && row.Category === 'activation')
    .map(([code]) => ({ code, name: code }));
  return { kind: 'services', services };
}

/** Reads the profile; what is frozen in open orders is not part of `balance`. */
export function readBalance(reply: VendorReply): { kind: 'balance'; amount: Amount } | ProviderFault {
  const shape = shapeOf(reply);
  const amount =
    shape.kind === 'json' && isJsonObject(shape.value) ? readDecimal(shape.value.balance, 'down') : undefined;
  return amount === undefined ? readFault(shape, reply.status, 'unavailable') : { kind: 'balance', amount };
}
