/** A country under its code in this protocol. */
export interface ShownCountry {
  readonly code: string;
  readonly iso: string;
  readonly name: string;
}

const inLanguage = (language: string) => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
const names = { ru: inLanguage('ru'), cn: inLanguage('zh'), en: inLanguage('en') };

/** `{"6":{"id":6,"rus","eng","chn","visible":1,"retry":1,"rent":0,"multiService":0}}`. */
export function countriesShape(countries: readonly ShownCountry[]): Record<string, object> {
  return Object.fromEntries(countries.map((country) => [country.code, countryShape(country)]));
}

function countryShape({ code, iso, name }: ShownCountry): object {
  return {
    id: Number(code),
    rus: nameIn('ru', iso) ?? name,
    eng: name,
    chn: nameIn('cn', iso) ?? name,
    visible: 1,
    retry: 1,
    rent: 0,
    multiService: 0,
  };
}

function nameIn(language: keyof typeof names, iso: string): string | undefined {
  return /^[A-Z]{2}$/.test(iso) ? names[language].of(iso) : undefined;
}

export const servicesShape = (services: readonly { readonly code: string; readonly name: string }[]): object => ({
  status: 'success',
  services: services.map(({ code, name }) => ({ code, name })),
});

/** `any` stands first: every country has it. */
export const operatorsShape = (operators: ReadonlyMap<string, readonly string[]>): object => ({
  status: 'success',
  countryOperators: Object.fromEntries(
    [...operators].map(([country, named]) => [country, ['any', ...named.filter((name) => name !== 'any')]]),
  ),
});
