import { z } from 'zod';
import { formatAmountShort } from '../../domain/money/money';
import type { AcquireRequest, CloseReply, ProviderFault } from '../../ports/sms-provider';
import { lifetime, type Query, settingsOf, type Vendor, type VendorActs, vendorAdapter } from '../kit/adapter';
import { isoOfLetters } from '../kit/countries';
import { lookAfterCancel } from '../kit/look-after-close';
import { providerFault } from '../kit/reply';
import { ShownSms } from '../kit/shown-sms';
import { listOrders, listPrices, PoolNames } from './lists';
import { readCancel, readCheck, readPurchase, readResend, readResendCost } from './read-order';
import { readBalance } from './read-tables';

const settings = settingsOf(
  z.strictObject({
    /** Used when a purchase does not say when it expires. */
    lifetimeMs: lifetime.default(1_200_000),
  }),
);

const LARGEST_BODY = 16 * 1024 * 1024;

/** smspool.net. The key goes in a form, never in the address. */
export const smsPoolAdapter = vendorAdapter({
  protocol: 'sms_pool',
  settings,
  lifetimeMs: (own) => own.lifetimeMs,
  request: ({ row, own }, name, given: Query) => {
    const fields = Object.entries(given).filter((pair): pair is [string, string] => pair[1] !== undefined);
    const body = new URLSearchParams([['key', row.apiKey()], ...fields]);
    return { method: 'POST', url: `${own.url}/${name}`, body, maxBytes: LARGEST_BODY };
  },
  open: smsPool,
  besides: () => ['stock', 'operators', 'maxPrice'],
});

/**
 * SMSPool. Its codes are numbers; what others call operators are its pools. No finish: an order with a code ends by itself. No ban.
 */
function smsPool({ own, clock, ask }: Vendor<ReturnType<typeof settings>>): VendorActs {
  const names = new PoolNames(ask, clock);
  const shown = new ShownSms();

  async function acquire({ serviceCode, countryCode, operator, maxCost }: AcquireRequest) {
    const askedAt = clock.now().getTime();
    const wish = { country: countryCode, service: serviceCode, pool: operator, max_price: formatAmountShort(maxCost) };
    const bought = await ask('purchase/sms', wish, readPurchase, 'unknown_outcome');
    if (bought.kind === 'fault') return bought;
    const { lifetimeMs = own.lifetimeMs, ...number } = bought;
    return { ...number, expiresAt: new Date(askedAt + lifetimeMs) };
  }

  const orderState = (orderId: string) =>
    shown.stateOf(orderId, () => ask('sms/check', { orderid: orderId }, readCheck));

  async function cancel(orderid: string): Promise<CloseReply | ProviderFault> {
    const reply = await ask('sms/cancel', { orderid }, readCancel, 'unknown_outcome');
    return lookAfterCancel(reply, () => orderState(orderid));
  }

  /** Free or not at all: what it would cost is asked first. */
  async function resend(orderid: string): Promise<CloseReply | ProviderFault> {
    const price = await ask('sms/check_resend', { orderid }, readResendCost);
    if (price.kind === 'fault') return price;
    if (price.cost > 0n) return providerFault('too_dear', `another SMS costs ${formatAmountShort(price.cost)}`);
    return shown.askedAgain(orderid, ask('sms/resend', { orderid }, readResend, 'unknown_outcome'));
  }

  async function catalogue() {
    const known = await names.refresh();
    if (known.kind === 'fault') return known;
    const services = known.services.map(({ code, name }) => ({ code, name }));
    const countries = known.countries.map(({ code, name, shortName }) => ({
      code,
      name,
      iso: isoOfLetters(shortName),
    }));
    return { kind: 'catalogue', services, countries } as const;
  }

  return {
    acquire,
    orderState,
    listActive: () => listOrders(ask, shown, names),
    cancel,
    resend,
    prices: (filter) => listPrices(ask, filter),
    catalogue,
    balance: () => ask('request/balance', {}, readBalance),
  };
}
