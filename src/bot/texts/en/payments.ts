import type { Amount } from '../../../domain/money/money';
import type { PaymentFacts, PriceFacts, ReceivedFacts, TakenBackFacts, TopUpRefusal } from '../facts';
import type { Format } from '../format';
import { bold, lines, type Rich, rich } from '../rich';

/** Paying in, and what becomes of it. */
export const payments = (f: Format) => {
  const price = (o: PriceFacts) => f.isolated(o.currency === 'XTR' ? `${o.price} ⭐` : `${o.price} ${o.currency}`);
  const bonusLine = (bonus: Amount) => bonus > 0n && rich`🎉 Bonus: ${bold(f.signedMoney(bonus))}`;
  return {
    addMoneyButton: '➕ Add money',
    addMissingButton: (missing: Amount) => `➕ Add ${f.money(missing)}`,
    paymentsButton: '🧾 Payments',
    methodName: (o: { name: string; isStars: boolean }) => (o.isStars ? '⭐ Telegram Stars' : f.name(o.name)),
    topUpScreen: (o: { missing: Amount | undefined }): Rich =>
      lines(
        bold('➕ Add money'),
        '',
        o.missing !== undefined && rich`You are short of ${bold(f.money(o.missing))}.`,
        'How do you want to pay? Money is in your balance as soon as it comes.',
      ),
    amountScreen: (o: {
      method: string;
      lowest: Amount;
      highest: Amount;
      bonusFrom: Amount | null;
      bonusPercent: number;
    }): Rich =>
      lines(
        rich`${bold(o.method)}`,
        '',
        rich`How much? Press an amount, or type one from ${f.money(o.lowest)} to ${f.money(o.highest)}.`,
        o.bonusFrom !== null &&
          o.bonusPercent > 0 &&
          `🎉 From ${f.money(o.bonusFrom)} on: +${f.percent(o.bonusPercent / 100)} on top.`,
        rich`By paying you agree to the ${f.isolated('/terms')}.`,
      ),
    amountUnread: 'That is no amount. Type a number, such as 5. Nothing was paid.',
    amountOutOfRange: (o: { asked: Amount; lowest: Amount; highest: Amount }) =>
      `${f.money(o.asked)} cannot be paid this way, only ${f.money(o.lowest)} to ${f.money(o.highest)}. Nothing was paid.`,
    amountButton: (o: PriceFacts & { amount: Amount }) => `${f.money(o.amount)} · ${price(o).text}`,
    preparingInvoice: '⏳ Preparing your invoice… Nothing is paid yet.',
    invoiceBelow: (o: PaymentFacts): Rich =>
      lines(
        bold('🧾 Your invoice is below'),
        '',
        rich`You pay ${price(o)}, you get ${bold(f.money(o.amount))}.`,
        bonusLine(o.bonus),
        `Valid until ${f.time(o.until)}. Nothing is charged until you pay.`,
      ),
    invoiceLinkButton: '🔗 The same invoice as a link',
    invoiceTitle: (o: { amount: Amount }) => `Balance: ${f.money(o.amount)}`,
    invoiceDescription: (o: PaymentFacts) =>
      `You get ${f.money(o.amount)}${o.bonus > 0n ? ` and a bonus of ${f.money(o.bonus)}` : ''} at once. Valid until ${f.time(o.until)}.`,
    payStarsButton: (stars: string) => `Pay ${f.isolated(`${stars} ⭐`).text}`,
    payScreen: (o: PaymentFacts & { method: string }): Rich =>
      lines(
        rich`${bold(`🧾 Pay ${f.money(o.amount)}`)}`,
        '',
        rich`You pay ${price(o)} at ${o.method}, you get ${bold(f.money(o.amount))}.`,
        bonusLine(o.bonus),
        `Valid until ${f.time(o.until)}. Less or later money is credited for what it is worth.`,
        'This message needs no watching: you are told when the money is here.',
      ),
    payButton: '💳 Pay',
    paymentStands: (o: PaymentFacts & { status: string }): Rich =>
      lines(
        rich`${bold(`🧾 Payment of ${f.money(o.amount)}`)}`,
        '',
        {
          PAID: '✅ Paid. The money is in your balance.',
          UNDERPAID: '☑️ Less than the price came; what came is in your balance.',
          SEEN: '👀 Found. It is being confirmed; you are told when it is here.',
          OPEN: '⏳ Nothing has come yet.',
          EXPIRED: '⌛ Its time is over. Nothing came; begin anew.',
        }[o.status] ??
          rich`This payment has ended. Your balance is right; ask ${f.isolated('/paysupport')} if you miss something.`,
      ),
    paymentSeen: (o: { amount: Amount }): Rich =>
      lines(
        bold('👀 Your payment was found'),
        '',
        rich`${f.money(o.amount)} will be in your balance when it is confirmed. You need do nothing.`,
      ),
    paymentReceived: (o: ReceivedFacts): Rich =>
      lines(
        rich`${bold(`✅ ${f.money(o.amount)} received`)}`,
        '',
        bonusLine(o.bonus),
        o.isLess && 'That is less than the invoice asked for: what came was credited.',
        o.debtPaid && 'A part of it paid what you owed after a payment that was taken back.',
        rich`💳 Available now: ${bold(f.money(o.available))}`,
        rich`Receipt ${f.isolated(`R-${o.receiptId}`)}: name it at ${f.isolated('/paysupport')}.`,
      ),
    goOnButton: (o: { what: string }) => `▶️ Go on: ${f.name(o.what)}`,
    paymentTakenBack: (o: TakenBackFacts): Rich =>
      lines(
        rich`${bold(`⛔ ${f.money(o.amount)} was taken back`)}`,
        '',
        'Whoever you paid with has claimed this payment back from us.',
        o.owed > 0n &&
          rich`You owe ${bold(f.money(o.owed))}: whatever you add next pays it first, and until then you cannot buy.`,
        rich`If you know nothing of it, write to ${f.isolated('/paysupport')}.`,
      ),
    refundEnded: (o: { amount: Amount; isDone: boolean }): Rich =>
      o.isDone
        ? lines(rich`${bold(`💸 ${f.money(o.amount)} paid back`)}`, '', 'It is on its way to where you paid it from.')
        : lines(
            rich`${bold(`↩️ ${f.money(o.amount)} is in your balance again`)}`,
            '',
            rich`It could not be paid back to where it came from. Nothing is lost; ask ${f.isolated('/paysupport')} what to do.`,
          ),
    topUpRefusals: {
      method_off: 'This way to pay is closed now. Choose another one. Nothing was paid.',
      banned: 'Your account is closed. Nothing was paid.',
      too_many_an_hour: 'That were many invoices for one hour. Try again later. Nothing was paid.',
      key_conflict: 'That button was already used. Choose again. Nothing was paid.',
      amount_out_of_range: 'That amount cannot be paid this way. Nothing was paid.',
      provider_trouble: 'The payment service does not answer now. Try again, or choose another way. Nothing was paid.',
    } satisfies Record<TopUpRefusal, string>,
    preCheckoutRefusals: {
      unknown: 'This invoice is not known any more. No stars were taken. Begin anew in the bot.',
      foreign: 'This invoice was made for somebody else. No stars were taken.',
      paid: 'This invoice is paid already. No stars were taken.',
      expired: 'The time of this invoice is over. No stars were taken. Begin anew in the bot.',
      changed: 'This invoice is out of date. No stars were taken. Begin anew in the bot.',
      banned: 'Your account is closed. No stars were taken.',
    },
    paySupportScreen: (o: { support: string; receipts: readonly { id: bigint; amount: Amount; at: Date }[] }): Rich =>
      lines(
        bold('🧾 Help with payments'),
        '',
        'Press what it is about and write what is wrong: you are answered here in the chat. Telegram cannot help with purchases in this bot.',
        o.support !== '' && `You can also write to ${f.name(o.support)}.`,
        'What you have not spent can be paid back to where it came from.',
        ...o.receipts.map(
          ({ id, amount, at }) => rich`• ${f.isolated(`R-${id}`)} · ${f.money(amount)} · ${f.dateTime(at)}`,
        ),
      ),
    termsScreen: (o: { support: string }): Rich =>
      lines(
        bold('📜 Terms'),
        '',
        'You rent a phone number for a short time to receive SMS. You pay only for a number that brought a code.',
        rich`Money that you add stays in your balance until you spend it; what is unspent can be asked back at ${f.isolated('/paysupport')}.`,
        'Numbers serve others after you. What you do with a code is your own responsibility; do nothing unlawful with it.',
        rich`Seller and support: ${o.support ? f.name(o.support) : 'the operator of this bot'}. Telegram is not a party to purchases here.`,
      ),
    termsButton: '📜 Terms',
  };
};
