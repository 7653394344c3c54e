import type { MessageButton } from '../../ports/messenger';
import type { MessageView, ReservationView } from '../../usecases/reservations/reservation-view';
import { callbacks } from '../callbacks';
import { lines, shortened } from '../texts/rich';
import type { Visit } from './screen';
import { button, copyRow, type View } from './view';

/** A card shows so many messages at most, newest last, so that it fits into one message of Telegram's. */
const SHOWN_MESSAGES = 5;
const SHOWN_LENGTH = 600;

type Looking = Pick<Visit, 'app' | 'texts' | 'settings'>;

/** The card of a reservation as it stands now; `list`: where it was opened, to go back to. */
export function cardView(looking: Looking, reservation: ReservationView, list?: string): View {
  const { app, texts } = looking;
  const applied = reservation.messages.filter(({ status }) => status === 'APPLIED');
  const facts = {
    ...reservation,
    until: reservation.expiresAt,
    now: app.clock.now(),
    messages: applied
      .slice(-SHOWN_MESSAGES)
      .map((message) => ({ ...message, text: shortened(message.text, SHOWN_LENGTH).text })),
  };
  const late = claimableMessage(looking, reservation);
  return {
    text: lines(
      texts.card[reservation.stage](facts),
      reservation.resaleKeyName !== null && texts.byKey(reservation.resaleKeyName),
      late && texts.lateOnCard(reservation),
    ),
    buttons: [
      ...buttonsOf(looking, reservation, applied.at(-1), late),
      [button(texts.problemButton, callbacks.supportAbout({ about: 'order', id: reservation.id }))],
      ...leave(looking, list),
    ],
    card: reservation.id,
  };
}

/** The late message that can still be taken, if there is one. */
export function claimableMessage({ app, settings }: Looking, reservation: ReservationView): MessageView | undefined {
  const { endedAt, stage, messages } = reservation;
  if (!endedAt || (stage !== 'EXPIRED' && stage !== 'CANCELED')) return undefined;
  if (endedAt.getTime() + settings.lateCodeWindowS * 1000 <= app.clock.now().getTime()) return undefined;
  return messages.findLast(({ status }) => status === 'LATE');
}

function buttonsOf(
  { texts }: Looking,
  reservation: ReservationView,
  last: MessageView | undefined,
  late: MessageView | undefined,
): MessageButton[][] {
  const labels = texts.cardButtons;
  const id = { reservation: reservation.id };
  const refresh = button(texts.refresh, callbacks.card(id));
  const again = button(labels.again, callbacks.offer({ offer: reservation.offerId, page: 0, from: 0 }));
  const copyNumber = numberRow(texts, reservation);
  switch (reservation.stage) {
    case 'REQUESTED':
      return [[refresh]];
    case 'CANCEL_PENDING':
      return [...copyNumber, [refresh]];
    case 'WAITING_CODE':
      return [
        ...copyNumber,
        [button(labels.change, callbacks.change(id)), button(labels.cancel, callbacks.cancel(id))],
        [refresh],
      ];
    case 'COMPLETED':
      return [
        ...(last ? copyMessageRow(texts, last) : []),
        ...(reservation.canAskForMore ? [...copyNumber, [button(labels.more, callbacks.more(id)), refresh]] : []),
        [again],
      ];
    case 'EXPIRED':
    case 'CANCELED':
      return [
        ...(late ? [[button(labels.claim(reservation.price), callbacks.claim({ message: late.id }))]] : []),
        reservation.replacedById
          ? [button(labels.openNew, callbacks.card({ reservation: reservation.replacedById }))]
          : [again],
      ];
  }
}

export function numberRow(texts: Looking['texts'], { phone }: ReservationView): MessageButton[][] {
  return phone ? copyRow(texts.cardButtons.copyNumber, `+${phone}`) : [];
}

/** Copies the code, or the whole text when no code was found in it. */
export function copyMessageRow(
  texts: Looking['texts'],
  { code, text }: { code: string | null; text: string },
): MessageButton[][] {
  return code ? copyRow(texts.cardButtons.copyCode(code), code) : copyRow(texts.cardButtons.copyText, text);
}

function leave({ texts }: Looking, list: string | undefined): MessageButton[][] {
  const numbers = button(texts.homeButtons.numbers, callbacks.numbers({ page: 0 }));
  return [[list === undefined ? numbers : button(texts.back, list), button(texts.home, callbacks.home())]];
}
