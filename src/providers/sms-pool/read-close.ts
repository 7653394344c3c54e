import type { Amount } from '../../domain/money/money';
import type { CloseReply, ProviderFault } from '../../ports/sms-provider';
import { isJsonObject, scalarText } from '../parse-json';
import { readDecimal } from '../read-decimal';
import type { VendorReply } from '../vendor-reply';
import { shapeOf } from '../vendor-reply';
import { readFault, succeeded } from './read-fault';

/** About 40 seconds must pass from the purchase to a cancel; a refused one is asked again after this. */
const ASK_AGAIN_MS = 15_000;

export function readCancel(reply: VendorReply): CloseReply | ProviderFault {
  const shape = shapeOf(reply);
  if (shape.kind === 'json' && succeeded(shape.value)) return { kind: 'done' };
  if (/cannot be cancell?ed yet/i.test(sentenceOf(reply))) return { kind: 'too_early', retryAfterMs: ASK_AGAIN_MS };
  return readFault(shape, reply.status, 'unknown_outcome', 'wrong_state');
}

/** Reads what another SMS would cost. */
export function readResendCost(reply: VendorReply): { kind: 'cost'; cost: Amount } | ProviderFault {
  const shape = shapeOf(reply);
  if (shape.kind !== 'json' || !succeeded(shape.value) || !isJsonObject(shape.value))
    return refusal(reply, 'unavailable');
  const given = shape.value.resendCost ?? shape.value.charge;
  // A price that cannot be read is a price: another SMS is free or it is not asked for.
  const cost = given === undefined || given === null ? 0n : readDecimal(given, 'up');
  return cost === undefined ? readFault(shape, reply.status, 'unavailable') : { kind: 'cost', cost };
}

export function readResend(reply: VendorReply): CloseReply | ProviderFault {
  const shape = shapeOf(reply);
  return shape.kind === 'json' && succeeded(shape.value) ? { kind: 'done' } : refusal(reply, 'unknown_outcome');
}

/** Before its first SMS an order has nothing to ask again for; the sentence is "... that has received a SMS". */
const refusal = (reply: VendorReply, unclear: 'unavailable' | 'unknown_outcome'): ProviderFault =>
  readFault(shapeOf(reply), reply.status, unclear, 'wrong_state');

function sentenceOf(reply: VendorReply): string {
  const shape = shapeOf(reply);
  return shape.kind === 'json' && isJsonObject(shape.value) ? (scalarText(shape.value.message) ?? '') : '';
}
