import type { App } from '../../app';
import type { RequestRefundRow } from '../../database/stores/refund-requests';
import { formatAmount } from '../../domain/money/money';
import { raiseAlert } from '../alerts/raise-alert';

/** A buyer asks for what is left of a receipt. An operator is told and answers; the same wish is one, however often it is sent. */
export async function askForRefund(app: App, o: { userId: bigint; receiptId: bigint }): Promise<RequestRefundRow> {
  const row = await app.db.refundRequests.request({ ...o, now: app.clock.now() });
  if (row.kind !== 'requested') return row;
  const { receiptId, userId } = o;
  const facts = { receiptId: String(receiptId), userId: String(userId), amount: formatAmount(row.amount!) };
  await raiseAlert(app, { key: `refund_requested:${row.requestId}`, kind: 'refund_requested', facts, everyS: 0 });
  return row;
}
