import { readReceiptsByIds } from '../../../database/queries/payment-lists';
import { readUserCard } from '../../../database/queries/user-card';
import { findUsers } from '../../../database/queries/user-search';
import { parseAmount } from '../../../domain/money/money';
import { worthOf } from '../../../domain/payment/quote';
import { assignReceipt } from '../../../usecases/payments/assign-receipt';
import { refundReceipt } from '../../../usecases/payments/refund-receipt';
import { lines } from '../../texts/rich';
import { amountField, choiceField, pickField, textField } from '../forms/fields';
import type { Form, Option } from '../forms/form';
import { nameOf } from '../people/balance-form';
import type { AdminVisit } from '../section';
import { paymentCallbacks as callbacks } from './payment-callbacks';

const MOST_USERS = 12;

/** Gives a receipt back, whole or in part, by its provider or by the operator's own hand. */
export const refundForm: Form = {
  async open(visit, { receipt, part, hand }) {
    const id = BigInt(String(receipt));
    const [row] = await readReceiptsByIds(visit.app.db, [id]);
    if (!row || row.amount === null) return undefined;
    const words = visit.panel.payments;
    const most = row.amount - row.returned;
    const doIt = hand ? words.refundButton.byHand : words.refundSure;
    return {
      title: words.refundTitle({ id, most }),
      fields: [
        ...(part ? [amountField(visit, { name: 'amount', label: visit.panel.people.amount, most })] : []),
        ...(hand ? [textField(visit, { name: 'paidBy', label: words.paidBy, hint: words.paidByHint, most: 200 })] : []),
        textField(visit, { name: 'reason', label: visit.panel.people.reason, most: 200 }),
        choiceField(visit, {
          name: 'sure',
          confirms: true,
          label: doIt,
          hint: visit.panel.people.confirmHint,
          options: [{ value: 'yes', label: doIt }],
        }),
      ],
      cancelTo: callbacks.receipt({ receipt: id }),
    };
  },
  async submit({ app, author, panel }, { subject, values, nonce }) {
    const receiptId = BigInt(String(subject.receipt));
    const words = panel.payments;
    const outcome = await refundReceipt(app, {
      key: `panel:refund:${receiptId}:${nonce}`,
      receiptId,
      ...(values.amount === undefined ? {} : { amount: parseAmount(values.amount)! }),
      ...(values.paidBy === undefined ? {} : { paidBy: values.paidBy }),
      reason: values.reason!,
      ...author,
    });
    const go = callbacks.receipt({ receipt: receiptId });
    switch (outcome.kind) {
      case 'waiting':
      case 'repeated':
        return { kind: 'done', go, toast: subject.hand ? words.refundNoted : words.refundBegun };
      case 'too_much':
        return { kind: 'stopped', go, text: lines(words.refusals.too_much(outcome)) };
      case 'insufficient_funds':
        return { kind: 'stopped', go, text: lines(words.refusals.insufficient_funds(outcome)) };
      case 'only_whole':
      case 'only_by_hand':
      case 'in_progress':
        return { kind: 'stopped', go, text: lines(words.refusals[outcome.kind]) };
      default:
        return { kind: 'stopped', go, text: lines(panel.common.gone) };
    }
  },
};

/** Says whose unclaimed money it is, and what it is worth. */
export const assignForm: Form = {
  async open(visit, { receipt }) {
    const { app, panel } = visit;
    const id = BigInt(String(receipt));
    const [row] = await readReceiptsByIds(app.db, [id]);
    const method = row && (await app.db.payments.findMethod(row.methodId));
    if (!method || row.amount !== null) return undefined;
    const words = panel.payments;
    const worth = row.currency === method.currency ? worthOf(row.received, method.rate) : undefined;
    return {
      title: words.assignTitle({ id, amount: row.received, currency: row.currency }),
      fields: [
        pickField(visit, {
          name: 'user',
          label: words.userLabel,
          find: (typed) => usersFor(visit, typed),
          byValue: async (value) => userOption(visit, await readUserCard(app.db, BigInt(value))),
        }),
        amountField(visit, {
          name: 'amount',
          label: panel.people.amount,
          ...(worth ? { hint: words.worth({ amount: worth }) } : {}),
        }),
        choiceField(visit, {
          name: 'sure',
          confirms: true,
          label: words.assignButton,
          hint: panel.people.confirmHint,
          options: [{ value: 'yes', label: words.assignButton }],
        }),
      ],
      cancelTo: callbacks.receipt({ receipt: id }),
    };
  },
  async submit({ app, author, panel }, { subject, values }) {
    const receiptId = BigInt(String(subject.receipt));
    const order = { receiptId, userId: BigInt(values.user!), amount: parseAmount(values.amount!)!, ...author };
    const { kind } = await assignReceipt(app, order);
    const go = callbacks.receipt({ receipt: receiptId });
    if (kind === 'assigned' || kind === 'repeated') return { kind: 'done', go, toast: panel.payments.assigned };
    const text = kind === 'already_claimed' ? panel.payments.alreadyClaimed : panel.common.gone;
    return { kind: 'stopped', go, text: lines(text) };
  },
};

async function usersFor(visit: AdminVisit, words: string): Promise<Option[]> {
  const { items } = await findUsers(visit.app.db, { words: words || undefined, page: 0, pageSize: MOST_USERS });
  return items.flatMap((person) => userOption(visit, person) ?? []);
}

type Person = Parameters<typeof nameOf>[0];

function userOption({ format }: AdminVisit, person: Person | undefined): Option | undefined {
  return person && { value: String(person.id), label: format.name(nameOf(person), 48) };
}
