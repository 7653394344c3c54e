import type { ResaleOfferRow, TradeCountryRow } from '../../../database/queries/resale-catalogue';
import type { Amount } from '../../../domain/money/money';
import type { TradeTable } from '../../../usecases/resale/trade-table';
import { jsonPrice } from '../json-price';
import { json, words } from './answers';
import type { FiveSimGuestCall, FiveSimGuestPath } from './five-sim-call';

/** One thing on sale, by the words of this protocol. */
interface NamedOffer {
  readonly country: string;
  readonly product: string;
  readonly price: Amount;
  readonly count: number;
}

/** The one name under which all operators are sold together. */
export const ANY = 'any';

/** Countries in which something is on sale. */
export const countries: FiveSimGuestPath = async (call) => {
  const offers = await namedOffers(call);
  const sold = new Set(offers.all.map(({ country }) => country));
  const rows = call.trade.countries.filter(({ code }) => code !== null && sold.has(code));
  return json(Object.fromEntries(rows.map((row) => [row.code, countryShape(row)])));
};

const NAMES_IN_RUSSIAN = new Intl.DisplayNames(['ru'], { type: 'region' });

function countryShape({ iso, name, callingCode }: TradeCountryRow) {
  const russian = /^[A-Z]{2}$/.test(iso) ? NAMES_IN_RUSSIAN.of(iso) : undefined;
  return {
    iso: { [iso.toLowerCase()]: 1 },
    prefix: { [`+${callingCode}`]: 1 },
    text_en: name,
    text_ru: russian ?? name,
    [ANY]: { activation: 1 },
  };
}

/** What is sold in a country, or in all of them: each at its lowest price, and how many there are. */
export const products: FiveSimGuestPath = async (call) => {
  const { country = '', operator = '' } = call.parts;
  const code = country === ANY ? ANY : call.trade.countryByCode.get(country)?.code;
  if (!code) return words('bad country');
  if (operator !== ANY) return words('bad operator');
  const offers = await namedOffers(call);
  const table: Record<string, { Category: string; Qty: number; Price: number }> = {};
  for (const { product, price, count } of code === ANY ? offers.all : (offers.byCountry.get(code) ?? [])) {
    const known = table[product];
    const Price = Math.min(known?.Price ?? Number.POSITIVE_INFINITY, jsonPrice(price));
    table[product] = { Category: 'activation', Qty: (known?.Qty ?? 0) + count, Price };
  }
  return json(table);
};

/** Country, product, operator; but product first where a product alone was asked for. Everything at once is kept as bytes. */
export const prices: FiveSimGuestPath = async (call) => {
  const [country, product] = [call.query.country?.toLowerCase(), call.query.product?.toLowerCase()];
  const countryCode = country ? call.trade.countryByCode.get(country)?.code : undefined;
  const productCode = product ? call.trade.serviceByCode.get(product)?.code : undefined;
  if (country && !countryCode) return words('country is incorrect');
  if (product && !productCode) return words('product is incorrect');
  const offers = await namedOffers(call);
  if (!countryCode && !productCode) {
    const form = `five_sim prices ${call.trade.version}`;
    const table = offers.table.rendered(form, () => JSON.stringify(nested(offers.all, true)));
    return { kind: 'table', table };
  }
  const there = countryCode ? (offers.byCountry.get(countryCode) ?? []) : (offers.byProduct.get(productCode!) ?? []);
  const wanted = there.filter((one) => !productCode || one.product === productCode);
  return json(nested(wanted, countryCode !== undefined));
};

function nested(offers: readonly NamedOffer[], isCountryFirst: boolean) {
  const table: Record<string, Record<string, object>> = {};
  for (const { country, product, price, count } of offers) {
    const [outer, inner] = isCountryFirst ? [country, product] : [product, country];
    table[outer] ??= {};
    table[outer][inner] = { [ANY]: { cost: jsonPrice(price), count } };
  }
  return table;
}

/** Notices of the shop go to its channel and to the chat. */
export const flash: FiveSimGuestPath = async () => json({ text: '' });

async function namedOffers({ priceGroupId, trade, tables }: FiveSimGuestCall) {
  const table = await tables.get(priceGroupId);
  return { ...table.derived(`five_sim ${trade.version}`, (rows) => indexed(rows, trade)), table };
}

function indexed(rows: readonly ResaleOfferRow[], trade: TradeTable) {
  const all = rows.flatMap(({ serviceId, countryId, price, count }): NamedOffer[] => {
    const product = trade.serviceById.get(serviceId)?.code;
    const country = trade.countryById.get(countryId)?.code;
    return product && country ? [{ country, product, price, count }] : [];
  });
  return { all, byCountry: grouped(all, (one) => one.country), byProduct: grouped(all, (one) => one.product) };
}

function grouped(offers: readonly NamedOffer[], keyOf: (one: NamedOffer) => string): Map<string, NamedOffer[]> {
  const groups = new Map<string, NamedOffer[]>();
  for (const one of offers) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
