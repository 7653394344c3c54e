import type { OpenOrders, OrderState, ProviderFault } from '../../ports/sms-provider';
import { providerFault } from '../provider-fault';
import type { Ask, Query } from '../vendor-adapter';
import type { Operation } from './read-state';
import { readState } from './read-state';

/** Whole texts, all of them: the vendor picks codes out by itself only in place of the text. */
const WHOLE_TEXTS: Query = { message_to_code: '0', msg_list: '1' };

/** One order, as it stands. */
export async function findOperation(
  ask: Ask,
  orderId: string,
): Promise<{ kind: 'found'; operation: Operation } | ProviderFault> {
  const state = await ask('getState', { tzid: orderId, ...WHOLE_TEXTS }, readState);
  if (state.kind === 'fault') return state;
  const operation = state.operations.find((one) => one.orderId === orderId);
  return operation ? { kind: 'found', operation } : providerFault('gone', 'not in the answer');
}

export async function operationState(ask: Ask, orderId: string): Promise<OrderState | ProviderFault> {
  const found = await findOperation(ask, orderId);
  if (found.kind === 'fault') return found;
  const { phase, messages } = found.operation;
  // Also after its end: a code of the last second must not be lost.
  if (messages.length > 0) return { kind: 'received', messages };
  return { kind: phase === 'over' ? 'ended' : 'waiting' };
}

export async function listOperations(ask: Ask): Promise<OpenOrders | ProviderFault> {
  const state = await ask('getState', WHOLE_TEXTS, readState);
  if (state.kind === 'fault') return state.detail === 'ERROR_NO_OPERATIONS' ? { kind: 'orders', orders: [] } : state;
  const open = state.operations.filter(({ phase }) => phase !== 'over');
  if (open.some(({ phone }) => phone === undefined)) {
    return providerFault('unavailable', 'an order is still without its number');
  }
  return { kind: 'orders', orders: open.map(({ phase: _, ...order }) => ({ ...order, phone: order.phone! })) };
}
