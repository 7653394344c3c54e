import { countFor } from '../actions/private-messages';
import type { Session } from '../mtproto/session';
import type { TlObject } from '../tl/tl-object';
import type { Account, PrivateMessage } from '../world/records';
import type { World } from '../world/world';
import type { PaymentForm } from './payment-forms';
import type { StarFaults } from './star-faults';
import type { Payment } from './star-records';

export const starsAmount = (stars: bigint): TlObject => ({ _: 'starsAmount', amount: stars, nanos: 0 });

const balanceUpdate = (world: World, account: Account): TlObject => ({
  _: 'updateStarsBalance',
  balance: starsAmount(world.stars.ledger.balance(account.id)),
});

/** What both messages of a charge say of it. */
const chargeFacts = ({ id, payerId, invoice }: Payment) => ({
  currency: 'XTR',
  totalAmount: invoice.stars,
  payload: invoice.payload,
  charge: { _: 'paymentCharge', id, providerChargeId: `${payerId}_${id.slice(-12)}` },
});

/**
 * Moves the stars of a form, puts the service message into both boxes and the receipt under the invoice. Answers the
 * updates for the payer's own call.
 */
export function movePayment(
  world: World,
  { form, payer, faults, caller }: { form: PaymentForm; payer: Account; faults: StarFaults; caller: Session },
): TlObject[] {
  const { invoice, source } = form;
  const bot = world.accounts.get(invoice.botId);
  const date = world.nowSeconds();
  const slug = 'slug' in source ? source.slug : undefined;
  const payment = world.stars.ledger.pay({ formId: form.id, payerId: payer.id, invoice, slug, date });
  const paid = 'messageKey' in source ? world.chats.withKey(source.messageKey) : undefined;
  const action = { _: 'messageActionPaymentSentMe', ...chargeFacts(payment), invoiceSlug: slug };
  const body = { fromId: payer.id, date, text: '', action, chargeId: payment.id };
  // An invoice that came from elsewhere stands in another chat, and cannot be answered in this one.
  const answered = paid && (paid.fromId === bot.id || paid.toId === bot.id) ? paid.key : undefined;
  const message = world.chats.add(bot.id, body, answered);
  const own = [countFor(world, payer, message, 'new')];
  if (paid) own.push(giveReceipt(world, payer, paid, message));
  own.push(balanceUpdate(world, payer));
  world.publisher.publish(payer, own, caller);
  const told = countFor(world, bot, message, 'new');
  const copies = { lost: 0, once: 1, twice: 2 }[faults.paymentMessages];
  for (let copy = 0; copy < copies; copy++) world.publisher.publish(bot, [told]);
  return own;
}

function giveReceipt(world: World, payer: Account, invoiceMessage: PrivateMessage, receipt: PrivateMessage): TlObject {
  invoiceMessage.receipts = { ...invoiceMessage.receipts, [payer.id.toString()]: receipt.key };
  world.chats.save(invoiceMessage);
  return countFor(world, payer, invoiceMessage, 'edit');
}

/** Gives the stars back, tells the payer, and answers the updates for the bot's own call: none when it is silent. */
export function moveRefund(
  world: World,
  { payment, isSilent, caller }: { payment: Payment; isSilent: boolean; caller: Session },
): TlObject[] {
  const payer = world.accounts.get(payment.payerId);
  const bot = world.accounts.get(payment.invoice.botId);
  const date = world.nowSeconds();
  world.stars.ledger.reverse(payment, 'refund', date);
  const balance = balanceUpdate(world, payer);
  if (isSilent) {
    world.publisher.publish(payer, [balance]);
    return [];
  }
  const peer = { _: 'peerUser', userId: bot.id };
  const action = { _: 'messageActionPaymentRefunded', peer, ...chargeFacts(payment) };
  const body = { fromId: bot.id, date, text: '', action, chargeId: payment.id };
  const message = world.chats.add(payer.id, body);
  const own = [countFor(world, bot, message, 'new')];
  world.publisher.publish(bot, own, caller);
  world.publisher.publish(payer, [countFor(world, payer, message, 'new'), balance]);
  return own;
}
