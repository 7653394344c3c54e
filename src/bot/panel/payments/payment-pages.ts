import {
  type RefundRow,
  readPaymentsByIds,
  readReceipts,
  readReceiptsByIds,
  readRefunds,
} from '../../../database/queries/payment-lists';
import { askAboutPayment } from '../../../usecases/payments/read-invoice';
import { button } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import { peopleCallbacks } from '../people/people-callbacks';
import type { AdminVisit, PanelAnswer } from '../section';
import { wayBack } from '../way-back';
import { paymentCallbacks as callbacks } from './payment-callbacks';

const MOST = 10;

/** One receipt, one payment. */
export const moneyPages = {
  async receipt(visit: AdminVisit, { receipt: id }: { receipt: bigint }): Promise<PanelAnswer> {
    const { app, panel } = visit;
    const words = panel.payments;
    const [receipt] = await readReceiptsByIds(app.db, [id]);
    if (!receipt) return { go: callbacks.home(), toast: panel.common.gone };
    const refunds = await readRefunds(app.db, { filter: { receiptId: id }, page: { limit: MOST, backward: false } });
    const { amount, returned, userId, paymentId, unclaimed } = receipt;
    const isLeft = amount !== null && returned < amount;
    const refund = (o: { part: boolean; hand: boolean }) => callbacks.refund({ receipt: id, ...o });
    return {
      text: lines(
        bold(words.receiptTitle({ id })),
        words.receipt(receipt),
        unclaimed !== null && words.unclaimedWhy({ why: words.unclaimedReasons[unclaimed] ?? unclaimed }),
        refunds.rows.length > 0 && '',
        ...refunds.rows.map((row) => refundLine(visit, row)),
      ),
      buttons: [
        ...(amount === null ? [[button(words.assignButton, callbacks.assign({ receipt: id }))]] : []),
        ...(isLeft
          ? [
              [
                button(words.refundButton.whole, refund({ part: false, hand: false })),
                button(words.refundButton.part, refund({ part: true, hand: false })),
              ],
              [button(words.refundButton.byHand, refund({ part: true, hand: true }))],
            ]
          : []),
        [
          ...(userId === null ? [] : [button(words.userButton, peopleCallbacks.card({ user: userId }))]),
          ...(paymentId === null
            ? []
            : [button(words.paymentButton({ id: paymentId }), callbacks.payment({ payment: paymentId }))]),
        ],
        [
          button(panel.common.refresh, callbacks.receipt({ receipt: id })),
          ...wayBack(visit, callbacks.receipts({ page: 0, open: amount === null })),
        ],
      ].filter((row) => row.length > 0),
    };
  },

  async payment(visit: AdminVisit, { payment: id }: { payment: bigint }): Promise<PanelAnswer> {
    const { app, panel, format } = visit;
    const words = panel.payments;
    const [payment] = await readPaymentsByIds(app.db, [id]);
    if (!payment) return { go: callbacks.home(), toast: panel.common.gone };
    const receipts = await readReceipts(app.db, { filter: { paymentId: id }, page: { limit: MOST, backward: false } });
    return {
      text: lines(
        bold(words.paymentTitle({ id })),
        words.payment({ ...payment, status: words.statuses[payment.status] }),
        receipts.rows.length === 0 && words.nothingCame,
      ),
      buttons: [
        ...receipts.rows.map((row) => [
          button(
            `R-${row.id} · ${row.amount === null ? '❓' : format.money(row.amount)}`,
            callbacks.receipt({ receipt: row.id }),
          ),
        ]),
        ...(payment.externalId === null ? [] : [[button(words.askButton, callbacks.ask({ payment: id }))]]),
        [button(words.userButton, peopleCallbacks.card({ user: payment.userId }))],
        wayBack(visit, callbacks.ofUser({ user: payment.userId })),
      ],
    };
  },

  async ask(visit: AdminVisit, { payment: id }: { payment: bigint }): Promise<PanelAnswer> {
    const { app, panel } = visit;
    const interim = async () => ({ text: lines(panel.payments.asking), buttons: [] });
    const isAsked = await visit.whileWaiting(askAboutPayment(app, id), interim);
    return {
      go: callbacks.payment({ payment: id }),
      toast: isAsked ? panel.payments.asked : panel.payments.nobodyToAsk,
    };
  },

  refund: async (
    _visit: AdminVisit,
    { receipt, part, hand }: { receipt: bigint; part: boolean; hand: boolean },
  ): Promise<PanelAnswer> => ({ form: { form: 'payments.refund', subject: { receipt: String(receipt), part, hand } } }),

  assign: async (_visit: AdminVisit, { receipt }: { receipt: bigint }): Promise<PanelAnswer> => ({
    form: { form: 'payments.assign', subject: { receipt: String(receipt) } },
  }),
};

function refundLine({ panel }: AdminVisit, { amount, state, createdAt, problem, reference }: RefundRow) {
  const words = panel.payments;
  return words.refundLine({
    amount,
    state: words.refundStates[state],
    at: createdAt,
    note: problem ?? reference ?? '',
  });
}
