import type { TradeCountryRow } from '../../../database/queries/resale-catalogue';
import { jsonPrice } from '../prices';
import { type SoldOffer, soldOffers } from '../tables/sold-offers';
import { json, words } from './answers';
import type { FiveSimGuestCall, FiveSimGuestPath } from './five-sim-call';

/** The one name under which all operators are sold together. */
export const ANY = 'any';

/** Countries in which something is on sale. */
export const countries: FiveSimGuestPath = async (call) => {
  const { byCountry } = await offersOf(call);
  const rows = call.trade.countries.filter(({ code }) => code !== null && byCountry.has(code));
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
  const offers = await offersOf(call);
  const table: Record<string, { Category: string; Qty: number; Price: number }> = {};
  for (const { serviceCode: product, price, count } of code === ANY ? offers.all : (offers.byCountry.get(code) ?? [])) {
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
  const offers = await offersOf(call);
  if (!countryCode && !productCode) {
    const table = offers.rendered('prices', () => JSON.stringify(nested(offers.all, true)));
    return { kind: 'table', table };
  }
  const there = countryCode ? (offers.byCountry.get(countryCode) ?? []) : (offers.byService.get(productCode!) ?? []);
  const wanted = there.filter((one) => !productCode || one.serviceCode === productCode);
  return json(nested(wanted, countryCode !== undefined));
};

function nested(offers: readonly SoldOffer[], isCountryFirst: boolean) {
  const table: Record<string, Record<string, object>> = {};
  for (const { countryCode, serviceCode, price, count } of offers) {
    const [outer, inner] = isCountryFirst ? [countryCode, serviceCode] : [serviceCode, countryCode];
    table[outer] ??= {};
    table[outer][inner] = { [ANY]: { cost: jsonPrice(price), count } };
  }
  return table;
}

/** Notices of the shop go to its channel and to the chat. */
export const flash: FiveSimGuestPath = async () => json({ text: '' });

const offersOf = ({ priceGroupId, trade, tables }: FiveSimGuestCall) => soldOffers({ tables, priceGroupId, trade });
