import { type CountryCode, getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max';

const names = new Intl.DisplayNames(['en'], { type: 'region' });

/** What a new country of the shop is called and dialed by; undefined for letters that are no country with numbers. */
export function knownCountry(iso: string): { iso: string; name: string; callingCode: string } | undefined {
  if (!isSupportedCountry(iso)) return undefined;
  return { iso, name: names.of(iso) ?? iso, callingCode: getCountryCallingCode(iso as CountryCode) };
}
