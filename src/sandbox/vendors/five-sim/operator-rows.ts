import { formatAmount } from '../../../domain/money/money';
import type { CatalogueRow, Shelf, ShelfRow } from '../account/shelf';
import { fiveSimCountries, fiveSimProducts } from './five-sim-names';

/**
 * 5sim sells each product in each country through several operators, each with a price and a stock of its own. On the
 * shelf that is a row each, whose country is `<country>/<operator>`.
 */
export const placeOf = (country: string, operator: string): string => `${country}/${operator}`;

export function splitPlace(place: string): { country: string; operator: string } {
  const [country = '', operator = ''] = place.split('/');
  return { country, operator };
}

export interface OperatorRow extends Pick<ShelfRow, 'cost' | 'count'> {
  readonly country: string;
  readonly operator: string;
  readonly product: string;
}

export function operatorRows(shelf: Pick<Shelf, 'rows'>): OperatorRow[] {
  return shelf
    .rows()
    .map(({ service, country: place, cost, count }) => ({ ...splitPlace(place), product: service, cost, count }));
}

/** What the simulated 5sim sells when it is not told otherwise: 26 products in 33 countries through two operators. */
export function defaultFiveSimCatalogue(): CatalogueRow[] {
  return [...fiveSimCountries.keys()].flatMap((country, c) =>
    fiveSimProducts.flatMap((service, p) =>
      ['virtual53', 'virtual60'].map((operator, o) => ({
        service,
        country: placeOf(country, operator),
        cost: formatAmount(1_100n + BigInt(((c * 5 + p * 11 + o * 3) % 26) * 330)),
        count: 150 + ((c * 29 + p * 13 + o * 7) % 40) * 80,
        operators: [operator],
      })),
    ),
  );
}
