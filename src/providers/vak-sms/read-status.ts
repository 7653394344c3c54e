import type { CloseReply, ProviderFault } from '../../ports/sms-provider';
import { isJsonObject, scalarText } from '../parse-json';
import type { VendorReply } from '../vendor-reply';
import { readAnswer, readFault } from './read-answer';

/** An SMS is under way to the number, the vendor says, and does not say how long. */
const ASK_AGAIN_MS = 15_000;

/** Reads `setStatus`: `ready` and `update` are the two forms of yes; what forbids a cancel is a status too. */
export function readStatus(reply: VendorReply): CloseReply | ProviderFault {
  const reading = readAnswer(reply);
  const word = reading.kind === 'data' && isJsonObject(reading.value) ? scalarText(reading.value.status) : undefined;
  switch (reading.kind === 'error' ? reading.word : word) {
    case 'ready':
    case 'update':
      return { kind: 'done' };
    case 'smsReceived':
      return { kind: 'has_code' };
    case 'waitSMS':
      return { kind: 'too_early', retryAfterMs: ASK_AGAIN_MS };
    default:
      return readFault(reading, reply.status, 'unknown_outcome');
  }
}
