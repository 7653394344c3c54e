import { getCountries } from 'libphonenumber-js/min';

/** Names that providers use beside the English ones of the standard. */
const ALIASES: Readonly<Record<string, string>> = {
  usa: 'US',
  'united states of america': 'US',
  'usa virtual': 'US',
  uk: 'GB',
  england: 'GB',
  'great britain': 'GB',
  'russian federation': 'RU',
  korea: 'KR',
  'south korea': 'KR',
  'north korea': 'KP',
  uae: 'AE',
  'czech republic': 'CZ',
  czech: 'CZ',
  turkey: 'TR',
  'ivory coast': 'CI',
  'cote divoire': 'CI',
  'dr congo': 'CD',
  'democratic republic of the congo': 'CD',
  congo: 'CG',
  'republic of the congo': 'CG',
  'hong kong': 'HK',
  macau: 'MO',
  macao: 'MO',
  myanmar: 'MM',
  burma: 'MM',
  palestine: 'PS',
  bosnia: 'BA',
};

const nameOf = new Intl.DisplayNames(['en'], { type: 'region' });
let known: ReadonlyMap<string, string> | undefined;

/** The two-letter code of a country by a provider's English name for it; undefined when the name is not plain. */
export function countryIsoByName(name: string): string | undefined {
  known ??= new Map([
    ...getCountries().map((iso): [string, string] => [plain(nameOf.of(iso) ?? iso), iso]),
    ...Object.entries(ALIASES),
  ]);
  return known.get(plain(name));
}

/** Small letters without accents, points or brackets: "Côte d’Ivoire" is "cote divoire". */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['’.]/g, '')
    .replace(/[^a-z]+/g, ' ')
    .trim();
}

/** ISO 3166 code from a provider's two letters, which may have a mark behind them ("US_V") or be the popular ones ("UK"). */
export function isoOfLetters(code: string | undefined): string | undefined {
  const letters = /^([A-Z]{2})(?:[^A-Z]|$)/.exec(code?.trim().toUpperCase() ?? '')?.[1];
  return letters === 'UK' ? 'GB' : letters;
}

const names = new Intl.DisplayNames(['en'], { type: 'region' });

/** English name of an ISO code; the code itself when it names nothing. */
export function countryName(iso: string): string {
  try {
    return names.of(iso) ?? iso;
  } catch {
    return iso;
  }
}
