import {
  listTitledThreads,
  readSupportMessages,
  readTitledThread,
  type TitledThread,
} from '../../database/queries/support';
import type { SupportSubject } from '../../database/stores/support';
import { findReservation } from '../../usecases/reservations/reservation-view';
import { solveSupport } from '../../usecases/support/close-support';
import { callbacks } from '../callbacks';
import { lines, shortened } from '../texts/rich';
import { screen, type Visit } from './screen';
import { button, type View } from './view';

const THREADS_SHOWN = 6;
/** An answer was delivered whole; here it only reminds of itself. */
const MESSAGES_SHOWN = 5;
const MESSAGE_LENGTH = 600;

/** What a button says it is about: `receipt`, `payment` and `order` by their ids, `money` and `other` by none. */
export function readSubject(about: string, id: bigint): SupportSubject | undefined {
  switch (about) {
    case 'receipt':
      return { topic: 'PAYMENT', receiptId: id };
    case 'payment':
      return { topic: 'PAYMENT', paymentId: id };
    case 'order':
      return { topic: 'ORDER', reservationId: id };
    case 'money':
      return { topic: 'PAYMENT' };
    case 'other':
      return { topic: 'OTHER' };
    default:
      return undefined;
  }
}

/** What it may be about, and what was asked before. Somebody banned is heard about payments alone. */
export const supportScreen = screen('support', async ({ app, user, texts, settings }) => {
  const { items } = await listTitledThreads(app.db, { userId: user.id, page: 0, pageSize: THREADS_SHOWN });
  const others = [
    [button(texts.supportTopics.ORDER, callbacks.history({ page: 0, from: 'support' }))],
    [button(texts.supportTopics.OTHER, callbacks.supportAbout({ about: 'other', id: 0n }))],
  ];
  return {
    text: texts.supportScreen({ contact: settings.supportContact, hasThreads: items.length > 0 }),
    buttons: [
      [button(texts.supportTopics.PAYMENT, callbacks.paySupport())],
      ...(user.isBanned ? [] : others),
      ...items.map((thread) => [
        button(texts.supportThreadRow(thread), callbacks.supportThread({ thread: thread.id })),
      ]),
      [button(texts.helpButton, callbacks.help()), button(texts.home, callbacks.home())],
    ],
  };
});

/** Asks what is wrong; or goes on with the thread that is open about this very thing. */
export const supportAboutScreen = screen('supportAbout', async (visit, { about, id }) => {
  const { app, user } = visit;
  const subject = readSubject(about, id);
  if (!subject) return { go: callbacks.support() };
  const open = await app.db.support.findOpen(user.id, subject);
  if (open) return { go: callbacks.supportThread({ thread: open.id }) };
  return askView(visit, about, id, subject);
});

export async function askView(visit: Visit, about: string, id: bigint, subject: SupportSubject): Promise<View> {
  const { texts, user } = visit;
  const title = await titleOf(visit, subject);
  const isHeard = !user.isBanned || subject.topic === 'PAYMENT';
  const leave = [button(texts.back, callbacks.support()), button(texts.home, callbacks.home())];
  if (!title) return { text: lines(texts.supportRefusals.gone), buttons: [leave] };
  if (!isHeard) return { text: lines(texts.supportRefusals.banned), buttons: [leave] };
  return {
    text: texts.supportAsk({ subject: title }),
    buttons: [leave],
    step: { kind: 'type_support', about, id: String(id) },
  };
}

/** In the words of a thread's title; undefined when it is not theirs. */
async function titleOf({ app, user, texts }: Visit, subject: SupportSubject) {
  const { topic, reservationId = null, paymentId = null, receiptId = null } = subject;
  const nothing = { serviceName: null, countryIso: null, countryName: null, amount: null };
  const about = { topic, reservationId, paymentId, receiptId };
  if (reservationId !== null) {
    const order = await findReservation(app, { id: reservationId, userId: user.id });
    return order && texts.supportSubject({ ...about, ...order, amount: null });
  }
  const money =
    receiptId !== null
      ? await app.db.payments.findReceipt(receiptId)
      : paymentId !== null
        ? await app.db.payments.find(paymentId)
        : { userId: user.id, amount: null };
  return money?.userId === user.id ? texts.supportSubject({ ...about, ...nothing, amount: money.amount }) : undefined;
}

export const supportThreadScreen = screen('supportThread', async (visit, { thread: id }) => {
  const { app, user } = visit;
  const thread = await readTitledThread(app.db, { id, userId: user.id });
  return thread ? threadView(visit, thread) : { go: callbacks.support(), toast: visit.texts.staleButton };
});

/** How a thread stands, with what was said last; whatever is typed goes on with it. */
export async function threadView({ app, texts, user }: Visit, thread: TitledThread): Promise<View> {
  const page = { limit: MESSAGES_SHOWN, backward: false };
  const { rows } = await readSupportMessages(app.db, { threadId: thread.id, page });
  const said = [...rows].reverse().flatMap(({ writer, createdAt, text, hasPicture }) => [
    '',
    texts.supportSaid({
      isOwn: writer === 'BUYER',
      at: createdAt,
      text: shortened(text, MESSAGE_LENGTH).text,
      hasPicture,
    }),
  ]);
  const isHeard = !user.isBanned || thread.topic === 'PAYMENT';
  return {
    text: lines(texts.supportThread(thread), ...said),
    buttons: [
      ...(thread.state === 'OPEN'
        ? [[button(texts.solvedButton, callbacks.supportSolved({ thread: thread.id }))]]
        : []),
      [button(texts.supportButton, callbacks.support()), button(texts.home, callbacks.home())],
    ],
    step: isHeard ? { kind: 'type_support', thread: String(thread.id) } : undefined,
  };
}

export const supportSolvedScreen = screen('supportSolved', async ({ app, user, texts }, { thread }) => {
  const { kind } = await solveSupport(app, { userId: user.id, threadId: thread });
  return { go: callbacks.supportThread({ thread }), toast: kind === 'not_found' ? undefined : texts.supportSolved };
});
