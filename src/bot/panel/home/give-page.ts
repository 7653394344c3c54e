import { findUsers } from '../../../database/queries/user-search';
import { button } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import { frameCallbacks } from '../frame-callbacks';
import { personLabel } from '../people/balance-form';
import { peopleCallbacks } from '../people/people-callbacks';
import { readGift } from '../people/read-gift';
import type { AdminVisit, PanelAnswer } from '../section';

const MOST_FOUND = 8;

/** "@vera 5 late refund": the balance form of the one user who is meant, all filled in but for the confirmation. */
export async function givePage(visit: AdminVisit): Promise<PanelAnswer> {
  const { app, panel, words } = visit;
  const typed = readGift(words);
  if (!typed) return explained(visit, panel.find.howToAdd);
  const { items } = await findUsers(app.db, { words: typed.whom, page: 0, pageSize: MOST_FOUND });
  const [only] = items;
  if (!only) return explained(visit, panel.find.nobody({ words: typed.whom }));
  const { amount } = typed;
  if (items.length === 1) return { go: peopleCallbacks.give({ user: only.id, amount }) };
  return {
    text: lines(bold(panel.find.addTitle), '', panel.find.whichOne({ words: typed.whom })),
    buttons: [
      ...items.map((user) => [button(personLabel(visit, user), peopleCallbacks.give({ user: user.id, amount }))]),
      [button(panel.common.panel, frameCallbacks.home())],
    ],
    takes: { query: words },
  };
}

function explained({ panel }: AdminVisit, why: string): PanelAnswer {
  return {
    text: lines(bold(panel.find.addTitle), '', why),
    buttons: [[button(panel.common.panel, frameCallbacks.home())]],
  };
}
