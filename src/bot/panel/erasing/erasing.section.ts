import { readUserCard } from '../../../database/queries/user-card';
import { eraseUser } from '../../../usecases/users/erase-user';
import { callbackData } from '../../callback-data';
import { lines } from '../../texts/rich';
import { choiceField } from '../forms/fields';
import type { Filled, Form, FormEnd } from '../forms/form';
import { nameOf } from '../people/balance-form';
import { peopleCallbacks } from '../people/people-callbacks';
import { type AdminVisit, section } from '../section';

export const erasingCallbacks = { ask: callbackData('AER', { user: 'bigId' }) } as const;

/** Asks once, since it cannot be undone; with money on the balance it says so. */
const eraseForm: Form = {
  async open(visit, { user }) {
    const card = await readUserCard(visit.app.db, BigInt(String(user)));
    if (!card || card.telegramId === null) return undefined;
    const { erasing } = visit.panel;
    const options = [
      { value: 'keep', label: erasing.confirm },
      ...(card.available > 0n ? [{ value: 'forfeit', label: erasing.confirmForfeit }] : []),
    ];
    return {
      title: erasing.title({ name: nameOf(card), available: card.available }),
      fields: [choiceField(visit, { name: 'sure', label: erasing.button, hint: erasing.hint, options })],
      cancelTo: peopleCallbacks.card({ user: card.id }),
    };
  },
  submit: erase,
};

async function erase({ app, author, panel }: AdminVisit, { subject, values }: Filled): Promise<FormEnd> {
  const { erasing, common } = panel;
  const userId = BigInt(String(subject.user));
  const outcome = await eraseUser(app, { userId, forfeit: values.sure === 'forfeit', ...author });
  const go = peopleCallbacks.list({ page: 0, query: false });
  const card = peopleCallbacks.card({ user: userId });
  switch (outcome.kind) {
    case 'erased': {
      const lost = outcome.lostPosts > 0 ? ` ${erasing.lost({ lost: outcome.lostPosts })}` : '';
      return { kind: 'done', go, toast: `${erasing.erased({ posts: outcome.posts })}${lost}` };
    }
    case 'still_receiving':
      return { kind: 'stopped', text: lines(erasing.stillReceiving(outcome)), go: card };
    case 'has_money':
      return { kind: 'stopped', text: lines(erasing.hasMoney(outcome)), go: card };
    case 'already_erased':
    case 'user_not_found':
      return { kind: 'stopped', text: lines(common.gone), go };
  }
}

/** Reached from the card of a user. */
export const erasingSection = section({
  name: 'erasing',
  callbacks: erasingCallbacks,
  pages: { ask: async (_visit, { user }) => ({ form: { form: 'erasing.erase', subject: { user: String(user) } } }) },
  forms: { erase: eraseForm },
});
