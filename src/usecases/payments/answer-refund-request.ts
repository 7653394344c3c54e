import type { App } from '../../app';
import { clearAlert } from '../alerts/raise-alert';
import type { Author } from '../catalogue/save-row';
import { type RefundReceiptOutcome, refundReceipt } from './refund-receipt';

/**
 * Gives a buyer back what they asked for, by the refund of its receipt: what was spent meanwhile cannot go, and the request
 * waits on. Approved twice it is one refund. `paidBy`: the operator paid it back by hand.
 */
export async function approveRefundRequest(
  app: App,
  o: Author & { requestedId: bigint; paidBy?: string },
): Promise<RefundReceiptOutcome> {
  const { requestedId, paidBy, actor, requestId } = o;
  const request = await app.db.refundRequests.find(requestedId);
  if (!request) return { kind: 'not_found' };
  const { receiptId, amount, refundId } = request;
  if (refundId !== null) return { kind: 'repeated', refundId };
  const outcome = await refundReceipt(app, {
    ...{ key: `refund-request:${requestedId}`, receiptId, amount, actor, requestId, answers: requestedId },
    reason: '',
    ...(paidBy === undefined ? {} : { paidBy }),
  });
  if (outcome.kind === 'waiting') await clearAlert(app, `refund_requested:${requestedId}`);
  return outcome;
}

/** Says no, and why; the buyer reads it. Nothing moves. */
export async function refuseRefundRequest(
  app: App,
  o: Author & { requestedId: bigint; reason: string },
): Promise<'refused' | 'not_waiting' | 'not_found'> {
  const { requestedId, reason, actor, requestId } = o;
  const now = app.clock.now();
  const request = await app.db.refundRequests.find(requestedId);
  if (!request) return 'not_found';
  const isRefused = await app.db.transact(async (tx) => {
    if (!(await tx.refundRequests.refuse({ id: requestedId, reason, now }))) return false;
    const entry = { entity: 'receipt', entityId: request.receiptId, facts: { reason } };
    await tx.audit.write({ ...entry, action: 'receipt.refund_refused', actor, requestId, at: now });
    return true;
  });
  if (!isRefused) return 'not_waiting';
  await clearAlert(app, `refund_requested:${requestedId}`);
  app.wake('outbox');
  return 'refused';
}
