import { readUserCard } from '../../../database/queries/user-card';
import { parseAmount } from '../../../domain/money/money';
import { addBalance } from '../../../usecases/wallet/add-balance';
import { deductBalance } from '../../../usecases/wallet/deduct-balance';
import { LARGEST_MANUAL_AMOUNT } from '../../../usecases/wallet/manual-transfer';
import { lines } from '../../texts/rich';
import { amountField, choiceField, textField } from '../forms/fields';
import type { Filled, Form, FormEnd } from '../forms/form';
import type { AdminVisit } from '../section';
import { peopleCallbacks } from './people-callbacks';

/**
 * Gives money to a user, or takes it. The key of the act is made when the form opens, so that a step which is handled twice
 * moves the money once.
 */
export function balanceForm(act: 'add' | 'deduct'): Form {
  return {
    async open(visit, subject) {
      const userId = BigInt(String(subject.user));
      const card = await readUserCard(visit.app.db, userId);
      if (!card) return undefined;
      const { people } = visit.panel;
      const name = nameOf(card);
      return {
        title: people.balanceTitle[act]({ name, available: card.available }),
        fields: [
          amountField(visit, { name: 'amount', label: people.amount, most: LARGEST_MANUAL_AMOUNT }),
          textField(visit, { name: 'reason', label: people.reason, most: 200 }),
          choiceField(visit, {
            name: 'sure',
            label: people.confirm[act],
            hint: people.confirmHint,
            options: [{ value: 'yes', label: people.confirm[act] }],
          }),
        ],
        cancelTo: peopleCallbacks.card({ user: userId }),
      };
    },
    submit: (visit, filled) => move(visit, filled, act),
  };
}

async function move(visit: AdminVisit, { subject, values, nonce }: Filled, act: 'add' | 'deduct'): Promise<FormEnd> {
  const { app, author, panel } = visit;
  const { people, common } = panel;
  const userId = BigInt(String(subject.user));
  const order = {
    ...author,
    key: `panel:${userId}:${nonce}`,
    userId,
    amount: parseAmount(values.amount!)!,
    reason: values.reason!,
  };
  const outcome = await (act === 'add' ? addBalance(app, order) : deductBalance(app, order));
  const go = peopleCallbacks.card({ user: userId });
  switch (outcome.kind) {
    case 'added':
    case 'deducted':
    case 'repeated':
      app.wake('outbox');
      return { kind: 'done', go, toast: people.moved[act]({ amount: order.amount }) };
    case 'insufficient_funds':
      return { kind: 'ask_again', field: 'amount', text: people.notEnough(outcome) };
    case 'bad_amount':
      return { kind: 'ask_again', field: 'amount', text: common.refusedBy(outcome.problem) };
    case 'key_conflict':
    case 'user_not_found':
      return { kind: 'stopped', text: lines(common.gone), go };
  }
}

export function nameOf(o: {
  firstName: string;
  lastName?: string | null;
  username: string | null;
  id: bigint;
}): string {
  const name = [o.firstName, o.lastName].filter(Boolean).join(' ') || `${o.id}`;
  return o.username ? `${name} (@${o.username})` : name;
}
