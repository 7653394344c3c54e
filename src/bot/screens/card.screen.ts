import { askForMore } from '../../usecases/reservations/ask-for-more';
import { cancelReservation } from '../../usecases/reservations/cancel-reservation';
import { changeNumber } from '../../usecases/reservations/change-number';
import { claimLateCode } from '../../usecases/reservations/claim-late-code';
import { findReservation } from '../../usecases/reservations/reservation-view';
import { actKey } from '../act-key';
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

/** Each act ends on the card as it then stands, with a word about what happened. */
export const cancelScreen = screen('cancel', async ({ app, user, texts }, { reservation }) => {
  const outcome = await cancelReservation(app, { reservationId: reservation, userId: user.id });
  const dueAt = outcome.kind === 'pending' ? outcome.dueAt : null;
  const now = app.clock.now();
  return { go: callbacks.card({ reservation }), toast: texts.canceled[outcome.kind]({ dueAt, now }) };
});

export const changeScreen = screen('change', async (visit, { reservation }) => {
  const { app, user, texts } = visit;
  const now = app.clock.now();
  const key = actKey('change', user.id, reservation);
  const outcome = await changeNumber(app, { key, reservationId: reservation, userId: user.id });
  if (outcome.kind === 'changed' || outcome.kind === 'repeated') {
    // The new number has the deadline of the old one.
    const toast = texts.changed[outcome.kind]({ until: outcome.view.expiresAt, now });
    return { ...cardView(visit, outcome.view), toast };
  }
  const until = outcome.kind === 'too_early' ? outcome.until : null;
  return { go: callbacks.card({ reservation }), toast: texts.changed[outcome.kind]({ until, now }) };
});

export const moreScreen = screen('more', async ({ app, user, texts }, { reservation }) => {
  const outcome = await askForMore(app, { reservationId: reservation, userId: user.id });
  return { go: callbacks.card({ reservation }), toast: texts.asked[outcome.kind]() };
});

export const claimScreen = screen('claim', async ({ app, user, texts }, { message }) => {
  const key = actKey('claim', user.id, message);
  const outcome = await claimLateCode(app, { key, messageId: message, userId: user.id });
  const money =
    outcome.kind === 'insufficient_funds'
      ? { price: outcome.price, available: outcome.available }
      : { price: null, available: null };
  const toast = texts.claimed[outcome.kind](money);
  if (outcome.kind === 'claimed' || outcome.kind === 'repeated') {
    return { go: callbacks.card({ reservation: outcome.reservationId }), toast };
  }
  return { go: outcome.kind === 'insufficient_funds' ? callbacks.balance() : callbacks.numbers({ page: 0 }), toast };
});
