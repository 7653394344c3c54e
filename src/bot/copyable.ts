import { isVisible } from '../domain/message/is-sms';

/** UTF-16 units. */
const LONGEST = 256;
/** Telegram leaves these out, so that something else would be copied. */
const CONTROL = /[^\P{Cc}\n\t]/u;

/** Whether a copy button can carry a text as it is: 1 to 256 characters, whole ones, that Telegram keeps. */
export function isCopyable(text: string): boolean {
  return text.length <= LONGEST && isVisible(text) && !CONTROL.test(text) && !/\p{Cs}/u.test(text);
}
