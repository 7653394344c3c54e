import type { App } from '../../app';
import type { Amount } from '../../domain/money/money';
import {
  isRefusedBy,
  type ManualTransferOrder,
  type Moved,
  manualKey,
  problemWith,
  type Refusal,
} from './manual-transfer';
import { postManually } from './post-manually';

export type DeductBalanceOutcome =
  | ({ kind: 'deducted' | 'repeated' } & Moved)
  | Refusal
  /** Held money cannot be deducted; `available` is what could be. */
  | { kind: 'insufficient_funds'; available: Amount };

/** Takes available money from a user. The same key with the same input gives the first answer again. */
export async function deductBalance(app: App, order: ManualTransferOrder): Promise<DeductBalanceOutcome> {
  const problem = problemWith(order.amount);
  if (problem) return { kind: 'bad_amount', problem };
  const { userId, amount, reason, actor } = order;
  const key = manualKey(order.key);
  const posting = { key, type: 'DEDUCT', amount, userId, actor, reason, at: app.clock.now() } as const;
  try {
    const outcome = await app.db.transact((tx) => postManually(tx, posting, 'wallet.deducted', order.requestId));
    if (outcome.kind === 'key_conflict') return outcome;
    return { kind: outcome.kind === 'posted' ? 'deducted' : 'repeated', transfer: outcome.transfer };
  } catch (error) {
    if (isRefusedBy(error, '23503')) return { kind: 'user_not_found' };
    if (!isRefusedBy(error, '23514')) throw error;
    // The refusal comes before the key is looked at, and the first try may have spent the very money that is missing.
    const before = await app.db.ledger.findByKey(key);
    if (before) return repeat(before, posting);
    const wallet = await app.db.ledger.findWallet(userId);
    return { kind: 'insufficient_funds', available: wallet?.available ?? 0n };
  }
}

function repeat(
  before: Moved['transfer'],
  asked: { amount: Amount; userId: bigint; reason: string },
): DeductBalanceOutcome {
  const isSame =
    before.type === 'DEDUCT' &&
    before.amount === asked.amount &&
    before.userId === asked.userId &&
    before.reason === asked.reason;
  return isSame ? { kind: 'repeated', transfer: before } : { kind: 'key_conflict' };
}
