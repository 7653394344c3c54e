import { type SellingVendor, type SellingVendorOptions, startSellingVendor } from '../account/selling-vendor';
import { onlineSimCatalogue } from './default-catalogue';
import { onlineSimMethods } from './methods';
import { word } from './onlinesim-words';
import { isoOfPhoneCode } from './phone-countries';

const METHOD = /^\/api\/(?<method>[A-Za-z]+)\.php$/;

export type OnlineSimVendorOptions = SellingVendorOptions;

export interface OnlineSimVendor extends SellingVendor {
  readonly protocol: 'onlinesim';
  /** Ends in a slash. */
  readonly baseUrl: string;
}

/** Starts OnlineSim: `/api/<method>.php`, a word in `response` for every no, always status 200. */
export async function startOnlineSimVendor(options: OnlineSimVendorOptions): Promise<OnlineSimVendor> {
  const vendor = await startSellingVendor(options, {
    defaultCatalogue: onlineSimCatalogue,
    collecting: 'on_request',
    minCancelAgeMs: 120_000,
    lifetimeMs: 900_000,
    countryIso: isoOfPhoneCode,
    actionOf: ({ path }) => METHOD.exec(path)?.groups?.method,
    refuseRate: () => word('INTERVAL_CONCURRENT_REQUESTS_ERROR'),
    answer(action, { params, headers }, keyRefused, shop) {
      const key = params.get('apikey') ?? headers.authorization?.replace(/^Bearer /, '');
      if (!key) return word('ERROR_NO_KEY');
      if (keyRefused || key !== shop.apiKey) return word('ERROR_WRONG_KEY');
      const run = onlineSimMethods[action];
      return run ? run({ params, shop }) : word('REQUEST_NOT_FOUND');
    },
  });
  return Object.assign(vendor, { protocol: 'onlinesim' as const, baseUrl: `${vendor.origin}/api/` });
}
