import type { Tx } from '../../database/database';
import type { Posting, PostOutcome } from '../../database/stores/ledger';
import { formatAmount } from '../../domain/money/money';

/**
 * Posts one movement by hand and writes it into the audit log, in the caller's transaction. A repetition is neither
 * posted nor logged again. Throws what Postgres says when the movement is impossible.
 */
export async function postManually(tx: Tx, posting: Posting, action: string, requestId?: string): Promise<PostOutcome> {
  const outcome = await tx.ledger.post(posting);
  if (outcome.kind !== 'posted') return outcome;
  await tx.audit.write({
    actor: posting.actor,
    action,
    entity: 'user',
    entityId: posting.userId,
    facts: {
      transferId: String(outcome.transfer.id),
      amount: formatAmount(posting.amount),
      reason: posting.reason,
      ...(posting.reservationId === undefined ? {} : { reservationId: String(posting.reservationId) }),
    },
    requestId,
    at: posting.at,
  });
  return outcome;
}
