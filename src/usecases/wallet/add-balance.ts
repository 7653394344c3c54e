import type { App } from '../../app';
import {
  isRefusedBy,
  type ManualTransferOrder,
  type Moved,
  manualKey,
  problemWith,
  type Refusal,
} from './manual-transfer';
import { postManually } from './post-manually';

/** Nobody could ever reach the money. */
class Erased extends Error {}

export type AddBalanceOutcome = ({ kind: 'added' | 'repeated' } & Moved) | Refusal;

/** Gives a user money. The same key with the same input gives the first answer again and moves nothing. */
export async function addBalance(app: App, order: ManualTransferOrder): Promise<AddBalanceOutcome> {
  const problem = problemWith(order.amount);
  if (problem) return { kind: 'bad_amount', problem };
  const { userId, amount, reason, actor } = order;
  const posting = {
    key: manualKey(order.key),
    type: 'ADD',
    amount,
    userId,
    actor,
    reason,
    at: app.clock.now(),
  } as const;
  try {
    const outcome = await app.db.transact(async (tx) => {
      const posted = await postManually(tx, posting, 'wallet.added', order.requestId);
      // Behind the lock of the wallet, which erasing takes, too.
      if (posted.kind === 'posted' && (await tx.users.isErased(userId))) throw new Erased();
      return posted;
    });
    if (outcome.kind === 'key_conflict') return outcome;
    return { kind: outcome.kind === 'posted' ? 'added' : 'repeated', transfer: outcome.transfer };
  } catch (error) {
    if (error instanceof Erased || isRefusedBy(error, '23503')) return { kind: 'user_not_found' };
    throw error;
  }
}
