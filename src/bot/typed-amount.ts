import { withAsciiDigits } from '../domain/message/ascii-digits';
import { type Amount, parseAmount } from '../domain/money/money';

/** Money above zero as people type it, in any digits: "7,50", "$5", "٥". Undefined for whatever may mean two things or none. */
export function readTypedAmount(text: string): Amount | undefined {
  const bare = withAsciiDigits(text)
    .replace(/\s/g, '')
    .replace(/\u066b/g, '.')
    .replace(/^[^\d.,-]{1,3}|[^\d.,]{1,3}$/g, '');
  // "1,000" is a thousand to one and one to another, so it is neither.
  const amount = /,\d{3}$/.test(bare) ? undefined : parseAmount(bare.replace(',', '.'));
  return amount !== undefined && amount > 0n ? amount : undefined;
}
