import { addMs } from '../../domain/time';
import type {
  CloseReply,
  OpenOrders,
  OrderState,
  ProviderFault,
  ReceivedText,
  UpstreamOrder,
} from '../../ports/sms-provider';
import type { Ask, Query } from '../kit/adapter';
import type { CodeRepeats } from '../kit/code-repeats';
import { isOpenQuestion } from '../kit/look-after-close';
import { unread } from '../kit/readings';
import { providerFault } from '../kit/reply';
import { textIdentity } from '../kit/shown-sms';
import { type Operation, readClose, readState } from './read-operation';

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
  if (operation) return { kind: 'found', operation };
  const [unreadable] = state.unreadable ?? [];
  return unreadable ? providerFault('unavailable', unreadable) : providerFault('gone', 'not in the answer');
}

export async function operationState(
  ask: Ask,
  repeats: CodeRepeats,
  orderId: string,
): Promise<OrderState | ProviderFault> {
  const begunAt = repeats.begin();
  const found = await findOperation(ask, orderId);
  if (found.kind === 'fault') return found;
  const { phase } = found.operation;
  const messages = countRepeats(found.operation, repeats, begunAt);
  // Also after its end: a code of the last second must not be lost.
  if (messages.length > 0) return { kind: 'received', messages };
  return { kind: phase === 'over' ? 'ended' : 'waiting' };
}

/** Without times the same SMS once more is known by the waiting before it. */
function countRepeats(
  { orderId, messages, isWaiting, hasTimes }: Operation,
  repeats: CodeRepeats,
  begunAt: number,
): readonly ReceivedText[] {
  if (isWaiting) repeats.waitingAgain(orderId, undefined, begunAt);
  const newest = messages.at(-1);
  if (!newest || hasTimes) return messages;
  const repeat = isWaiting ? repeats.last(orderId, newest.text) : repeats.seen(orderId, newest.text, begunAt);
  return [...messages.slice(0, -1), { ...newest, externalId: textIdentity(orderId, newest.text, repeat) }];
}

/** `now`: of our clock; the vendor says how long an operation goes on. */
export async function listOperations(ask: Ask, repeats: CodeRepeats, now: Date): Promise<OpenOrders | ProviderFault> {
  const begunAt = repeats.begin();
  const state = await ask('getState', WHOLE_TEXTS, readState);
  if (state.kind === 'fault') return state.detail === 'ERROR_NO_OPERATIONS' ? { kind: 'orders', orders: [] } : state;
  const open = state.operations.filter(({ phase }) => phase !== 'over');
  const orders = open.flatMap((operation): UpstreamOrder[] => {
    const { orderId, phone, countryCode, cost, leftMs } = operation;
    const expiresAt = leftMs === undefined ? undefined : addMs(now, leftMs);
    if (phone === undefined) return [];
    return [{ orderId, phone, countryCode, cost, expiresAt, messages: countRepeats(operation, repeats, begunAt) }];
  });
  return { kind: 'orders', orders, isIncomplete: orders.length < open.length, ...unread(state.unreadable) };
}

/** Ending an order with a code would only finish it, so it is read before and after. `how` may ask for a ban. */
export async function giveBack(ask: Ask, orderId: string, how: Query): Promise<CloseReply | ProviderFault> {
  const before = await findOperation(ask, orderId);
  if (before.kind === 'fault') return before;
  if (before.operation.messages.length > 0) return { kind: 'has_code' };
  if (before.operation.phase === 'over') return { kind: 'done' };
  const reply = await close(ask, orderId, how);
  if (!isOpenQuestion(reply)) return reply;
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
  if (!isOpenQuestion(reply)) return reply;
  const after = await findOperation(ask, orderId);
  return after.kind === 'found' && after.operation.phase === 'over' ? { kind: 'done' } : reply;
}

const close = (ask: Ask, orderId: string, how: Query) =>
  ask('setOperationOk', { tzid: orderId, ...how }, (reply) => readClose('close', reply), 'unknown_outcome');
