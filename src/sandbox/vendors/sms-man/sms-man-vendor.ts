import { type SellingVendor, type SellingVendorOptions, startSellingVendor } from '../account/selling-vendor';
import { isoOfCountry, smsManCatalogue } from './own-ids';
import { applications, countries, getBalance, getPrices, limits } from './price-methods';
import { getNumber, getSms, setStatus } from './request-methods';
import { no, type SmsManMethod } from './sms-man-words';

const METHODS: Readonly<Record<string, SmsManMethod>> = {
  'get-balance': getBalance,
  limits,
  'get-prices': getPrices,
  countries,
  applications,
  'get-number': getNumber,
  'get-sms': getSms,
  'set-status': setStatus,
};
const METHOD = /^\/control\/(?<method>[a-z-]+)$/;

export interface SmsManVendor extends SellingVendor {
  readonly protocol: 'sms_man';
  /** Ends in a slash. */
  readonly baseUrl: string;
}

/** Starts SMS-Man, version 2: `/control/<method>?token=`, JSON, GET or POST. */
export async function startSmsManVendor(options: SellingVendorOptions): Promise<SmsManVendor> {
  const vendor = await startSellingVendor(options, {
    defaultCatalogue: smsManCatalogue,
    collecting: 'on_request',
    minCancelAgeMs: 0,
    lifetimeMs: 1_200_000,
    countryIso: isoOfCountry,
    actionOf: ({ path }) => METHOD.exec(path)?.groups?.method,
    refuseRate: () => no('too_many_requests', 'Too many requests!', 429),
    answer(action, { params }, keyRefused, shop) {
      const wrongToken = keyRefused || params.get('token') !== shop.apiKey;
      // One method answers with a text, the others with an object, as the vendor's own pages show.
      if (wrongToken) return no('wrong_token', action === 'get-balance' ? 'Wrong token!' : { token: 'Wrong token!' });
      const run = METHODS[action];
      return run ? run({ params, shop }) : no('wrong_method', 'Wrong method!', 404);
    },
  });
  return Object.assign(vendor, { protocol: 'sms_man' as const, baseUrl: `${vendor.origin}/control/` });
}
