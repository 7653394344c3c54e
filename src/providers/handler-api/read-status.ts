import type { ProviderFault } from '../../ports/sms-provider';
import type { VendorReply } from '../vendor-reply';
import { readBody } from './read-body';
import { readFault } from './read-fault';

/**
 * One status. `value` is the code, or a text when the shop knows no code: what every source of the SMS shows. `text` is the whole
 * text, where the shop gives it as well. Some shops do not repeat the old code while another SMS is waited for.
 */
export type HandlerStatus =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'waiting_again'; readonly value?: string }
  | { readonly kind: 'code'; readonly value: string; readonly text?: string }
  | { readonly kind: 'ended' };

export function readStatus(answer: VendorReply): HandlerStatus | ProviderFault {
  const reading = readBody(answer);
  if (reading.kind === 'token') {
    const { token, rest } = reading;
    switch (token) {
      case 'STATUS_WAIT_CODE':
        return { kind: 'waiting' };
      case 'STATUS_WAIT_RESEND':
      case 'STATUS_WAIT_RETRY':
        return { kind: 'waiting_again', value: rest || undefined };
      case 'STATUS_OK':
        if (rest) return { kind: 'code', value: rest, text: headerText(answer.headers['x-text']) };
        break;
      case 'STATUS_CANCEL':
      case 'ACCESS_CANCEL':
        return { kind: 'ended' };
    }
  }
  return readFault(reading, answer.status, 'unavailable');
}

/** A text in a header: its bytes are UTF-8, which HTTP shows as one character a byte; other bytes are left as they came. */
function headerText(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'latin1')).trim() || undefined;
  } catch {
    return value.trim();
  }
}
