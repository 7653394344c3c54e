import { readUserCard } from '../../../database/queries/user-card';
import type { FoundUser } from '../../../database/queries/user-search';
import { parseAmount } from '../../../domain/money/money';
import { addBalance } from '../../../usecases/wallet/add-balance';
import { deductBalance } from '../../../usecases/wallet/deduct-balance';
import { LARGEST_MANUAL_AMOUNT } from '../../../usecases/wallet/manual-transfer';
import { lines } from '../../texts/rich';
import { amountField, choiceField, textField } from '../forms/fields';
import type { Filled, Form, FormEnd } from '../forms/form';
import type { AdminVisit } from '../section';
import { peopleCallbacks } from './people-callbacks';
import { LONGEST_REASON } from './read-gift';

/**
 * Gives money to a user, or takes it. The key of the act is made when the form opens, so that a step which is handled twice
 * moves the money once. Amount and reason that were given before it opened (`subject`) are not asked for.
 */
export function balanceForm(act: 'add' | 'deduct'): Form {
  return {
    async open(visit, subject) {
      const userId = BigInt(String(subject.user));
      const card = await readUserCard(visit.app.db, userId);
      if (!card) return undefined;
      const { people } = visit.panel;
      const name = nameOf(card);
      const { amount, reason } = subject;
      const given = amount === undefined ? undefined : { amount: BigInt(String(amount)), reason: String(reason) };
      return {
        title: given
          ? people.giveTitle({ ...given, name, available: card.available })
          : people.balanceTitle[act]({ name, available: card.available }),
        fields: [
          ...(given
            ? []
            : [
                amountField(visit, { name: 'amount', label: people.amount, most: LARGEST_MANUAL_AMOUNT }),
                textField(visit, { name: 'reason', label: people.reason, most: LONGEST_REASON }),
              ]),
          choiceField(visit, {
            name: 'sure',
            confirms: true,
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
    amount: subject.amount === undefined ? parseAmount(values.amount!)! : BigInt(String(subject.amount)),
    reason: values.reason ?? String(subject.reason),
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

/** Somebody and what they have, as a button. */
export function personLabel({ format }: AdminVisit, user: FoundUser): string {
  return `👤 ${format.name(nameOf(user), 32)} · ${format.money(user.available)}`;
}
