import type { ReservationView } from '../../usecases/reservations/reservation-view';
import { anew, callbacks } from '../callbacks';
import type { Looking } from '../outbox/shown';
import { cardView, claimableMessage, copyMessageRow } from '../screens/card-view';
import { button, copyRow, type View } from '../screens/view';
import { shortened } from '../texts/rich';

/** Room for the lines around the text of an SMS within one message of Telegram's. */
const MAX_SMS = 3500;

/**
 * What a notice says, as things stand when it is sent. Undefined: there is nothing to say any more. Buttons open a
 * message of their own, since a code must stay where it is.
 */
export type NoticeView = (looking: Looking, reservation: ReservationView, messageId: bigint) => View | undefined;

export const codeReceived: NoticeView = ({ texts }, reservation, messageId) => {
  const applied = reservation.messages.filter(({ status }) => status === 'APPLIED');
  const message = applied.find(({ id }) => id === messageId);
  if (!message) return undefined;
  const { canAskForMore } = reservation;
  const more = button(texts.cardButtons.more, anew(callbacks.more({ reservation: reservation.id })));
  return {
    text: texts.codeMessage({
      ...reservation,
      ...message,
      text: shortened(message.text, MAX_SMS).text,
      isPaid: applied[0] === message,
      until: reservation.expiresAt,
      canAskForMore,
    }),
    buttons: [
      ...copyMessageRow(texts, message),
      [...(canAskForMore ? [more] : []), buyAgain(texts, reservation)],
      [button(texts.problemButton, anew(callbacks.supportAbout({ about: 'order', id: reservation.id })))],
      leave(texts),
    ],
  };
};

/** A code that a newer one stands below: it stays readable, and can be copied. */
export const earlierCode: NoticeView = (looking, reservation, messageId) => {
  const view = codeReceived(looking, reservation, messageId);
  const message = reservation.messages.find(({ id }) => id === messageId);
  return view && message && { ...view, buttons: copyMessageRow(looking.texts, message) };
};

export const lateCode: NoticeView = (looking, reservation) => {
  const { texts, settings } = looking;
  const message = claimableMessage(looking, reservation);
  if (!message || !reservation.endedAt) return undefined;
  const claimUntil = new Date(reservation.endedAt.getTime() + settings.lateCodeWindowS * 1000);
  const claim = button(texts.cardButtons.claim(reservation.price), callbacks.claim({ message: message.id }));
  return { text: texts.lateCode({ ...reservation, claimUntil }), buttons: [[claim], leave(texts)] };
};

export const numberArrived: NoticeView = ({ app, texts }, reservation) => {
  if (reservation.stage !== 'WAITING_CODE' || !reservation.phone) return undefined;
  const open = button(texts.cardButtons.open, anew(callbacks.card({ reservation: reservation.id })));
  return {
    text: texts.numberArrived({ ...reservation, until: reservation.expiresAt, now: app.clock.now() }),
    buttons: [...copyRow(texts.cardButtons.copyNumber, `+${reservation.phone}`), [open], leave(texts)],
  };
};

export const reservationEnded: NoticeView = (looking, reservation) => {
  const { texts } = looking;
  if (reservation.stage !== 'EXPIRED' && reservation.stage !== 'CANCELED') return undefined;
  return {
    text: cardView(looking, { ...reservation, messages: [] }).text,
    buttons: [[buyAgain(texts, reservation)], leave(texts)],
  };
};
function buyAgain(texts: Looking['texts'], { offerId: offer }: ReservationView) {
  return button(texts.cardButtons.again, anew(callbacks.offer({ offer, page: 0, from: 0 })));
}

function leave(texts: Looking['texts']) {
  return [
    button(texts.homeButtons.numbers, anew(callbacks.numbers({ page: 0 }))),
    button(texts.home, anew(callbacks.home())),
  ];
}
