import type { ProviderFault } from '../../ports/sms-provider';
import type { HandlerBody } from './read-body';
import { readBody } from './read-body';
import { readFault } from './read-fault';

/** One `getStatus` answer. `value` is what stands behind the colon: the code, or a text when the shop knows no code. */
export type HandlerStatus =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'waiting_again'; readonly value: string }
  | { readonly kind: 'code'; readonly value: string }
  | { readonly kind: 'ended' };

export function readStatus(answer: HandlerBody): HandlerStatus | ProviderFault {
  const reading = readBody(answer);
  if (reading.kind === 'token') {
    const { token, rest } = reading;
    switch (token) {
      case 'STATUS_WAIT_CODE':
      case 'STATUS_WAIT_RESEND':
        return { kind: 'waiting' };
      case 'STATUS_WAIT_RETRY':
        return rest ? { kind: 'waiting_again', value: rest } : { kind: 'waiting' };
      case 'STATUS_OK':
        if (rest) return { kind: 'code', value: rest };
        break;
      case 'STATUS_CANCEL':
      case 'ACCESS_CANCEL':
        return { kind: 'ended' };
    }
  }
  return readFault(reading, answer.status, 'unavailable');
}
