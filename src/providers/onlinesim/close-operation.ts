import type { CloseReply, ProviderFault } from '../../ports/sms-provider';
import { providerFault } from '../provider-fault';
import type { Ask, Query } from '../vendor-adapter';
import { findOperation } from './operations';
import { readClose } from './read-close';

/** Ending an order with a code would only finish it, so it is read before and after. `how` may ask for a ban. */
export async function giveBack(ask: Ask, orderId: string, how: Query): Promise<CloseReply | ProviderFault> {
  const before = await findOperation(ask, orderId);
  if (before.kind === 'fault') return before;
  if (before.operation.messages.length > 0) return { kind: 'has_code' };
  if (before.operation.phase === 'over') return { kind: 'done' };
  const reply = await close(ask, orderId, how);
  if (reply.kind === 'too_early' || (reply.kind === 'fault' && reply.fault !== 'unknown_outcome')) return reply;
  const after = await findOperation(ask, orderId);
  if (after.kind === 'fault') return reply;
  if (after.operation.messages.length > 0) return { kind: 'has_code' };
  return after.operation.phase === 'over' ? { kind: 'done' } : reply;
}

/** Ending an order without a code would give it back, so that is refused here. */
export async function finish(ask: Ask, orderId: string): Promise<CloseReply | ProviderFault> {
  const before = await findOperation(ask, orderId);
  if (before.kind === 'fault') return before;
  if (before.operation.phase === 'over') return { kind: 'done' };
  if (before.operation.messages.length === 0) return providerFault('wrong_state', 'no SMS has come yet');
  const reply = await close(ask, orderId, {});
  if (reply.kind !== 'fault' || reply.fault !== 'unknown_outcome') return reply;
  const after = await findOperation(ask, orderId);
  return after.kind === 'found' && after.operation.phase === 'over' ? { kind: 'done' } : reply;
}

const close = (ask: Ask, orderId: string, how: Query) =>
  ask('setOperationOk', { tzid: orderId, ...how }, (reply) => readClose('close', reply), 'unknown_outcome');
