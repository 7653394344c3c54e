import type { CloseReply, OrderState, ProviderCapability, ProviderFault } from '../../ports/sms-provider';
import { lookAfterCancel, lookAfterFinish } from '../look-after-close';
import { providerFault } from '../provider-fault';
import type { Vendor, VendorActs } from '../vendor-adapter';
import { buyNumber } from './buy-number';
import { fiveSimAsk } from './five-sim-ask';
import type { FiveSimSettings } from './five-sim-settings';
import { listOpenOrders } from './list-open-orders';
import { listCatalogue, listPrices } from './list-prices';
import { readBalance } from './read-account';
import type { CloseStep } from './read-close';
import { readClose } from './read-close';
import { readOrder } from './read-order';

const CAPABILITIES: readonly ProviderCapability[] = [
  'purchase',
  'prices',
  'stock',
  'catalogue',
  'operators',
  'resend',
  'cancel',
  'finish',
  'ban',
  'balance',
  'activeList',
  'maxPrice',
];

/** 5sim's own REST protocol, version 1. Services, countries and operators are names such as `telegram` and `england`. */
export function fiveSim(vendor: Vendor<FiveSimSettings>): VendorActs {
  const ask = fiveSimAsk(vendor);

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
    capabilities: new Set(CAPABILITIES),
    acquire: (request) => buyNumber(ask, vendor, request),
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
