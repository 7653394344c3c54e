import type { Payment } from '../../database/entities/payment.entity';
import type { PaymentMethod } from '../../database/entities/payment-method.entity';
import { readBalance } from '../../database/queries/account';
import { listOwnReceipts } from '../../database/queries/payments';
import { type Amount, UNITS_PER_WHOLE } from '../../domain/money/money';
import { priceOf, STARS } from '../../domain/payment/quote';
import { linkInvoice } from '../../usecases/payments/link-invoice';
import { startTopUp, type TopUpOrder } from '../../usecases/payments/start-top-up';
import { actKey, newNonce } from '../act-key';
import { callbacks } from '../callbacks';
import { invoiceOf } from '../invoice';
import { lines } from '../texts/rich';
import { readTypedAmount } from '../typed-amount';
import { moneyFacts, screen, type Visit } from './screen';
import { button, rowsOf, type View } from './view';

const QUICK_AMOUNTS = [1n, 2n, 5n, 10n, 25n, 50n, 100n].map((whole) => whole * UNITS_PER_WHOLE);
const MOST_BUTTONS = 6;
const RECEIPTS_SHOWN = 5;

/** What a buyer wanted when he lacked money; offer 0: nothing. */
interface Wanted {
  readonly offer: number;
  readonly price: Amount;
}

/** The ways to pay. Always asked, so that the way in is the same everywhere. */
export const topUpScreen = screen('topUp', async (visit, wanted) => {
  const { app, texts, user, settings } = visit;
  const [methods, missing] = await Promise.all([app.db.payments.listMethods(), missingFor(visit, wanted)]);
  const back = [button(texts.back, wayBack(wanted)), button(texts.home, callbacks.home())];
  if (methods.length === 0) return { text: texts.topUp(moneyFacts({ user, settings }, false)), buttons: [back] };
  return {
    text: texts.topUpScreen({ missing }),
    buttons: [
      ...methods.map((method) => [
        button(nameOf(visit, method), callbacks.topUpAmounts({ method: method.id, ...wanted })),
      ]),
      [button(texts.termsButton, callbacks.terms())],
      back,
    ],
  };
});

/** How much: what is missing first, then round sums; or whatever is typed. */
export const topUpAmountsScreen = screen('topUpAmounts', async (visit, { method: methodId, offer, price }) => {
  const { app, texts } = visit;
  const wanted = { offer, price };
  const method = await app.db.payments.findMethod(methodId);
  if (!method?.isActive) return { go: callbacks.topUp(wanted), toast: texts.topUpRefusals.method_off };
  const step = await visit.step();
  const typed = step?.kind === 'type_amount' && step.method === methodId ? step.typed : undefined;
  const asked = typed === undefined ? undefined : readTypedAmount(typed);
  const { minAmount: lowest, maxAmount: highest, bonusFrom, bonusPercent } = method;
  const isAsked = asked !== undefined && asked >= lowest && asked <= highest;
  const refusal =
    typed === undefined || isAsked
      ? undefined
      : asked === undefined
        ? texts.amountUnread
        : texts.amountOutOfRange({ asked, lowest, highest });
  const missing = await missingFor(visit, wanted);
  const needed = missing !== undefined && missing < lowest ? lowest : missing;
  // Whoever typed a sum is not offered others.
  const sums = isAsked
    ? [asked]
    : [needed, ...QUICK_AMOUNTS].filter(
        (sum, at, all): sum is Amount =>
          sum !== undefined && sum >= lowest && sum <= highest && all.indexOf(sum) === at,
      );
  const rows = sums.slice(0, MOST_BUTTONS).map((amount) => {
    const nonce = newNonce(app.ids.uuid());
    const label = texts.amountButton({ amount, price: priceOf(amount, method), currency: method.currency });
    return [button(label, callbacks.pay({ method: methodId, amount, nonce, ...wanted }))];
  });
  return {
    text: lines(
      refusal,
      refusal !== undefined && '',
      texts.amountScreen({ method: nameOf(visit, method), lowest, highest, bonusFrom, bonusPercent }),
    ),
    buttons: [...rows, [button(texts.back, callbacks.topUp(wanted)), button(texts.home, callbacks.home())]],
    step: { kind: 'type_amount', method: methodId, offer, price: String(price) },
  };
});

/** The press that begins a payment. Its key was made when the button was shown: pressed twice, it is one invoice. */
export const payScreen = screen('pay', async (visit, { method, amount, nonce, offer, price }) => {
  const { app, user, texts } = visit;
  const order = {
    key: actKey('pay', user.id, nonce),
    userId: user.id,
    methodId: method,
    amount,
    resume: offer > 0 ? { offerId: offer, price } : undefined,
    language: user.language,
    title: texts.invoiceTitle({ amount }),
  };
  const interim = async () => ({ text: lines(texts.preparingInvoice), buttons: [] });
  const outcome = await visit.whileWaiting(begin(visit, order), interim);
  if (outcome.kind !== 'started')
    return { go: callbacks.topUpAmounts({ method, offer, price }), toast: texts.topUpRefusals[outcome.kind] };
  const { payment } = outcome;
  // An old button leads to what became of its payment.
  if (!isOpen(app, payment)) return paymentView(visit, payment);
  const back = [
    button(texts.back, callbacks.topUpAmounts({ method, offer, price })),
    button(texts.home, callbacks.home()),
  ];
  // Another sum may be typed here as well.
  const step = { kind: 'type_amount', method, offer, price: String(price), payment: String(payment.id) } as const;
  const facts = { ...payment, until: payment.expiresAt };
  if (payment.currency === STARS) {
    const { link } = outcome;
    const asLink = link === null ? [] : [[{ kind: 'url' as const, text: texts.invoiceLinkButton, url: link }]];
    return { text: texts.invoiceBelow(facts), buttons: [...asLink, back], step };
  }
  return {
    text: texts.payScreen({ ...facts, method: nameOf(visit, outcome.method) }),
    buttons: [
      [{ kind: 'url', text: texts.payButton, url: payment.payUrl! }],
      [button(texts.refresh, callbacks.payment({ payment: payment.id }))],
      back,
    ],
    step,
  };
});

/** Of an open invoice in Stars also the link; the message is on its way meanwhile. */
async function begin({ app, texts }: Visit, order: TopUpOrder) {
  const outcome = await startTopUp(app, order);
  if (outcome.kind !== 'started') return outcome;
  const { payment } = outcome;
  const isLinked = payment.currency === STARS && isOpen(app, payment);
  return { ...outcome, link: isLinked ? await linkInvoice(app, payment, invoiceOf(texts, payment)) : null };
}

const isOpen = ({ clock }: Visit['app'], { status, expiresAt }: Payment) =>
  status === 'OPEN' && expiresAt > clock.now();

export const paymentScreen = screen('payment', async (visit, { payment: id }): Promise<View> => {
  const { app, user, texts } = visit;
  const payment = await app.db.payments.find(id);
  if (payment?.userId === user.id) return paymentView(visit, payment);
  return { text: lines(texts.staleButton), buttons: [waysOn(texts)] };
});

/** How a payment stands. */
export function paymentView({ texts }: Pick<Visit, 'texts'>, payment: Payment): View {
  const { id } = payment;
  const isAwaited = payment.status === 'OPEN' || payment.status === 'SEEN';
  const pay = payment.status === 'OPEN' && payment.payUrl;
  return {
    text: texts.paymentStands({ ...payment, until: payment.expiresAt }),
    buttons: [
      ...(pay ? [[{ kind: 'url' as const, text: texts.payButton, url: pay }]] : []),
      ...(isAwaited ? [[button(texts.refresh, callbacks.payment({ payment: id }))]] : []),
      [button(texts.problemButton, callbacks.supportAbout({ about: 'payment', id }))],
      waysOn(texts),
    ],
  };
}

const waysOn = (texts: Visit['texts']) => [
  button(texts.homeButtons.balance, callbacks.balance()),
  button(texts.home, callbacks.home()),
];

/** Whoever paid is heard here, also when they are banned. */
export const paySupportScreen = screen('paySupport', async ({ app, user, texts, settings }) => {
  const receipts = await listOwnReceipts(app.db, { userId: user.id, limit: RECEIPTS_SHOWN });
  return {
    text: texts.paySupportScreen({ support: settings.supportContact, receipts }),
    buttons: [
      ...rowsOf(
        receipts.map(({ id }) => button(`R-${id}`, callbacks.supportAbout({ about: 'receipt', id }))),
        3,
      ),
      [button(texts.writeButton, callbacks.supportAbout({ about: 'money', id: 0n }))],
      [button(texts.supportButton, callbacks.support())],
      [button(texts.homeButtons.balance, callbacks.balance()), button(texts.termsButton, callbacks.terms())],
      [button(texts.home, callbacks.home())],
    ],
  };
});

export const termsScreen = screen('terms', async ({ texts, settings }) => ({
  text: texts.termsScreen({ support: settings.supportContact }),
  buttons: [
    [button(texts.privacyButton, callbacks.privacy()), button(texts.back, callbacks.balance())],
    [button(texts.home, callbacks.home())],
  ],
}));

async function missingFor({ app, user }: Visit, { offer, price }: Wanted): Promise<Amount | undefined> {
  if (offer === 0) return undefined;
  const { available, debt } = await readBalance(app.db, user.id);
  const missing = price + debt - available;
  return missing > 0n ? missing : undefined;
}

function wayBack({ offer }: Wanted): string {
  return offer > 0 ? callbacks.offer({ offer, page: 0, from: 0 }) : callbacks.balance();
}

function nameOf({ texts }: Visit, { name, protocol }: PaymentMethod): string {
  return texts.methodName({ name, isStars: protocol === 'stars' });
}
