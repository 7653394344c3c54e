import type { PairMatch, Readings } from './catalogue-search';
import { FIT, type Match } from './term-index';

/** Which of what words may mean can be bought. */
export interface OnSale {
  readonly services: ReadonlySet<number>;
  /** Where anything is on sale. */
  readonly countries: ReadonlySet<number>;
  /** Where the service that is open is. */
  readonly countriesOfOpen: ReadonlySet<number>;
  /** By `pairKey`. */
  readonly offers: ReadonlyMap<string, number>;
}

export type SearchAnswer =
  | { readonly kind: 'offer'; readonly offerId: number }
  /** It is clear what is meant, and it is not for sale. */
  | { readonly kind: 'not_sold'; readonly serviceId: number; readonly countryId: number }
  | { readonly kind: 'service'; readonly serviceId: number }
  /** A country, with no service said. */
  | { readonly kind: 'country'; readonly countryId: number }
  /** Of the service that is open; best first. */
  | { readonly kind: 'countries'; readonly countryIds: readonly number[] }
  | {
      readonly kind: 'services';
      readonly serviceIds: readonly number[];
      /** A few, which may be meant as well. */
      readonly countryIds: readonly number[];
      readonly isCountryFirst: boolean;
    }
  /** Nothing fits: what is nearest, best first. */
  | { readonly kind: 'nothing'; readonly serviceIds: readonly number[]; readonly countryIds: readonly number[] };

export const pairKey = (o: { serviceId: number; countryId: number }) => `${o.serviceId} ${o.countryId}`;

const FEW_COUNTRIES = 4;
const FEW_GUESSES = 3;
/** Scores of one kind of fit lie within. */
const ONE_FIT = 8;

/**
 * What to show for typed words. `openServiceId`: the service whose countries the buyer looks at; there a country is meant
 * rather than a service, and elsewhere a service rather than a country. Undefined when nothing that is for sale fits.
 */
export function answerSearch(
  readings: Readings,
  { onSale, openServiceId }: { onSale: OnSale; openServiceId?: number },
): SearchAnswer | undefined {
  const isOpen = openServiceId !== undefined;
  const services = readings.services.filter(({ id }) => onSale.services.has(id));
  const places = isOpen ? onSale.countriesOfOpen : onSale.countries;
  const countries = readings.countries.filter(({ id }) => places.has(id));
  const [service, country] = [services[0]?.score ?? 0, countries[0]?.score ?? 0];

  const pair = bestPair(readings.pairs, onSale);
  if (pair && pair.score > Math.max(service, country)) {
    const offerId = onSale.offers.get(pairKey(pair));
    return offerId === undefined ? { ...pair, kind: 'not_sold' } : { kind: 'offer', offerId };
  }
  const isCountry = isOpen ? isAsGood(country, service) : !isAsGood(service, country);
  if (isOpen && isCountry && country > 0) return { kind: 'countries', countryIds: alike(countries).map(idOf) };
  if (isOpen) {
    const [elsewhere] = readings.countries.filter(({ id }) => onSale.countries.has(id));
    const isClear = elsewhere !== undefined && isAsGood(elsewhere.score, service) && elsewhere.score >= FIT.word;
    if (isClear) return { kind: 'not_sold', serviceId: openServiceId, countryId: elsewhere.id };
    const found = alike(services);
    if (found.length === 1) return { kind: 'service', serviceId: found[0]!.id };
  }
  if (service === 0 && country === 0) return undefined;
  // Beside a service that is called just so a country must be called just so, too.
  const least = isCountry ? 0 : service >= FIT.whole ? FIT.whole : FIT.beginning;
  const fitting = isOpen ? [] : alike(countries).filter(({ score }) => score >= least);
  if (service === 0 && fitting.length === 1) return { kind: 'country', countryId: fitting[0]!.id };
  return {
    kind: 'services',
    serviceIds: alike(services).map(idOf),
    countryIds: fitting.slice(0, FEW_COUNTRIES).map(idOf),
    isCountryFirst: isCountry,
  };
}

/** What is nearest to words that fit nothing, of what is for sale. */
export function nearest(
  { services, countries }: Omit<Readings, 'pairs'>,
  { onSale, openServiceId }: { onSale: OnSale; openServiceId?: number },
): SearchAnswer {
  const places = openServiceId === undefined ? onSale.countries : onSale.countriesOfOpen;
  return {
    kind: 'nothing',
    serviceIds: few(services.filter(({ id }) => onSale.services.has(id))),
    countryIds: few(countries.filter(({ id }) => places.has(id))),
  };
}

/** Both whole: then it is for the place where they are typed to say. */
function isAsGood(mine: number, other: number): boolean {
  return mine > 0 && (mine >= other || mine >= FIT.whole);
}

/** The best that is sold, unless one that is not is clearly better. */
function bestPair(pairs: readonly PairMatch[], { offers }: OnSale): PairMatch | undefined {
  const [best] = pairs;
  const sold = pairs.find((pair) => offers.has(pairKey(pair)));
  return sold && best && sold.score > best.score - ONE_FIT ? sold : best;
}

/** The best ones; those that fit in a worse way only where the best are no better than a part of a word. */
function alike(matches: readonly Match[]): readonly Match[] {
  const best = matches[0]?.score ?? 0;
  const least = best >= FIT.word ? FIT.word : best >= FIT.spelling ? FIT.spelling : best - ONE_FIT;
  return matches.filter(({ score }) => score >= least);
}

const idOf = ({ id }: Match) => id;
const few = (matches: readonly Match[]) => matches.slice(0, FEW_GUESSES).map(idOf);
