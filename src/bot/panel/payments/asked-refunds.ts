import {
  type RefundRequestRow,
  readRefundRequests,
  readRefundRequestsByIds,
} from '../../../database/queries/refund-requests';
import { approveRefundRequest, refuseRefundRequest } from '../../../usecases/payments/answer-refund-request';
import { button } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import { choiceField, textField } from '../forms/fields';
import type { Form } from '../forms/form';
import { nameOf } from '../people/balance-form';
import { peopleCallbacks } from '../people/people-callbacks';
import type { AdminVisit, PanelAnswer } from '../section';
import { wayBack } from '../way-back';
import { paymentCallbacks as callbacks } from './payment-callbacks';

const MOST = 30;

/** What buyers asked to have back: the oldest that waits first. */
export const askedRefundPages = {
  async asked(visit: AdminVisit): Promise<PanelAnswer> {
    const { app, panel } = visit;
    const words = panel.payments;
    const filter = { states: ['WAITING'] } as const;
    const page = { limit: MOST, backward: false };
    const { rows } = await readRefundRequests(app.db, { filter, sort: 'OLDEST', page });
    return {
      text: lines(bold(words.askedTitle), words.askedHint, rows.length === 0 && panel.common.nothing),
      buttons: [
        ...rows.map((row) => [button(lineOf(visit, row), callbacks.askedCard({ request: row.id }))]),
        wayBack(visit, callbacks.home()),
      ],
    };
  },

  async askedCard(visit: AdminVisit, { request: id }: { request: bigint }): Promise<PanelAnswer> {
    const { app, panel, format } = visit;
    const words = panel.payments;
    const [row] = await readRefundRequestsByIds(app.db, [id]);
    if (!row) return { go: callbacks.asked({ page: 0 }), toast: panel.common.gone };
    const isWaiting = row.state === 'WAITING';
    return {
      text: lines(
        bold(words.askedTitle),
        '',
        words.askedFacts({ ...row, name: format.name(nameOf({ ...row, id: row.userId }), 60), at: row.createdAt }),
        words.requestStates[row.state],
        row.reason !== '' && format.name(row.reason, 300),
      ),
      buttons: [
        ...(isWaiting
          ? [
              [
                button(words.approveButton({ amount: row.amount }), callbacks.approve({ request: id })),
                button(words.refuseButton, callbacks.refuse({ request: id })),
              ],
            ]
          : []),
        [
          button(words.userButton, peopleCallbacks.card({ user: row.userId })),
          button(`🧾 R-${row.receiptId}`, callbacks.receipt({ receipt: row.receiptId })),
        ],
        [
          button(panel.common.refresh, callbacks.askedCard({ request: id })),
          ...wayBack(visit, callbacks.asked({ page: 0 })),
        ],
      ],
    };
  },

  async approve(visit: AdminVisit, { request: id }: { request: bigint }): Promise<PanelAnswer> {
    const { app, panel, author } = visit;
    const outcome = await approveRefundRequest(app, { requestedId: id, ...author });
    return { go: callbacks.askedCard({ request: id }), toast: saidOf(panel.payments, outcome) };
  },

  refuse: async (_visit: AdminVisit, { request }: { request: bigint }): Promise<PanelAnswer> => ({
    form: { form: 'payments.refuse', subject: { request: String(request) } },
  }),
};

/** Says no, with what the buyer reads. */
export const refuseForm: Form = {
  async open(visit, { request }) {
    const id = BigInt(String(request));
    const [row] = await readRefundRequestsByIds(visit.app.db, [id]);
    if (row?.state !== 'WAITING') return undefined;
    const words = visit.panel.payments;
    return {
      title: words.refuseTitle({ amount: row.amount }),
      fields: [
        textField(visit, { name: 'reason', label: words.refuseReason, most: 200 }),
        choiceField(visit, {
          name: 'sure',
          confirms: true,
          label: words.refuseButton,
          hint: visit.panel.people.confirmHint,
          options: [{ value: 'yes', label: words.refuseButton }],
        }),
      ],
      cancelTo: callbacks.askedCard({ request: id }),
    };
  },
  async submit({ app, author, panel }, { subject, values }) {
    const requestedId = BigInt(String(subject.request));
    const kind = await refuseRefundRequest(app, { requestedId, reason: values.reason!, ...author });
    const go = callbacks.askedCard({ request: requestedId });
    const words = panel.payments;
    return { kind: 'done', go, toast: kind === 'refused' ? words.refusedSaid : words.answeredBefore };
  },
};

function lineOf({ format }: AdminVisit, row: RefundRequestRow): string {
  return `${format.money(row.amount)} · ${format.name(nameOf({ ...row, id: row.userId }), 24)} · ${format.name(row.methodName, 20)}`;
}

function saidOf(
  words: AdminVisit['panel']['payments'],
  outcome: Awaited<ReturnType<typeof approveRefundRequest>>,
): string {
  switch (outcome.kind) {
    case 'waiting':
    case 'repeated':
      return words.refundBegun;
    case 'too_much':
      return words.refusals.too_much(outcome);
    case 'insufficient_funds':
      return words.refusals.insufficient_funds(outcome);
    case 'only_whole':
    case 'only_by_hand':
    case 'in_progress':
      return words.refusals[outcome.kind];
    default:
      return words.answeredBefore;
  }
}
