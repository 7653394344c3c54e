import type { OpenOrders, ProviderFault, UpstreamOrder } from '../../ports/sms-provider';
import type { ShownSms } from '../shown-sms';
import type { Ask } from '../vendor-adapter';
import type { PoolNames } from './pool-names';
import { readActive } from './read-active';

/** All open orders. The list names services and countries, which are turned into codes. */
export async function listOrders(ask: Ask, shown: ShownSms, names: PoolNames): Promise<OpenOrders | ProviderFault> {
  const begunAt = shown.begin();
  const list = await ask('request/active', {}, readActive);
  if (list.kind === 'fault') return list;
  if (list.rows.length === 0) return { kind: 'orders', orders: [] };
  const { serviceOf, countryOf } = await names.codes();
  const orders = list.rows.map(({ orderId, phone, service, shortName, sms }): UpstreamOrder => {
    if (!sms) shown.nothingYet(orderId, begunAt);
    const messages = sms ? [shown.text(orderId, sms, begunAt)] : [];
    return { orderId, phone, serviceCode: serviceOf(service), countryCode: countryOf(shortName), messages };
  });
  return { kind: 'orders', orders };
}
