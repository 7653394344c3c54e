import type { PriceRow, ProviderBalance, ProviderCatalogue, ProviderFault } from '../../ports/sms-provider';
import { type Cell, cellsOf, type Prices, pricesOrFault, readTable, readTiers, rowsOrFault } from '../kit/price-tables';
import { balance, readRows, type Unread, unread } from '../kit/readings';
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

interface OperatorPrice extends PriceRow {
  readonly operator: string;
}

/**
 * Reads the price table, which nests country, product, operator; but product, country, operator when it was asked for a
 * product alone (`productFirst`). A table with cells of which none can be read is a fault.
 */
export function readOperatorPrices(reply: VendorReply, productFirst: boolean): Prices<OperatorPrice> | ProviderFault {
  const shape = shapeOf(reply);
  const table = objectOf(shape);
  if (!table || reply.status !== 200) return readFault(shape, reply.status, 'unavailable');
  const read = ({ path: [outer, middle, operator], value }: Cell): OperatorPrice[] | undefined => {
    if (outer === undefined || middle === undefined || operator === undefined) return undefined;
    const [serviceCode, countryCode] = productFirst ? [outer, middle] : [middle, outer];
    return readTiers(value)?.map((tier) => ({ serviceCode, countryCode, ...tier, operator }));
  };
  return pricesOrFault(readTable(cellsOf(table, 3), read, ({ value }) => value));
}

type Countries = Pick<ProviderCatalogue, 'countries'> & { readonly kind: 'countries' };
type Services = Pick<ProviderCatalogue, 'services'> & { readonly kind: 'services' };

/** `{slug: {iso: {"gb": 1}, prefix: {"+44": 1}, text_en, text_ru, <operator>: {...}}}` */
export function readCountries(reply: VendorReply): Countries | ProviderFault {
  const shape = shapeOf(reply);
  const body = objectOf(shape);
  if (!body) return readFault(shape, reply.status, 'unavailable');
  const read = ({ path: [code], value: row }: Cell) => {
    if (!isJsonObject(row)) return undefined;
    const iso = isJsonObject(row.iso) ? Object.keys(row.iso)[0]?.toUpperCase() : undefined;
    const name = scalarText(row.text_en) ?? code!;
    return [{ code: code!, name, iso: iso && /^[A-Z]{2}$/.test(iso) ? iso : undefined }];
  };
  const countries = rowsOrFault(readTable(cellsOf(body, 1), read, ({ value }) => value));
  return Array.isArray(countries) ? { kind: 'countries', countries } : countries;
}

/** `{product: {Category, Qty, Price}}`; rented numbers are another trade. Products have no names but their codes. */
export function readServices(reply: VendorReply): Services | ProviderFault {
  const shape = shapeOf(reply);
  const body = objectOf(shape);
  if (!body) return readFault(shape, reply.status, 'unavailable');
  const read = ({ path: [code], value: row }: Cell) => {
    if (!isJsonObject(row) || typeof row.Category !== 'string') return undefined;
    return row.Category === 'activation' ? [{ code: code!, name: code! }] : [];
  };
  const services = rowsOrFault(readTable(cellsOf(body, 1), read, ({ value }) => value));
  return Array.isArray(services) ? { kind: 'services', services } : services;
}

/** Reads the profile; what is frozen in open orders is not part of `balance`. */
export function readBalance(reply: VendorReply): ProviderBalance | ProviderFault {
  const shape = shapeOf(reply);
  return balance(objectOf(shape)?.balance) ?? readFault(shape, reply.status, 'unavailable');
}
