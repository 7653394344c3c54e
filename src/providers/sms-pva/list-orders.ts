import type { OpenOrders, OrderState, ProviderFault, ReceivedText, UpstreamOrder } from '../../ports/sms-provider';
import type { ShownSms } from '../shown-sms';
import type { PvaOrder } from './read-orders';
import { readOrders } from './read-orders';
import type { PvaAsk } from './sms-pva-ask';

type Look = (orderId: string) => Promise<OrderState | ProviderFault>;

/** All open orders. Where the list says only that there is an SMS, the order itself is read. */
export async function listOrders(ask: PvaAsk, shown: ShownSms, look: Look): Promise<OpenOrders | ProviderFault> {
  const begunAt = shown.begin();
  const list = await ask('orders', [], readOrders);
  if (list.kind === 'fault') return list;
  const orders: UpstreamOrder[] = [];
  for (const order of list.orders) {
    const messages = order.hasUnseenSms ? await unseen(order, look) : listed(order, shown, begunAt);
    if ('fault' in messages) return messages;
    const { orderId, phone, serviceCode, countryCode } = order;
    orders.push({ orderId, phone, serviceCode, countryCode, messages });
  }
  return { kind: 'orders', orders };
}

function listed({ orderId, sms }: PvaOrder, shown: ShownSms, begunAt: number): ReceivedText[] {
  if (sms) return [shown.text(orderId, sms, begunAt)];
  shown.nothingYet(orderId, begunAt);
  return [];
}

async function unseen({ orderId }: PvaOrder, look: Look): Promise<readonly ReceivedText[] | ProviderFault> {
  const state = await look(orderId);
  if (state.kind === 'fault') return state;
  return state.kind === 'received' ? state.messages : [];
}
