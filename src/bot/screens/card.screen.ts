import { findReservation } from '../../usecases/reservations/find-reservation';
import { callbacks } from '../callbacks';
import { cardView } from './card-view';
import { screen } from './screen';
import { button } from './view';

/** One reservation of one's own; another person's is as good as none. */
export const cardScreen = screen('card', async (visit, { reservation: id }) => {
  const reservation = await findReservation(visit.app, { id, userId: visit.user.id });
  if (reservation) return cardView(visit, reservation);
  const { texts } = visit;
  return {
    text: texts.gone,
    buttons: [
      [button(texts.homeButtons.numbers, callbacks.numbers({ page: 0 })), button(texts.home, callbacks.home())],
    ],
  };
});
