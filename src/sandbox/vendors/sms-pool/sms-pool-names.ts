/** SMSPool numbers its countries and services in its own way. */
const COUNTRIES =
  '1 US,2 GB,3 CA,5 FR,6 ES,7 DE,8 SE,9 ID,10 NL,11 VN,12 RO,13 PL,14 LV,15 LT,16 EE,17 PT,18 BR,19 MX,20 IN,21 KZ,22 US_V,' +
  '24 TR,25 UA,26 GE,27 AE,28 PH,154 AZ';
const SERVICES =
  '907 Telegram,1012 WhatsApp,395 Google/Gmail,329 Facebook,457 Instagram,924 TikTok,245 Discord,671 OpenAI / ChatGPT,948 Twitter,' +
  '829 Signal,39 Amazon,59 Apple,576 Microsoft,608 Netflix,849 Steam,515 LinkedIn,927 Tinder,966 Uber,1371 ClaudeAI / Anthropic';

export interface PoolCountry {
  readonly id: string;
  readonly shortName: string;
  readonly iso: string;
  readonly name: string;
}

const regions = new Intl.DisplayNames(['en'], { type: 'region' });

export const poolCountries: ReadonlyMap<string, PoolCountry> = new Map(
  COUNTRIES.split(',').map((row) => {
    const [id, shortName] = row.split(' ') as [string, string];
    const iso = shortName.slice(0, 2);
    const name = `${regions.of(iso) ?? iso}${shortName.endsWith('_V') ? ' (Virtual)' : ''}`;
    return [id, { id, shortName, iso, name }];
  }),
);

export const poolServices: ReadonlyMap<string, string> = new Map(
  SERVICES.split(',').map((row) => [row.slice(0, row.indexOf(' ')), row.slice(row.indexOf(' ') + 1)]),
);

/** A country by its number or its short name. */
export const findCountry = (given: string): PoolCountry | undefined =>
  poolCountries.get(given) ?? [...poolCountries.values()].find(({ shortName }) => shortName === given);

/** A service's number, given that or its name. */
export const findService = (given: string): string | undefined =>
  poolServices.has(given) ? given : [...poolServices].find(([, name]) => name === given)?.[0];
