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
  ProviderFault,
} from '../../ports/sms-provider';
import {
  type Ask,
  cancelAfter,
  lifetime,
  settingsOf,
  type Vendor,
  type VendorActs,
  vendorAdapter,
} from '../kit/adapter';
import { lookAfterCancel, lookAfterFinish } from '../kit/look-after-close';
import { providerFault } from '../kit/reply';
import { ShownSms } from '../kit/shown-sms';
import { readBalance, readCountries, readLimits, readPrices, readServices } from './read-lists';
import { readClose, readPurchase, readSms } from './read-request';

const settings = settingsOf(
  z.strictObject({
    /** The currency that the account's prices are in; sent with a purchase. The account's own when left out. */
    currency: z.enum(['USD', 'EUR', 'RUB']).optional(),
    /** Buys only numbers that can receive more than one SMS, and lets buyers ask for another. */
    multipleSms: z.boolean().default(false),
    cancelAfterMs: cancelAfter.default(0),
    lifetimeMs: lifetime.default(1_200_000),
  }),
  '/control',
);
type SmsMan = Vendor<ReturnType<typeof settings>>;

const LARGEST_BODY = 16 * 1024 * 1024;

/** SMS-Man, version 2 of its own protocol. Its older page speaks `handler_api`. */
export const smsManAdapter = vendorAdapter({
  protocol: 'sms_man',
  settings,
  lifetimeMs: (own) => own.lifetimeMs,
  request: ({ row, own }, name, given) => ({
    url: `${own.url}/${name}`,
    query: { token: new Secret(row.apiKey()), ...given },
    maxBytes: LARGEST_BODY,
  }),
  open: smsMan,
  besides: () => ['stock', 'maxPrice'],
});

/** SMS-Man, version 2 of its own protocol: `/control/<method>`. It has no list of open requests. */
function smsMan(vendor: SmsMan): VendorActs {
  const { ask } = vendor;
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
    acquire: (request) => buyNumber(vendor, request),
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
  { own, clock, ask }: SmsMan,
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
  return { ...listed, rows };
}
