import type { RenderedMessage } from '../../ports/rendered-message';
import type { ReservationView } from '../../usecases/reservations/reservation-view';
import type { NoticeView } from '../notices/reservation-notices';
import { cardView, numberRow } from '../screens/card-view';
import type { Visit } from '../screens/screen';
import type { View } from '../screens/view';
import { textsFor } from '../texts';
import type { Rendering } from './kinds';
import { type MessagePayload, putRow, type ScreenPayload } from './put';

/** What a screen or a notice is made from. */
export type Looking = Pick<Visit, 'app' | 'texts' | 'settings'>;
interface AboutReservation {
  readonly reservationId: bigint;
  readonly messageId?: bigint;
  /** A code stands in the chat as this message, with the live buttons of its number. */
  readonly codeAt?: number;
}

export async function lookingFor({ app, language }: Rendering): Promise<Looking> {
  const [settings, own] = await Promise.all([app.settings(), app.customTexts()]);
  return { app, texts: textsFor(language, app.currency, own), settings };
}

export function contentOf({ text, buttons }: View): RenderedMessage {
  return { text: text.text, entities: text.entities, keyboard: buttons };
}

export async function renderNotice(
  o: Rendering,
  { reservationId: id, messageId = 0n }: AboutReservation,
  view: NoticeView,
): Promise<RenderedMessage | undefined> {
  const looking = await lookingFor(o);
  const reservation = await ownReservation(o, id);
  const seen = reservation && view(looking, reservation, messageId);
  return seen && contentOf(seen);
}

/** Brings the card of a reservation up to date, wherever it is shown; put when a notice about it was sent. */
export async function renderCard(
  o: Rendering,
  { reservationId: id, codeAt = 0 }: AboutReservation,
): Promise<RenderedMessage | undefined> {
  const looking = await lookingFor(o);
  const reservation = await ownReservation(o, id);
  const edit = reservation && (await o.app.db.cards.find(reservation.id));
  if (edit === undefined) return undefined;
  const view = cardView(looking, reservation!);
  // One that was opened below the code since is the newest message, and keeps its buttons.
  return { ...contentOf(edit < codeAt ? { ...view, buttons: numberRow(looking.texts, reservation!) } : view), edit };
}

/** One fact, one message: on the card where one is on display, else as a notice of its own. */
export async function renderOnce(
  o: Rendering,
  about: AboutReservation,
  view: NoticeView,
): Promise<RenderedMessage | undefined> {
  const card = await renderCard(o, about);
  return card ? { ...card, orSend: true } : renderNotice(o, about, view);
}

/** An answer as it was put; one that shows a card and comes late, as the card stands by now. */
export async function renderAnswer(o: Rendering, message: MessagePayload): Promise<RenderedMessage> {
  if (!o.isRepeated || !message.shown?.card) return message;
  const looking = await lookingFor(o);
  const reservation = await ownReservation(o, BigInt(message.shown.card));
  return reservation ? { ...message, ...contentOf(cardView(looking, reservation)) } : message;
}

/** The card comes next. After a code, whose SMS is given, what stands above it in the chat keeps a copy button only. */
export async function putCard(
  o: Rendering,
  { reservationId, messageId: smsId }: AboutReservation,
  messageId?: number,
): Promise<void> {
  const code = smsId === undefined ? {} : { smsId, messageId };
  await o.putCard({ key: `card:${o.key}`, userId: personOf(o), reservationId, ...code });
}

/** A screen goes to where the living message is by now. */
export async function renderScreen(o: Rendering, { message, target }: ScreenPayload): Promise<RenderedMessage> {
  const living = await livingMessage(o);
  const isInReach = living !== undefined && (target.kind === 'living' || living > target.messageId);
  return isInReach ? { ...message, edit: living, orSend: true } : message;
}

/**
 * The living message moved below what the person typed: the one above goes, unless it is the card of a number. Done again
 * after a crash it does nothing: whatever was sent since stands below those words.
 */
export async function takeAway(o: Rendering, { target }: ScreenPayload): Promise<void> {
  if (target.kind !== 'after') return;
  const living = await livingMessage(o);
  if (living === undefined || living > target.messageId) return;
  const userId = personOf(o);
  if (await o.app.db.cards.isCard({ userId, messageId: living })) return;
  const payload: RenderedMessage = { text: '', delete: [living] };
  await putRow(o.app, { key: `moved:${o.key}`, lane: 0, userId, kind: 'message', payload });
}

/** Remembers which message is the living one, and which reservation it shows. */
export async function rememberShown(
  o: Rendering,
  { shown, edit }: Pick<MessagePayload, 'shown' | 'edit'>,
  messageId: number | undefined,
): Promise<void> {
  const shownAt = messageId ?? edit;
  if (o.userId === null || !shown || shownAt === undefined) return;
  const { db, clock } = o.app;
  const now = clock.now();
  const reservationId = shown.card === null ? null : BigInt(shown.card);
  await Promise.all([
    db.dialogues.setLivingMessage(o.userId, shownAt, now),
    db.cards.setShown({ userId: o.userId, messageId: shownAt, reservationId, now }),
  ]);
}

async function livingMessage(o: Rendering): Promise<number | undefined> {
  return (await o.app.db.dialogues.find(personOf(o)))?.screenMessageId ?? undefined;
}

async function ownReservation(o: Rendering, id: bigint): Promise<ReservationView | undefined> {
  const userId = personOf(o);
  const reservation = await o.reservationOf(id);
  return reservation?.userId === userId ? reservation : undefined;
}

function personOf({ key, userId }: Rendering): bigint {
  if (userId === null) throw new Error(`the outbox row ${key} names no user`);
  return userId;
}
