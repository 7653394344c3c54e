import type { App } from '../../app';
import type { Actor } from '../../database/stores/ledger';
import { type Amount, formatAmount } from '../../domain/money/money';

export interface AssignOrder {
  readonly receiptId: bigint;
  readonly userId: bigint;
  /** What it is worth in the shop's currency, as the operator reckons. */
  readonly amount: Amount;
  readonly actor: Actor;
  readonly requestId?: string;
}

export type AssignOutcome = {
  readonly kind: 'assigned' | 'repeated' | 'not_found' | 'already_claimed' | 'user_not_found' | 'bad_amount';
};

/** Gives unclaimed money to whose it is. The receipt is the key: it is credited once, to one user. */
export async function assignReceipt(app: App, o: AssignOrder): Promise<AssignOutcome> {
  if (o.amount <= 0n) return { kind: 'bad_amount' };
  const now = app.clock.now();
  const kind = await app.db.transact(async (tx) => {
    const outcome = await tx.payments.assignReceipt({ ...o, now });
    if (outcome === 'assigned') {
      const facts = { userId: String(o.userId), amount: formatAmount(o.amount) };
      const { actor, requestId, receiptId } = o;
      await tx.audit.write({
        ...{ actor, requestId, facts, at: now },
        action: 'payment.assigned',
        entity: 'receipt',
        entityId: receiptId,
      });
    }
    return outcome;
  });
  if (kind === 'assigned') app.wake('outbox');
  return { kind };
}
