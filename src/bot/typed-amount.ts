import { withAsciiDigits } from '../domain/message/ascii-digits';
import { type Amount, parseAmount } from '../domain/money/money';

/** Money above zero as people type it, in any digits: "7,50", "$5", "٥". Undefined for whatever may mean two things or none. */
export function readTypedAmount(text: string): Amount | undefined {
  const bare = withAsciiDigits(text)
    .replace(/\s/g, '')
    .replace(/\u066b/g, '.')
    .replace(/^[^\d.,-]{1,3}|[^\d.,]{1,3}$/g, '');
  // With both signs the last one parts the whole: "1,000.50", "1.000,50".
  if (/^\d{1,3}(,\d{3})+\.\d+$/.test(bare)) return above(parseAmount(bare.replaceAll(',', '')));
  if (/^\d{1,3}(\.\d{3})+,\d+$/.test(bare)) return above(parseAmount(bare.replaceAll('.', '').replace(',', '.')));
  // "1,000" is a thousand to one and one to another, so it is neither.
  return /,\d{3}$/.test(bare) ? undefined : above(parseAmount(bare.replace(',', '.')));
}

function above(amount: Amount | undefined): Amount | undefined {
  return amount !== undefined && amount > 0n ? amount : undefined;
}
