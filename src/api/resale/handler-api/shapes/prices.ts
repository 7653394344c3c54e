import { type Amount, formatAmount, formatAmountShort } from '../../../../domain/money/money';
import { jsonPrice } from '../../prices';

/** What is sold somewhere, under the codes of this protocol. */
export interface PricedOffer {
  readonly serviceCode: string;
  readonly countryCode: string;
  readonly price: Amount;
  /** Numbers that can be delivered now. */
  readonly count: number;
}

/** How one offer stands in a table: a piece of JSON. Written by hand, since whole tables have tens of thousands. */
export type PriceCell = (offer: PricedOffer) => string;

export const costCell: PriceCell = ({ price, count }) =>
  `{"cost":${shortPrice(price)},"count":${count},"physicalCount":${count}}`;

/** Price -> how many there are at it. */
export const ladderCell: PriceCell = ({ price, count }) => `{"${formatAmount(price)}":${count}}`;

export const verificationCell: PriceCell = ({ price, count }) => `{"count":${count},"price":"${formatAmount(price)}"}`;

/** `{"6":{"tg":cell}}`, with the countries or with the services outside. */
export function priceTable(
  offers: Iterable<PricedOffer>,
  cell: PriceCell,
  outer: 'country' | 'service' = 'country',
): string {
  const parts = new Map<string, string[]>();
  for (const offer of offers) {
    const [out, within] =
      outer === 'country' ? [offer.countryCode, offer.serviceCode] : [offer.serviceCode, offer.countryCode];
    const written = `"${within}":${cell(offer)}`;
    const part = parts.get(out);
    if (part) part.push(written);
    else parts.set(out, [written]);
  }
  return `{${[...parts].map(([code, cells]) => `"${code}":{${cells.join(',')}}`).join(',')}}`;
}

/** How many there are of each service; `tg_0` as well for tools that know that form alone. */
export function stockShape(offers: Iterable<PricedOffer>, hasOldNames: boolean): Record<string, number> {
  const stock: Record<string, number> = {};
  for (const { serviceCode, count } of offers) stock[serviceCode] = (stock[serviceCode] ?? 0) + count;
  if (!hasOldNames) return stock;
  return Object.fromEntries(
    Object.entries(stock).flatMap(([code, count]) => [
      [code, count],
      [`${code}_0`, count],
    ]),
  );
}

/** 0.25, 1, 0.0875: as a JSON number without needless zeros. */
function shortPrice(price: Amount): string {
  return formatAmount(price).replace(/\.?0+$/, '');
}

export interface RankedOffer extends PricedOffer {
  /** 0..1; null while too few ended to tell. */
  readonly successRate: number | null;
}

/** Of what brings no figures yet, as much is expected as of a new route. */
const EXPECTED_RATE = 0.7;

/** The best countries of a service first: by how often a code comes, then by price. Without stock there is nothing to show. */
export function rankOffers<Offer extends RankedOffer>(offers: Iterable<Offer>): Offer[] {
  const rate = ({ successRate }: RankedOffer) => Math.round((successRate ?? EXPECTED_RATE) * 100);
  return [...offers]
    .filter(({ count }) => count > 0)
    .sort((a, b) => rate(b) - rate(a) || Number(a.price - b.price) || Number(a.countryCode) - Number(b.countryCode));
}

/** `{"0":{country,count,price,retail_price}}`; `hasLadder` adds price -> count. */
export function topCountriesShape(ranked: readonly RankedOffer[], hasLadder: boolean): Record<string, object> {
  return Object.fromEntries(
    ranked.map(({ countryCode, count, price }, place) => [
      String(place),
      {
        country: Number(countryCode),
        count,
        price: jsonPrice(price),
        retail_price: jsonPrice(price),
        ...(hasLadder ? { freePriceMap: { [formatAmountShort(price)]: count } } : {}),
      },
    ]),
  );
}

/** Rows of `getListOfTopCountriesByService`: each country's share of what can be delivered, and how often a code comes, in per cent. */
export function topListShape(ranked: readonly RankedOffer[]): readonly object[] {
  const all = ranked.reduce((sum, { count }) => sum + count, 0);
  const percent = (part: number) => Math.round(part * 10_000) / 100;
  return ranked.map(({ countryCode, count, successRate }) => ({
    country: Number(countryCode),
    share: percent(count / all),
    rate: percent(successRate ?? EXPECTED_RATE),
  }));
}
