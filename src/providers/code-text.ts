import type { ReceivedText } from '../ports/sms-provider';
import { textIdentity } from './text-identity';

/** What a supplier shows as the code is one up to this length and without blanks; anything else is a text. */
const LOOKS_LIKE_CODE = /^\S{1,16}$/;

/**
 * An SMS of a protocol that shows codes alone, or the text where it finds none. `value` is what every source of the SMS shows;
 * `repeat` counts equal ones on one order, from 1.
 */
export const codeText = (orderId: string, value: string, repeat: number): ReceivedText => ({
  externalId: textIdentity(orderId, value, repeat),
  text: value,
  code: LOOKS_LIKE_CODE.test(value) ? value : undefined,
});
