import type { Amount } from '../../../domain/money/money';
import { LARGEST_MANUAL_AMOUNT } from '../../../usecases/wallet/manual-transfer';
import { readTypedAmount } from '../../typed-amount';

export const LONGEST_REASON = 200;

/** Whom, how much, and why: the first word that is an amount parts them. The one before it is never one: it may be an id. */
export function readGift(words = ''): { whom: string; amount: Amount; reason: string | undefined } | undefined {
  const typed = words.split(' ').filter(Boolean);
  const at = typed.findIndex((word, index) => index > 0 && readTypedAmount(word) !== undefined);
  const amount = at < 0 ? undefined : readTypedAmount(typed[at]!);
  if (amount === undefined || amount > LARGEST_MANUAL_AMOUNT) return undefined;
  const reason = typed.slice(at + 1).join(' ');
  return { whom: typed.slice(0, at).join(' '), amount, reason: reason ? reason.slice(0, LONGEST_REASON) : undefined };
}
