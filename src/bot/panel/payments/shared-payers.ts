import { rowsFor } from '../../../database/queries/rows-for';
import { readSharedPayers } from '../../../database/queries/shared-payers';
import { button } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import { nameOf } from '../people/balance-form';
import { peopleCallbacks } from '../people/people-callbacks';
import type { AdminVisit, PanelAnswer } from '../section';
import { wayBack } from '../way-back';
import { paymentCallbacks as callbacks } from './payment-callbacks';

const MOST = 10;
const MOST_USERS = 20;

/** Cards and accounts that paid for several users, with these users. */
export const sharedPayerPages = {
  async shared(visit: AdminVisit): Promise<PanelAnswer> {
    const { app, panel, format } = visit;
    const words = panel.payments;
    const rows = await readSharedPayers(app.db, MOST);
    const ids = [...new Set(rows.flatMap(({ userIds }) => userIds))].slice(0, MOST_USERS);
    const users = await rowsFor(app).users(ids);
    return {
      text: lines(
        bold(words.sharedButton),
        words.sharedHint,
        rows.length === 0 && panel.common.nothing,
        ...rows.map((row) => words.shared({ ...row, users: row.userIds.length })),
      ),
      buttons: [
        ...users.map((user) => [
          button(`👤 ${format.name(nameOf(user), 40)}`, peopleCallbacks.card({ user: user.id })),
        ]),
        wayBack(visit, callbacks.home()),
      ],
    };
  },
};
