import { jsonPrice } from '../account/shelf';
import { jsonAnswer } from '../kernel/vendor-answer';
import { type FiveSimRoute, words } from './five-sim-call';
import { countryText, fiveSimCountries } from './five-sim-names';
import { operatorRows } from './operator-rows';

export const countries: FiveSimRoute = ({ shop }) => {
  const operators = new Map<string, Set<string>>();
  for (const { country, operator } of operatorRows(shop.book.shelf))
    operators.set(country, (operators.get(country) ?? new Set()).add(operator));
  const rows = [...operators].map(([slug, names]) => {
    const { iso = 'US', callingCode = '1' } = fiveSimCountries.get(slug) ?? {};
    const own = Object.fromEntries([...names].map((name) => [name, { activation: 1 }]));
    const texts = { text_en: countryText(iso, 'en'), text_ru: countryText(iso, 'ru') };
    return [slug, { iso: { [iso.toLowerCase()]: 1 }, prefix: { [`+${callingCode}`]: 1 }, ...texts, ...own }];
  });
  return jsonAnswer(Object.fromEntries(rows));
};

export const products: FiveSimRoute = ({ shop, parts }) => {
  const all = operatorRows(shop.book.shelf);
  const there = all.filter(({ country }) => parts.country === 'any' || country === parts.country);
  if (there.length === 0) return words('bad country');
  const rows = there.filter(({ operator }) => parts.operator === 'any' || operator === parts.operator);
  if (rows.length === 0) return words('bad operator');
  const table: Record<string, { Category: string; Qty: number; Price: number }> = {};
  for (const { product, cost, count } of rows) {
    const known = table[product];
    const Price = Math.min(known?.Price ?? Number.POSITIVE_INFINITY, jsonPrice(cost));
    table[product] = { Category: 'activation', Qty: (known?.Qty ?? 0) + count, Price };
  }
  return jsonAnswer(table);
};

/** Country first, unless a product alone was asked for. */
export const prices: FiveSimRoute = ({ shop, params }) => {
  const [wantedCountry, wantedProduct] = [params.get('country') || undefined, params.get('product') || undefined];
  const all = operatorRows(shop.book.shelf);
  if (wantedCountry && !all.some(({ country }) => country === wantedCountry)) return words('country is incorrect');
  if (wantedProduct && !all.some(({ product }) => product === wantedProduct)) return words('product is incorrect');
  const table: Record<string, Record<string, Record<string, object>>> = {};
  for (const { country, product, operator, cost, count } of all) {
    if (wantedCountry && country !== wantedCountry) continue;
    if (wantedProduct && product !== wantedProduct) continue;
    const [outer, inner] = wantedProduct && !wantedCountry ? [product, country] : [country, product];
    table[outer] ??= {};
    table[outer][inner] ??= {};
    table[outer][inner][operator] = { cost: jsonPrice(cost), count, rate: 71.25 };
  }
  return jsonAnswer(table);
};

export const flash: FiveSimRoute = () => jsonAnswer({ text: 'A simulated 5sim on your own machine' });
