import { listReservations } from '../../usecases/reservations/list-reservations';
import { findReservation } from '../../usecases/reservations/reservation-view';
import { callbacks } from '../callbacks';
import { cardView } from './card-view';
import { screen, type Visit } from './screen';
import { button, pager, type View } from './view';

const PAGE_SIZE = 8;

export const numbersScreen = screen('numbers', (visit, { page }) => listView(visit, OPEN, page));
export const historyScreen = screen('history', (visit, { page, from }) => listView(visit, from, page));

/** Stands for the list of open numbers where a door of the history may stand. */
const OPEN = 'list';

/** Where the history was opened, and where Back leads. */
const HISTORY_DOORS: Readonly<Record<string, string>> = {
  home: callbacks.home(),
  numbers: callbacks.numbers({ page: 0 }),
  support: callbacks.support(),
};

const backFrom = (door: string) =>
  (Object.hasOwn(HISTORY_DOORS, door) ? HISTORY_DOORS[door] : undefined) ?? callbacks.home();

/** The card of a reservation as it is, with the way back to the page of the list where it was pressed. */
export const listedCardScreen = screen('listedCard', async (visit, { reservation: id, page, from }) => {
  const reservation = await findReservation(visit.app, { id, userId: visit.user.id });
  if (!reservation) return { go: callbacks.card({ reservation: id }) };
  const list = from === OPEN ? callbacks.numbers({ page }) : callbacks.history({ page, from });
  return cardView(visit, reservation, list);
});

async function listView({ app, user, texts }: Visit, door: string, wanted: number): Promise<View> {
  const which = door === OPEN ? 'mine' : 'history';
  const pageOf = (page: number) => listReservations(app, { userId: user.id, which, page, pageSize: PAGE_SIZE });
  let page = wanted;
  let { items, total } = await pageOf(page);
  if (items.length === 0 && total > 0) {
    page = Math.ceil(total / PAGE_SIZE) - 1;
    ({ items, total } = await pageOf(page));
  }
  const linkTo = (to: number) =>
    which === 'mine' ? callbacks.numbers({ page: to }) : callbacks.history({ page: to, from: door });
  const empty = which === 'mine' ? texts.noOpenNumbers : texts.noHistory;
  const other =
    which === 'mine'
      ? button(texts.historyButton, callbacks.history({ page: 0, from: 'numbers' }))
      : button(texts.openButton, callbacks.numbers({ page: 0 }));
  return {
    text: total === 0 ? empty : texts.numbersScreen({ which, total }),
    buttons: [
      ...items.map((item) => {
        const mark = item.resaleKeyName === null ? '' : ` · ${texts.byKey(item.resaleKeyName)}`;
        const at = which === 'history' ? item.createdAt : null;
        const card = callbacks.listedCard({ reservation: item.id, page, from: door });
        return [button(`${texts.numberRow({ ...item, at })}${mark}`, card)];
      }),
      ...pager(texts, { page, pageSize: PAGE_SIZE, total }, linkTo),
      ...(total === 0 && which === 'mine'
        ? [[button(texts.homeButtons.services, callbacks.services({ page: 0, favourites: false, query: false }))]]
        : []),
      [other],
      [button(texts.back, which === 'mine' ? callbacks.home() : backFrom(door))],
    ],
  };
}
