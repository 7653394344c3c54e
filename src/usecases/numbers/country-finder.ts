import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

export interface CallingCountry {
  readonly id: number;
  readonly iso: string;
  readonly callingCode: string;
}

export type FoundCountry =
  | { readonly kind: 'found'; readonly countryId: number }
  /** The shop has no country for this number. */
  | { readonly kind: 'no_country' }
  /** It belongs to another country than the one that was given. */
  | { readonly kind: 'other_country' };

/** Calling codes that several countries share: +1, +7, +44 and some more. */
const SHARED = /^(?:1|7|39|44|47|61|64|212|262|290|358|500|590|599)/;
/** Numbers with the same beginning belong to one country, so that a plan is looked up once for many of them. */
const BEGINNING = 7;
const MOST_KNOWN = 100_000;

export type FindCountry = (phone: string, wantedId?: number) => FoundCountry;

/**
 * Finds a number's country among the shop's: by the longest calling code that it begins with, and where countries share
 * a code, by their numbering plan. `wantedId` is the one that the file or the operator gave; it must be possible.
 */
export function createCountryFinder(countries: readonly CallingCountry[]): FindCountry {
  const byId = new Map(countries.map((country) => [country.id, country]));
  const byIso = new Map(countries.map((country) => [country.iso, country]));
  const byCode = new Map<string, CallingCountry[]>();
  for (const country of countries)
    byCode.set(country.callingCode, [...(byCode.get(country.callingCode) ?? []), country]);
  const longest = Math.max(0, ...countries.map(({ callingCode }) => callingCode.length));
  const isoOf = isoByPlan();

  return (phone, wantedId) => {
    const iso = SHARED.test(phone) ? isoOf(phone) : undefined;
    if (wantedId !== undefined) {
      const wanted = byId.get(wantedId);
      // Where the plan says nothing, the calling code decides.
      const fits = iso === undefined ? wanted && phone.startsWith(wanted.callingCode) : wanted?.iso === iso;
      return fits ? { kind: 'found', countryId: wantedId } : { kind: 'other_country' };
    }
    const country = iso === undefined ? onlyOf(longestMatch(phone)) : byIso.get(iso);
    return country ? { kind: 'found', countryId: country.id } : { kind: 'no_country' };
  };

  function longestMatch(phone: string): readonly CallingCountry[] {
    for (let length = longest; length > 0; length -= 1) {
      const found = byCode.get(phone.slice(0, length));
      if (found) return found;
    }
    return [];
  }
}

function onlyOf(countries: readonly CallingCountry[]): CallingCountry | undefined {
  return countries.length === 1 ? countries[0] : undefined;
}

/** The country of a number by its numbering plan. */
export function isoByPlan(): (phone: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (phone) => {
    const beginning = `${phone.length} ${phone.slice(0, BEGINNING)}`;
    if (!known.has(beginning)) {
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(beginning, parsePhoneNumberFromString(`+${phone}`)?.country);
    }
    return known.get(beginning);
  };
}
