import { z } from 'zod';
import { Secret } from '../../config/secret';
import { formatAmountShort } from '../../domain/money/money';
import type { AcquireRequest, CloseReply, ProviderFault } from '../../ports/sms-provider';
import { lifetime, settingsOf, type Vendor, type VendorActs, vendorAdapter } from '../kit/adapter';
import { lookAfterCancel } from '../kit/look-after-close';
import { providerFault } from '../kit/reply';
import { ShownSms } from '../kit/shown-sms';
import { KnownPrices, listCatalogue, listOrders, listPrices } from './lists';
import { readClear, readClose, readPurchase, readStatus } from './read-order';
import { readBalance } from './read-tables';

const settings = settingsOf(
  z.strictObject({
    /** Used when a purchase does not say when it expires. */
    lifetimeMs: lifetime.default(600_000),
    /** How long a price that was read may stand for the ceiling, since a purchase takes none and tells none. */
    priceForMs: z.number().int().min(0).max(3_600_000).default(300_000),
  }),
  '/activation',
);

const LARGEST_BODY = 16 * 1024 * 1024;
/** What changes an order is a PUT. */
const CHANGING: readonly string[] = ['cancelorder', 'blocknumber', 'clearsms'];

/** smspva.com, version 2 of its protocol. */
export const smsPvaAdapter = vendorAdapter({
  protocol: 'sms_pva',
  settings,
  lifetimeMs: (own) => own.lifetimeMs,
  /** `/activation/<name>/<part>/...`: what is asked about stands in the path. */
  request: ({ row, own }, name, parts: readonly string[]) => ({
    method: CHANGING.includes(name) ? 'PUT' : 'GET',
    url: [own.url, name, ...parts.map(encodeURIComponent)].join('/'),
    headers: { Accept: 'application/json', apikey: new Secret(row.apiKey()) },
    maxBytes: LARGEST_BODY,
  }),
  open: smsPva,
  besides: () => ['stock', 'operators'],
});

/**
 * SMSPVA, version 2. Countries are two letters (and `UK`), services look like `opt20`. No finish: an order with a code ends by
 * itself. No ceiling either, so prices are looked up before a purchase.
 */
function smsPva({ own, clock, ask }: Vendor<ReturnType<typeof settings>, readonly string[]>): VendorActs {
  const known = new KnownPrices(ask, clock, own.priceForMs);
  const shown = new ShownSms();

  /** The protocol takes no ceiling and tells no price with a number: both come from the price list. */
  async function acquire({ serviceCode, countryCode, operator, maxCost }: AcquireRequest) {
    const cost = known.find(countryCode, serviceCode) ?? (await known.read(countryCode, serviceCode));
    if (typeof cost !== 'bigint') return cost;
    if (cost > maxCost) return providerFault('too_dear', `it costs ${formatAmountShort(cost)}`);
    const askedAt = clock.now().getTime();
    const parts = operator === undefined ? [countryCode, serviceCode] : [countryCode, serviceCode, operator];
    const bought = await ask('number', parts, readPurchase, 'unknown_outcome');
    if (bought.kind === 'fault') return bought;
    const { lifetimeMs = own.lifetimeMs, ...number } = bought;
    return { ...number, cost, expiresAt: new Date(askedAt + lifetimeMs) };
  }

  const orderState = (orderId: string) => shown.stateOf(orderId, () => ask('sms', [orderId], readStatus));

  async function close(call: 'cancelorder' | 'blocknumber', orderId: string): Promise<CloseReply | ProviderFault> {
    const reply = await ask(call, [orderId], readClose, 'unknown_outcome');
    if (reply.kind !== 'fault' || reply.fault !== 'wrong_state')
      return lookAfterCancel(reply, () => orderState(orderId));
    const state = await orderState(orderId);
    return state.kind === 'fault' && state.fault === 'gone' ? state : lookAfterCancel(reply, async () => state);
  }

  return {
    acquire,
    orderState,
    listActive: () => listOrders(ask, shown, orderState),
    cancel: (orderId) => close('cancelorder', orderId),
    ban: (orderId) => close('blocknumber', orderId),
    resend: (orderId) => shown.askedAgain(orderId, ask('clearsms', [orderId], readClear, 'unknown_outcome')),
    prices: (filter) => listPrices(ask, known, filter),
    catalogue: () => listCatalogue(ask),
    balance: () => ask('balance', [], readBalance),
  };
}
