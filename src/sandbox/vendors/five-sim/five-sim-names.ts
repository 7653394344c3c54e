/** 5sim's names of countries, the ISO code of each, and its calling code. */
const TABLE =
  'argentina AR 54,austria AT 43,brazil BR 55,canada CA 1,colombia CO 57,england GB 44,estonia EE 372,france FR 33,' +
  'georgia GE 995,germany DE 49,india IN 91,indonesia ID 62,italy IT 39,kazakhstan KZ 7,kenya KE 254,latvia LV 371,' +
  'lithuania LT 370,malaysia MY 60,mexico MX 52,netherlands NL 31,philippines PH 63,poland PL 48,portugal PT 351,' +
  'romania RO 40,russia RU 7,spain ES 34,sweden SE 46,turkey TR 90,uae AE 971,ukraine UA 380,usa US 1,uzbekistan UZ 998,vietnam VN 84';

export interface FiveSimCountry {
  readonly slug: string;
  readonly iso: string;
  readonly callingCode: string;
}

export const fiveSimCountries: ReadonlyMap<string, FiveSimCountry> = new Map(
  TABLE.split(',').map((row) => {
    const [slug, iso, callingCode] = row.split(' ') as [string, string, string];
    return [slug, { slug, iso, callingCode }];
  }),
);

export const fiveSimProducts: readonly string[] =
  'telegram,whatsapp,google,facebook,instagram,vkontakte,viber,wechat,twitter,discord,tiktok,amazon,microsoft,netflix,tinder,uber,apple,steam,paypal,snapchat,linkedin,line,avito,signal,openai,other'.split(
    ',',
  );

const names = {
  en: new Intl.DisplayNames(['en'], { type: 'region' }),
  ru: new Intl.DisplayNames(['ru'], { type: 'region' }),
};

export const countryText = (iso: string, language: 'en' | 'ru'): string => names[language].of(iso) ?? iso;

/** 5sim's codes for a product (they are the usual small names) in a country given by its ISO code. */
export function fiveSimCodes(product: string, iso: string): { serviceCode: string; countryCode: string } | undefined {
  const country = [...fiveSimCountries.values()].find((one) => one.iso === iso);
  return country && fiveSimProducts.includes(product) ? { serviceCode: product, countryCode: country.slug } : undefined;
}
