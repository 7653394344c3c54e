import type { CloseReply, ProviderFault } from '../../ports/sms-provider';
import { providerFault } from '../provider-fault';
import type { VendorReply } from '../vendor-reply';
import { shapeOf } from '../vendor-reply';
import type { FiveSimPhase } from './read-order';
import { readOrder } from './read-order';

export type CloseStep = 'cancel' | 'finish' | 'ban';

const AFTER: Readonly<Record<CloseStep, FiveSimPhase>> = { cancel: 'canceled', finish: 'finished', ban: 'banned' };
/** 5sim does not say how long; the cancel is asked again after this. */
const ASK_AGAIN_MS = 15_000;

/** Reads the answer to a cancel, finish or ban. Only an order in the wanted status counts as a yes. */
export function readClose(step: CloseStep, reply: VendorReply): CloseReply | ProviderFault {
  const shape = shapeOf(reply);
  const words = shape.kind === 'words' ? shape.text.toLowerCase() : '';
  if (words === 'you need to wait time') return { kind: 'too_early', retryAfterMs: ASK_AGAIN_MS };
  if (words === 'order has sms' && step !== 'finish') return { kind: 'has_code' };
  const order = readOrder(reply, 'unknown_outcome');
  if (order.kind === 'fault') return order;
  return order.phase === AFTER[step] ? { kind: 'done' } : providerFault('wrong_state', `the order is ${order.phase}`);
}
