import {
  readReceiptNotice,
  readRefundNotice,
  readTakingNotice,
  readUsableNotice,
} from '../../database/queries/payments';
import type { RenderedMessage } from '../../ports/rendered-message';
import { actKey, newNonce } from '../act-key';
import { anew, callbacks } from '../callbacks';
import { invoiceOf } from '../invoice';
import type { Rendering } from '../outbox/kinds';
import { putRow } from '../outbox/put';
import { contentOf, lookingFor } from '../outbox/shown';
import { paymentView } from '../screens/top-up.screen';
import { button } from '../screens/view';
import { balanceAndHome } from './ways-on';

/** A payment in Stars is a message of its own with Telegram's own button. None is sent for what is over by then. */
export async function invoice(
  o: Rendering,
  { paymentId }: { paymentId: bigint },
): Promise<RenderedMessage | undefined> {
  const payment = await o.app.db.payments.find(paymentId);
  if (payment?.status !== 'OPEN' || payment.expiresAt <= o.app.clock.now()) return undefined;
  const { texts } = await lookingFor(o);
  return {
    text: '',
    invoice: invoiceOf(texts, payment),
    keyboard: [[{ kind: 'pay', text: texts.payStarsButton(payment.price) }]],
  };
}

export async function paymentSeen(
  o: Rendering,
  { paymentId }: { paymentId: bigint },
): Promise<RenderedMessage | undefined> {
  const payment = await o.app.db.payments.find(paymentId);
  if (payment?.status !== 'SEEN') return undefined;
  const { texts } = await lookingFor(o);
  const look = button(texts.refresh, anew(callbacks.payment({ payment: paymentId })));
  return contentOf({ text: texts.paymentSeen(payment), buttons: [[look]] });
}

/** The money is here; whoever lacked it for a number goes on with one press, at the price that he was shown. */
export async function paymentReceived(
  o: Rendering,
  { receiptId }: { receiptId: bigint },
): Promise<RenderedMessage | undefined> {
  const notice = await readReceiptNotice(o.app.db, receiptId);
  if (!notice) return undefined;
  const { texts } = await lookingFor(o);
  const { offerId, offerPrice, serviceName, available, usableAt } = notice;
  // While it cannot be spent there is nothing to go on with.
  const wanted = usableAt === null && offerId !== null && offerPrice !== null && serviceName !== null;
  const missing = wanted ? offerPrice - available : 0n;
  // The same notice has the same button, so that it is one purchase, however often it is sent or pressed.
  const nonce = newNonce(actKey('reserve', notice.userId, `receipt ${receiptId}`));
  const goOn =
    wanted &&
    (missing > 0n
      ? button(texts.addMissingButton(missing), anew(callbacks.topUp({ offer: offerId, price: offerPrice })))
      : button(
          texts.goOnButton({ what: serviceName }),
          anew(callbacks.reserve({ offer: offerId, price: offerPrice, nonce })),
        ));
  return contentOf({
    text: texts.paymentReceived({ ...notice, receiptId }),
    buttons: [
      ...(goOn ? [[goOn]] : []),
      [button(texts.homeButtons.services, anew(callbacks.services({ page: 0, favourites: false, query: false })))],
      [button(texts.problemButton, anew(callbacks.supportAbout({ about: 'receipt', id: receiptId })))],
      balanceAndHome(texts),
    ],
  });
}

/** Beside the notice of a receipt: the payment's own screen says by now what came, where it still stands. */
export async function putPaymentScreen(o: Rendering, { receiptId }: { receiptId: bigint }): Promise<void> {
  const notice = await readReceiptNotice(o.app.db, receiptId);
  if (!notice?.paymentId || !(await whereShown(o, notice.userId, notice.paymentId))) return;
  const payload = { paymentId: String(notice.paymentId) };
  await putRow(o.app, { key: `paid:${o.key}`, lane: 0, userId: notice.userId, kind: 'payment_screen', payload });
}

/**
 * The payment on the living message. Looked up when its turn comes, not when it was put: meanwhile the buyer may have gone on,
 * and a screen that they opened since must not be written over.
 */
export async function paymentScreenOf(
  o: Rendering,
  { paymentId }: { paymentId: bigint },
): Promise<RenderedMessage | undefined> {
  const payment = await o.app.db.payments.find(paymentId);
  const edit = payment?.userId && (await whereShown(o, payment.userId, paymentId));
  return edit ? { ...contentOf(paymentView(await lookingFor(o), payment)), edit } : undefined;
}

/** The living message, while it shows this payment. */
async function whereShown({ app }: Rendering, userId: bigint, paymentId: bigint): Promise<number | undefined> {
  const dialogue = await app.db.dialogues.find(userId);
  const isShown = dialogue?.screen === 'pay' && dialogue.answers.payment === String(paymentId);
  return isShown ? (dialogue.screenMessageId ?? undefined) : undefined;
}

export async function paymentUsable(
  o: Rendering,
  { receiptId }: { receiptId: bigint },
): Promise<RenderedMessage | undefined> {
  const usable = await readUsableNotice(o.app.db, receiptId);
  if (!usable) return undefined;
  const { texts } = await lookingFor(o);
  const services = anew(callbacks.services({ page: 0, favourites: false, query: false }));
  return contentOf({
    text: texts.paymentUsable(usable),
    buttons: [[button(texts.homeButtons.services, services)], balanceAndHome(texts)],
  });
}

export async function paymentTakenBack(
  o: Rendering,
  { chargeBackId }: { chargeBackId: bigint },
): Promise<RenderedMessage | undefined> {
  const taking = await readTakingNotice(o.app.db, chargeBackId);
  if (!taking) return undefined;
  const { texts } = await lookingFor(o);
  return contentOf({
    text: texts.paymentTakenBack(taking),
    buttons: [balanceAndHome(texts)],
  });
}

export async function refundEnded(
  o: Rendering,
  { refundId }: { refundId: bigint },
): Promise<RenderedMessage | undefined> {
  const refund = await readRefundNotice(o.app.db, refundId);
  if (!refund) return undefined;
  const { texts } = await lookingFor(o);
  return contentOf({
    text: texts.refundEnded({ amount: refund.amount, isDone: refund.state === 'DONE' }),
    buttons: [balanceAndHome(texts)],
  });
}

export async function refundRefused(
  o: Rendering,
  { refundRequestId }: { refundRequestId: bigint },
): Promise<RenderedMessage | undefined> {
  const request = await o.app.db.refundRequests.find(refundRequestId);
  if (!request) return undefined;
  const { texts } = await lookingFor(o);
  return contentOf({ text: texts.refundRefused(request), buttons: [balanceAndHome(texts)] });
}
