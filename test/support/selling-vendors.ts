import type { HandlerDialect, SellingVendor, SellingVendorOptions } from '../../src/sandbox/vendors';
import {
  startFiveSimVendor,
  startHandlerVendor,
  startOnlineSimVendor,
  startSmsManVendor,
  startSmsPoolVendor,
  startSmsPvaVendor,
  startTextVerifiedVendor,
  startVakSmsVendor,
} from '../../src/sandbox/vendors';

type Started = SellingVendor & { readonly protocol: string; readonly baseUrl: string };

/** One kind of supplier that sells numbers on demand: its simulator, what its row needs, and its codes for one offer. */
export interface SellingKind<Vendor extends Started = Started> {
  start(options: SellingVendorOptions): Promise<Vendor>;
  options?(vendor: Vendor): object;
  /** The one row on its shelf; undefined where it sells the common catalogue. */
  readonly row?: { readonly service: string; readonly country: string; readonly operators?: readonly string[] };
  /** What a route asks for; undefined where the codes are the test world's own. */
  readonly codes?: { readonly serviceCode: string; readonly countryCode: string };
  /** The vendor's name of the call that buys. */
  readonly buy: string;
}

const handler = (dialect: HandlerDialect, buy: string, country = '49') => ({
  start: (options: SellingVendorOptions) => startHandlerVendor({ ...options, dialect }),
  options: () => ({ dialect }),
  row: { service: 'tg', country },
  codes: { serviceCode: 'tg', countryCode: country },
  buy,
});

const kind = <Vendor extends Started>(one: SellingKind<Vendor>) => one;

/** Every kind there is. `hero` has the whole common catalogue, the others one service in one country. */
export const SELLING_KINDS = {
  hero: kind({ ...handler('hero', 'getNumberV2'), row: undefined, codes: undefined }),
  classic: kind(handler('classic', 'getNumberV2')),
  tiger: kind(handler('tiger', 'getNumberV2')),
  bower: kind(handler('bower', 'getNumberV2')),
  daisy: kind(handler('daisy', 'getNumber', '187')),
  five_sim: kind({
    start: startFiveSimVendor,
    row: { service: 'telegram', country: 'latvia/virtual53', operators: ['virtual53'] },
    codes: { serviceCode: 'telegram', countryCode: 'latvia' },
    buy: 'user/buy',
  }),
  sms_pool: kind({
    start: startSmsPoolVendor,
    row: { service: '907', country: '14' },
    codes: { serviceCode: '907', countryCode: '14' },
    buy: 'purchase/sms',
  }),
  sms_pva: kind({
    start: startSmsPvaVendor,
    row: { service: 'opt29', country: 'LV' },
    codes: { serviceCode: 'opt29', countryCode: 'LV' },
    buy: 'number',
  }),
  onlinesim: kind({
    start: startOnlineSimVendor,
    row: { service: 'telegram', country: '371' },
    codes: { serviceCode: 'telegram', countryCode: '371' },
    buy: 'getNum',
  }),
  sms_man: kind({
    start: startSmsManVendor,
    row: { service: '1', country: '50' },
    codes: { serviceCode: '1', countryCode: '50' },
    buy: 'get-number',
  }),
  textverified: kind({
    start: startTextVerifiedVendor,
    options: ({ username }) => ({ username }),
    row: { service: 'telegram', country: 'us' },
    codes: { serviceCode: 'telegram', countryCode: 'us' },
    buy: 'verifications/create',
  }),
  vak_sms: kind({
    start: startVakSmsVendor,
    row: { service: 'tg', country: 'lv' },
    codes: { serviceCode: 'tg', countryCode: 'lv' },
    buy: 'getNumber',
  }),
};

export type SellingKindName = keyof typeof SELLING_KINDS;
export type VendorOf<Name extends SellingKindName> = Awaited<ReturnType<(typeof SELLING_KINDS)[Name]['start']>>;

export interface StartedKind {
  readonly vendor: Started;
  readonly options: object;
  readonly codes?: SellingKind['codes'];
}

/** Starts the simulator of a kind. Where it has one row, that costs 0.2525. */
export async function startSellingKind(
  name: SellingKindName,
  o: { name: string; apiKey: string; now: () => number },
): Promise<StartedKind> {
  const one = SELLING_KINDS[name] as unknown as SellingKind;
  const catalogue = one.row && [{ ...one.row, cost: '0.2525', count: 500 }];
  const vendor = await one.start({ ...o, catalogue });
  return { vendor, options: one.options?.(vendor) ?? {}, codes: one.codes };
}
