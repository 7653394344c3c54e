import { z } from 'zod';
import { Secret } from '../../config/secret';
import { formatAmountShort } from '../../domain/money/money';
import type {
  AcquiredNumber,
  AcquireRequest,
  CloseReply,
  PriceFilter,
  PriceList,
  PriceRow,
  ProviderCapability,
  ProviderFault,
  ProviderSettings,
} from '../../ports/sms-provider';
import {
  type Ask,
  cancelAfter,
  lifetime,
  type Vendor,
  type VendorActs,
  vendorAdapter,
  vendorUrl,
} from '../kit/adapter';
import { lookAfterCancel, lookAfterFinish } from '../kit/look-after-close';
import { providerFault } from '../kit/reply';
import { ShownSms } from '../kit/shown-sms';
import { readBalance, readCountries, readLimits, readPrices, readServices } from './read-lists';
import { readClose, readPurchase, readSms } from './read-request';

/** SMS-Man, version 2 of its own protocol. Its older page speaks `handler_api`. */
export const smsManAdapter = vendorAdapter({ protocol: 'sms_man', settings: readSmsManSettings, open: smsMan });

const options = z.strictObject({
  /** The currency that the account's prices are in; sent with a purchase. The account's own when left out. */
  currency: z.enum(['USD', 'EUR', 'RUB']).optional(),
  /** Buys only numbers that can receive more than one SMS, and lets buyers ask for another. */
  multipleSms: z.boolean().default(false),
  cancelAfterMs: cancelAfter.default(0),
  lifetimeMs: lifetime.default(1_200_000),
});

interface SmsManSettings extends z.infer<typeof options> {
  /** Without a slash at the end; `/get-number` and the others stand behind it. */
  readonly url: string;
}

/** Reads the row of SMS-Man. Throws a ZodError or TypeError that names the wrong field, never a value. */
function readSmsManSettings(row: ProviderSettings): SmsManSettings {
  return { ...options.parse(row.options), url: vendorUrl(row.baseUrl, '/control') };
}

const LARGEST_BODY = 16 * 1024 * 1024;

/** The only way to the wire, and the only place that reveals the key. */
function smsManAsk({ row, own, client }: Vendor<SmsManSettings>): Ask {
  return (name, given, reader, whenLost) => {
    const query = { token: new Secret(row.apiKey()), ...given };
    return client.read({ name, whenLost, url: `${own.url}/${name}`, query, maxBytes: LARGEST_BODY }, reader);
  };
}

const CAPABILITIES: readonly ProviderCapability[] = [
  'purchase',
  'prices',
  'stock',
  'catalogue',
  'cancel',
  'finish',
  'ban',
  'balance',
  'maxPrice',
];

/** SMS-Man, version 2 of its own protocol: `/control/<method>`. It has no list of open requests. */
function smsMan(vendor: Vendor<SmsManSettings>): VendorActs {
  const ask = smsManAsk(vendor);
  const shown = new ShownSms();
  const { multipleSms: several } = vendor.own;

  const orderState = (orderId: string) =>
    shown.stateOf(orderId, () => ask('get-sms', { request_id: orderId }, readSms), { several });
  const setStatus = (orderId: string, status: 'reject' | 'close' | 'retrysms') =>
    ask('set-status', { request_id: orderId, status }, readClose, 'unknown_outcome');

  async function cancel(orderId: string): Promise<CloseReply | ProviderFault> {
    return lookAfterCancel(await setStatus(orderId, 'reject'), () => orderState(orderId));
  }

  async function finish(orderId: string): Promise<CloseReply | ProviderFault> {
    const isOver = async () => (await orderState(orderId)).kind === 'ended';
    return lookAfterFinish(await setStatus(orderId, 'close'), isOver);
  }

  async function catalogue() {
    const services = await ask('applications', {}, readServices);
    if (services.kind === 'fault') return services;
    const countries = await ask('countries', {}, readCountries);
    return countries.kind === 'fault' ? countries : ({ ...services, ...countries, kind: 'catalogue' } as const);
  }

  return {
    capabilities: new Set(several ? [...CAPABILITIES, 'resend'] : CAPABILITIES),
    acquire: (request) => buyNumber(ask, vendor, request),
    orderState,
    cancel,
    // `used` would name the reason, but only `reject` is promised to pay back.
    ban: cancel,
    finish,
    resend: several ? (orderId) => shown.askedAgain(orderId, setStatus(orderId, 'retrysms')) : undefined,
    prices: (filter) => listPrices(ask, filter),
    catalogue,
    balance: () => ask('get-balance', {}, readBalance),
  };
}

/** The answer to a purchase has no price, so the price list is read first: for the cost, and as a second ceiling. */
async function buyNumber(
  ask: Ask,
  { own, clock }: Vendor<SmsManSettings>,
  { serviceCode, countryCode, maxCost }: AcquireRequest,
): Promise<AcquiredNumber | ProviderFault> {
  const listed = await ask('get-prices', { country_id: countryCode }, readPrices);
  if (listed.kind === 'fault') return listed;
  const quoted = listed.rows.find((row) => row.serviceCode === serviceCode && row.countryCode === countryCode);
  if (quoted && quoted.cost > maxCost) return providerFault('too_dear', 'dearer than the route allows');
  const query = {
    country_id: countryCode,
    application_id: serviceCode,
    maxPrice: formatAmountShort(maxCost),
    currency: own.currency,
    hasMultipleSms: own.multipleSms ? 'true' : undefined,
  };
  const askedAt = clock.now().getTime();
  const bought = await ask('get-number', query, readPurchase, 'unknown_outcome');
  if (bought.kind === 'fault') return bought;
  const { cancelAfterMs, lifetimeMs } = own;
  const cancelableAt = cancelAfterMs > 0 ? new Date(clock.now().getTime() + cancelAfterMs) : undefined;
  return { ...bought, cost: quoted?.cost, expiresAt: new Date(askedAt + lifetimeMs), cancelableAt };
}

/** The price list, with the stock from a second list where the first does not tell it. */
async function listPrices(ask: Ask, { serviceCode, countryCode }: PriceFilter): Promise<PriceList | ProviderFault> {
  const listed = await ask('get-prices', { country_id: countryCode }, readPrices);
  if (listed.kind === 'fault') return listed;
  const wanted = listed.rows.filter(
    (row) =>
      (serviceCode ?? row.serviceCode) === row.serviceCode && (countryCode ?? row.countryCode) === row.countryCode,
  );
  const isStockMissing = wanted.some(({ count }) => count === undefined);
  const query = { country_id: countryCode, application_id: serviceCode };
  const limits = isStockMissing ? await ask('limits', query, readLimits) : undefined;
  if (limits?.kind === 'fault') return limits;
  const rows = wanted.map((row): PriceRow => {
    return { ...row, count: row.count ?? limits?.counts.get(`${row.countryCode}/${row.serviceCode}`) ?? 0 };
  });
  return { kind: 'prices', rows };
}
