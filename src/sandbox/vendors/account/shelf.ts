import { type Amount, formatAmount, parseAmount } from '../../../domain/money/money';

/** One service in one country as the vendor sells it. `cost` is a decimal string in the vendor's currency. */
export interface CatalogueRow {
  readonly service: string;
  readonly country: string;
  readonly cost: string;
  readonly count: number;
  readonly operators?: readonly string[];
}

export interface ShelfRow {
  readonly service: string;
  readonly country: string;
  cost: Amount;
  count: number;
  readonly operators: readonly string[];
}

/** What the vendor has to sell: price and count per country and service. */
export interface Shelf {
  get(country: string, service: string): ShelfRow | undefined;
  rows(): ShelfRow[];
  hasCountry(country: string): boolean;
  hasService(service: string): boolean;
  put(row: CatalogueRow): void;
}

export function createShelf(catalogue: readonly CatalogueRow[]): Shelf {
  const rows = new Map<string, ShelfRow>();
  const countries = new Set<string>();
  const services = new Set<string>();
  const shelf: Shelf = {
    get: (country, service) => rows.get(`${country}/${service}`),
    rows: () => [...rows.values()],
    hasCountry: (country) => countries.has(country),
    hasService: (service) => services.has(service),
    put({ service, country, cost, count, operators }) {
      const amount = parseAmount(cost);
      if (amount === undefined || amount < 0n) throw new Error(`catalogue: ${service} in ${country} costs "${cost}"`);
      const known = rows.get(`${country}/${service}`)?.operators;
      rows.set(`${country}/${service}`, {
        service,
        country,
        cost: amount,
        count,
        operators: operators ?? known ?? ['any'],
      });
      countries.add(country);
      services.add(service);
    },
  };
  for (const row of catalogue) shelf.put(row);
  return shelf;
}

/** An exact amount as the JSON number a vendor prints: 2500n is 0.25. */
export const jsonPrice = (amount: Amount): number => Number(formatAmount(amount));
