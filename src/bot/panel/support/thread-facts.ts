import { readPaymentsByIds, readReceipts, readReceiptsByIds } from '../../../database/queries/payment-lists';
import { readOrderFacts, type TitledThread } from '../../../database/queries/support';
import type { MessageButton } from '../../../ports/messenger';
import { button } from '../../screens/view';
import { STAGE_MARKS } from '../../texts/facts';
import type { Rich } from '../../texts/rich';
import { paymentCallbacks } from '../payments/payment-callbacks';
import { peopleCallbacks } from '../people/people-callbacks';
import type { AdminVisit } from '../section';

/** Of somebody who asks about a payment that the shop does not know. */
const RECEIPTS_SHOWN = 3;

interface Facts {
  readonly lines: readonly (Rich | string)[];
  /** The acts that exist already. */
  readonly buttons: readonly MessageButton[][];
}

/** What the shop knows of what a thread is about; no codes, no number. */
export async function factsOf(visit: AdminVisit, thread: TitledThread): Promise<Facts> {
  if (thread.reservationId !== null) return orderFacts(visit, thread.reservationId);
  if (thread.topic === 'PAYMENT') return moneyFacts(visit, thread);
  return { lines: [], buttons: [] };
}

async function orderFacts({ app, panel }: AdminVisit, id: bigint): Promise<Facts> {
  const order = await readOrderFacts(app.db, id);
  if (!order) return { lines: [], buttons: [] };
  const { support, people } = panel;
  const canRefund = order.status === 'COMPLETED' && order.refunded === 0n;
  return {
    lines: [
      support.order({ ...order, stage: `${STAGE_MARKS[order.status]} ${people.stages[order.status]}` }),
      ...(order.providerName === null ? [] : [support.route({ provider: order.providerName, routeId: order.routeId })]),
    ],
    buttons: [
      [
        button(support.orderButton({ id }), peopleCallbacks.reservation({ reservation: id })),
        ...(canRefund ? [button(people.refundButton, peopleCallbacks.refund({ reservation: id }))] : []),
      ],
    ],
  };
}

async function moneyFacts({ app, panel }: AdminVisit, o: TitledThread): Promise<Facts> {
  const { support, payments: words } = panel;
  const page = { limit: RECEIPTS_SHOWN, backward: false };
  const [payments, receipts] = await Promise.all([
    o.paymentId === null ? [] : readPaymentsByIds(app.db, [o.paymentId]),
    o.receiptId !== null
      ? readReceiptsByIds(app.db, [o.receiptId])
      : readReceipts(app.db, {
          filter: o.paymentId === null ? { userId: o.userId } : { paymentId: o.paymentId },
          page,
        }).then(({ rows }) => rows),
  ]);
  return {
    lines: [
      ...payments.map((payment) => support.payment({ ...payment, status: words.statuses[payment.status] })),
      ...receipts.map(({ id, amount: credited, received, currency, methodName, returned }) => {
        const amount = words.foreign({ amount: received, currency });
        return support.receipt({ id, amount, methodName, credited, returned });
      }),
      ...(receipts.length === 0 ? [support.noReceipts] : []),
    ],
    buttons: [
      ...payments.map(({ id }) => [button(words.paymentButton({ id }), paymentCallbacks.payment({ payment: id }))]),
      ...receipts.map(({ id, amount, returned }) => [
        button(`🧾 R-${id}`, paymentCallbacks.receipt({ receipt: id })),
        ...(amount !== null && returned < amount
          ? [button(words.refundButton.whole, paymentCallbacks.refund({ receipt: id, part: false, hand: false }))]
          : []),
      ]),
    ],
  };
}
