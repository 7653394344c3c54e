import { z } from 'zod';
import { Secret } from '../../config/secret';
import { formatAmountShort } from '../../domain/money/money';
import type { AcquiredNumber, AcquireRequest, CloseReply, OrderState, ProviderFault } from '../../ports/sms-provider';
import { type Ask, lifetime, settingsOf, type Vendor, type VendorActs, vendorAdapter } from '../kit/adapter';
import { lookAfterCancel, lookAfterFinish } from '../kit/look-after-close';
import { providerFault } from '../kit/reply';
import { askOperatorPrices, listCatalogue, listOpenOrders, listPrices, type PathAndQuery } from './lists';
import { readBalance } from './read-lists';
import { type CloseStep, readClose, readOrder, readPurchase } from './read-order';

const settings = settingsOf(
  z.strictObject({
    /** Used when an order does not say when it expires. */
    lifetimeMs: lifetime.default(900_000),
  }),
  '/v1',
);
type FiveSim = Vendor<ReturnType<typeof settings>, PathAndQuery>;

/** The whole price table is about 9 MB. */
const LARGEST_BODY = 16 * 1024 * 1024;

/** 5sim.net, version 1 of its own protocol. A call is `user/buy`, or `guest/prices`, which needs no key. */
export const fiveSimAdapter = vendorAdapter({
  protocol: 'five_sim',
  settings,
  lifetimeMs: (own) => own.lifetimeMs,
  request: ({ row, own }, name, { path = [], query }: PathAndQuery) => {
    const headers: Record<string, string | Secret> = { Accept: 'application/json' };
    if (name.startsWith('user/')) headers.Authorization = new Secret(`Bearer ${row.apiKey()}`);
    return { url: [own.url, name, ...path.map(encodeURIComponent)].join('/'), query, headers, maxBytes: LARGEST_BODY };
  },
  open: fiveSim,
  besides: () => ['stock', 'operators', 'maxPrice'],
});

/** 5sim's own REST protocol, version 1. Services, countries and operators are names such as `telegram` and `england`. */
function fiveSim(vendor: FiveSim): VendorActs {
  const { ask } = vendor;

  const check = (orderId: string) => ask('user/check', { path: [orderId] }, (reply) => readOrder(reply, 'unavailable'));
  const close = (step: CloseStep, orderId: string) =>
    ask(`user/${step}`, { path: [orderId] }, (reply) => readClose(step, reply), 'unknown_outcome');

  async function orderState(orderId: string): Promise<OrderState | ProviderFault> {
    const order = await check(orderId);
    if (order.kind === 'fault') return order;
    if (order.messages.length > 0) return { kind: 'received', messages: order.messages };
    return { kind: order.phase === 'open' ? 'waiting' : 'ended' };
  }

  async function giveBack(step: 'cancel' | 'ban', orderId: string): Promise<CloseReply | ProviderFault> {
    return lookAfterCancel(await close(step, orderId), () => orderState(orderId));
  }

  async function finish(orderId: string): Promise<CloseReply | ProviderFault> {
    return lookAfterFinish(await close('finish', orderId), async () => {
      const order = await check(orderId);
      return order.kind === 'order' && order.phase !== 'open';
    });
  }

  /** An order collects every SMS until it is finished, so there is nothing to ask for, only to look whether it still does. */
  async function resend(orderId: string): Promise<CloseReply | ProviderFault> {
    const order = await check(orderId);
    if (order.kind === 'fault') return order;
    if (order.phase !== 'open') return providerFault('gone', `the order is ${order.phase}`);
    return order.messages.length > 0 ? { kind: 'done' } : providerFault('wrong_state', 'order no sms');
  }

  return {
    acquire: (request) => buyNumber(vendor, request),
    orderState,
    listActive: () => listOpenOrders(ask, vendor.clock.now()),
    cancel: (orderId) => giveBack('cancel', orderId),
    ban: (orderId) => giveBack('ban', orderId),
    finish,
    resend,
    prices: (filter) => listPrices(ask, filter),
    catalogue: () => listCatalogue(ask),
    balance: () => ask('user/profile', {}, readBalance),
  };
}

/** Buys a number. How long a cancel must wait 5sim does not say; that stands in our row. */
async function buyNumber(
  { own, clock, ask }: FiveSim,
  request: AcquireRequest,
): Promise<AcquiredNumber | ProviderFault> {
  const { serviceCode, countryCode, operator = 'any', maxCost } = request;
  const dear = operator === 'any' ? undefined : await refuseDearOperator(ask, request, operator);
  if (dear) return dear;
  const askedAt = clock.now().getTime();
  const path = ['activation', countryCode, operator, serviceCode];
  const query = operator === 'any' ? { maxPrice: formatAmountShort(maxCost) } : {};
  const bought = await ask('user/buy', { path, query }, readPurchase, 'unknown_outcome');
  if (bought.kind === 'fault') return bought;
  const { lifetimeMs = own.lifetimeMs, ...number } = bought;
  return { ...number, expiresAt: new Date(askedAt + lifetimeMs) };
}

/** The ceiling counts for operator `any` alone; elsewhere the price is looked up first, since giving back costs rating. */
async function refuseDearOperator(
  ask: Ask<PathAndQuery>,
  request: AcquireRequest,
  operator: string,
): Promise<ProviderFault | undefined> {
  const prices = await askOperatorPrices(ask, request);
  if (prices.kind === 'fault') return prices;
  const row = prices.rows.find((one) => one.operator === operator);
  return row && row.cost > request.maxCost
    ? providerFault('too_dear', `this operator takes ${formatAmountShort(row.cost)}`)
    : undefined;
}
