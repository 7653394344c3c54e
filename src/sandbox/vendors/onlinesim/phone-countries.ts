import { type CountryCode, getCountries, getCountryCallingCode } from 'libphonenumber-js/mobile';

/** Of several countries under one telephone code the vendor means this one. */
const MAIN: Readonly<Record<string, string>> = { '1': 'US', '7': 'RU', '39': 'IT', '44': 'GB', '47': 'NO', '61': 'AU' };

/** This vendor's country codes are telephone codes. */
export function isoOfPhoneCode(code: string): string | undefined {
  return MAIN[code] ?? getCountries().find((iso) => getCountryCallingCode(iso) === code);
}

export const phoneCodeOf = (iso: string): string => getCountryCallingCode(iso as CountryCode);

const nameOf = new Intl.DisplayNames(['en'], { type: 'region' });

export function phoneCountryName(code: string): string {
  const iso = isoOfPhoneCode(code);
  return iso ? (nameOf.of(iso) ?? iso) : `Country ${code}`;
}
