import { listReservations } from '../../usecases/reservations/list-reservations';
import { callbacks } from '../callbacks';
import { screen, type Visit } from './screen';
import { button, pager, type View } from './view';

const PAGE_SIZE = 8;

export const numbersScreen = screen('numbers', (visit, { page }) => listView(visit, 'mine', page));
export const historyScreen = screen('history', (visit, { page }) => listView(visit, 'history', page));

async function listView({ app, user, texts }: Visit, which: 'mine' | 'history', wanted: number): Promise<View> {
  const pageOf = (page: number) => listReservations(app, { userId: user.id, which, page, pageSize: PAGE_SIZE });
  let page = wanted;
  let { items, total } = await pageOf(page);
  if (items.length === 0 && total > 0) {
    page = Math.ceil(total / PAGE_SIZE) - 1;
    ({ items, total } = await pageOf(page));
  }
  const linkTo = which === 'mine' ? callbacks.numbers : callbacks.history;
  const empty = which === 'mine' ? texts.noOpenNumbers : texts.noHistory;
  const other =
    which === 'mine'
      ? button(texts.historyButton, callbacks.history({ page: 0 }))
      : button(texts.openButton, callbacks.numbers({ page: 0 }));
  return {
    text: total === 0 ? empty : texts.numbersScreen({ which, total }),
    buttons: [
      ...items.map((item) => {
        const mark = item.resaleKeyName === null ? '' : ` · ${texts.byKey(item.resaleKeyName)}`;
        return [button(`${texts.numberRow(item)}${mark}`, callbacks.card({ reservation: item.id }))];
      }),
      ...pager(texts, { page, pageSize: PAGE_SIZE, total }, (to) => linkTo({ page: to })),
      ...(total === 0 && which === 'mine'
        ? [[button(texts.homeButtons.services, callbacks.services({ page: 0, favourites: false, query: false }))]]
        : []),
      [other],
      [button(texts.back, callbacks.home())],
    ],
  };
}
