import type { Texts } from '../../../src/bot/texts';
import type { payments } from '../../../src/bot/texts/en/payments';
import type { Rich } from '../../../src/bot/texts/rich';
import { PAYMENT_STATUSES } from '../../../src/domain/payment/payment-status';

type Samples = { readonly [Key in keyof ReturnType<typeof payments>]: (texts: Texts) => readonly (Rich | string)[] };

/** Texts of paying in, with facts to say. */
export function paymentSamples(until: Date): Samples {
  const stars = { amount: 50_000n, bonus: 0n, price: '385', currency: 'XTR', until };
  const dollars = { amount: 100_000n, bonus: 10_000n, price: '10.00', currency: 'USD', until };
  const received = { receiptId: 7n, amount: 50_000n, bonus: 0n, available: 60_000n, isLess: false, debtPaid: false };
  const receipts = [{ id: 7n, amount: 50_000n, at: until }];
  const limits = { lowest: 10_000n, highest: 10_000_000n };
  return {
    addMoneyButton: (t) => [t.addMoneyButton],
    addMissingButton: (t) => [t.addMissingButton(3_500n)],
    paymentsButton: (t) => [t.paymentsButton],
    methodName: (t) => [t.methodName({ name: 'News', isStars: false }), t.methodName({ name: 'News', isStars: true })],
    topUpScreen: (t) => [t.topUpScreen({ missing: undefined }), t.topUpScreen({ missing: 3_500n })],
    amountScreen: (t) => [
      t.amountScreen({
        method: t.methodName({ name: 'News', isStars: false }),
        ...limits,
        bonusFrom: null,
        bonusPercent: 0,
      }),
      t.amountScreen({
        method: t.methodName({ name: 'News', isStars: false }),
        ...limits,
        bonusFrom: 100_000n,
        bonusPercent: 10,
      }),
    ],
    amountUnread: (t) => [t.amountUnread],
    amountOutOfRange: (t) => [t.amountOutOfRange({ asked: 5_000n, ...limits })],
    amountButton: (t) => [t.amountButton(stars), t.amountButton(dollars)],
    preparingInvoice: (t) => [t.preparingInvoice],
    invoiceBelow: (t) => [t.invoiceBelow(stars), t.invoiceBelow({ ...stars, bonus: 5_000n })],
    invoiceTitle: (t) => [t.invoiceTitle(stars)],
    invoiceDescription: (t) => [t.invoiceDescription(stars), t.invoiceDescription(dollars)],
    payStarsButton: (t) => [t.payStarsButton('385')],
    payScreen: (t) => [t.payScreen({ ...dollars, method: t.methodName({ name: 'News', isStars: false }) })],
    invoiceLinkButton: (t) => [t.invoiceLinkButton],
    payButton: (t) => [t.payButton],
    paymentStands: (t) => PAYMENT_STATUSES.map((status) => t.paymentStands({ ...dollars, status })),
    paymentSeen: (t) => [t.paymentSeen(dollars)],
    paymentReceived: (t) => [
      t.paymentReceived(received),
      t.paymentReceived({ ...received, bonus: 5_000n, isLess: true, debtPaid: true }),
    ],
    goOnButton: (t) => [t.goOnButton({ what: 'Telegram' })],
    paymentTakenBack: (t) => [
      t.paymentTakenBack({ amount: 50_000n, owed: 0n }),
      t.paymentTakenBack({ amount: 50_000n, owed: 20_000n }),
    ],
    refundEnded: (t) => [
      t.refundEnded({ amount: 50_000n, isDone: true }),
      t.refundEnded({ amount: 50_000n, isDone: false }),
    ],
    topUpRefusals: (t) => Object.values(t.topUpRefusals),
    preCheckoutRefusals: (t) => Object.values(t.preCheckoutRefusals),
    paySupportScreen: (t) => [
      t.paySupportScreen({ support: '', receipts: [] }),
      t.paySupportScreen({ support: '@help', receipts }),
    ],
    termsScreen: (t) => [t.termsScreen({ support: '' }), t.termsScreen({ support: '@help' })],
    termsButton: (t) => [t.termsButton],
  };
}
