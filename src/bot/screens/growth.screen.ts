import { readGiftable, readInvites, readOwnDiscount } from '../../database/queries/growth';
import { type Amount, UNITS_PER_WHOLE } from '../../domain/money/money';
import { addMs, HOUR_MS } from '../../domain/time';
import { cancelGift, giveGift, takeGift } from '../../usecases/growth/gifts';
import { redeemPromo } from '../../usecases/growth/redeem-promo';
import { referralPayload } from '../../usecases/growth/referrals';
import { actKey, newNonce } from '../act-key';
import { callbacks } from '../callbacks';
import type { Texts } from '../texts';
import { lines } from '../texts/rich';
import { readTypedAmount } from '../typed-amount';
import { screen, type Visit } from './screen';
import { type Answer, button, copyRow, type View } from './view';

const GIFT_DAYS = 30;
const SUMS = [1n, 5n, 10n, 25n].map((whole) => whole * UNITS_PER_WHOLE);
const GIFTS_SHOWN = 5;

export const inviteScreen = screen('invite', async ({ app, user, texts, settings }) => {
  const { referralPercent: percent, referralDays: days } = settings;
  const [invites, payload, name] = await Promise.all([
    readInvites(app.db, user.id),
    referralPayload(app, user.id),
    app.db.telegramSessions.readUsername(),
  ]);
  if (percent === 0 || name === undefined) return { text: texts.inviteOff, buttons: [toBalance(texts)] };
  const link = linkOf(name, payload);
  return {
    text: texts.inviteScreen({ percent, days, ...invites, link }),
    buttons: [...linkRows(texts, link), toBalance(texts)],
  };
});

export const promoScreen = screen('promo', (visit) => promoView(visit));
export const promoForScreen = screen('promoFor', (visit, { offer }) => promoView(visit, offer));

/** Asks for a code, and says which discount is chosen. */
async function promoView({ app, user, texts }: Visit, offer?: number): Promise<View> {
  const discount = await readOwnDiscount(app.db, user.id);
  return {
    text: lines(texts.promoScreen, ...(discount ? ['', texts.discount(discount)] : [])),
    buttons: [
      ...(discount ? [[button(texts.dropPromoButton(discount.code), callbacks.dropPromo({ offer: offer ?? 0 }))]] : []),
      offer === undefined ? toBalance(texts) : toOffer(texts, offer),
    ],
    step: { kind: 'type_promo', ...(offer === undefined ? {} : { offer }) },
  };
}

/** A code that was typed or stood in a command; given twice it counts once. */
export const redeemScreen = screen('redeem', (visit, { code }) => redeem(visit, code));

/** A discount leads back to its offer, which shows the price by it. */
export const redeemForScreen = screen('redeemFor', (visit, { code, offer }) => redeem(visit, code, offer));

async function redeem({ app, user, texts }: Visit, code: string, offer?: number): Promise<Answer> {
  const outcome = await redeemPromo(app, { userId: user.id, code });
  if (outcome.kind === 'chosen' && offer !== undefined) return { go: callbacks.offer({ offer, page: 0, from: 0 }) };
  const addMoney = outcome.kind === 'redeemed' && outcome.percent !== null;
  const discount = outcome.kind === 'chosen' ? await readOwnDiscount(app.db, user.id) : undefined;
  const isUnknown = outcome.kind === 'unknown';
  const again = offer === undefined ? callbacks.promo() : callbacks.promoFor({ offer });
  return {
    text: lines(texts.redeemed[outcome.kind](outcome), discount && texts.discount(discount)),
    buttons: [
      ...(addMoney ? [[button(texts.addMoneyButton, callbacks.topUp({ offer: 0, price: 0n }))]] : []),
      ...(outcome.kind === 'chosen'
        ? [[button(texts.allServices, callbacks.services({ page: 0, favourites: false, query: false }))]]
        : []),
      ...(isUnknown ? [[button(texts.tryAgain, again)]] : []),
      offer === undefined ? toBalance(texts) : toOffer(texts, offer),
    ],
    step: isUnknown ? { kind: 'type_promo', ...(offer === undefined ? {} : { offer }) } : undefined,
  };
}

export const dropPromoScreen = screen('dropPromo', async ({ app, user, texts }, { offer }) => {
  await app.db.growth.dropChoice(user.id);
  return {
    go: offer > 0 ? callbacks.offer({ offer, page: 0, from: 0 }) : callbacks.promo(),
    toast: texts.promoDropped,
  };
});

export const giftsScreen = screen('gifts', async (visit) => {
  const { app, user, texts, settings } = visit;
  const before = addMs(app.clock.now(), -settings.giftHoldHours * HOUR_MS);
  const [most, gifts, step] = await Promise.all([
    readGiftable(app.db, { userId: user.id, before }),
    app.db.growth.listGifts(user.id, GIFTS_SHOWN),
    visit.step(),
  ]);
  const typed = step?.kind === 'type_gift' && step.typed ? readTypedAmount(step.typed) : undefined;
  const isMisread =
    step?.kind === 'type_gift' && step.typed !== undefined && (typed === undefined || typed <= 0n || typed > most);
  const sums = [typed, ...SUMS, most].filter(
    (sum, at, all): sum is Amount => sum !== undefined && sum > 0n && sum <= most && all.indexOf(sum) === at,
  );
  const give = sums.slice(0, 4).map((amount) => {
    const nonce = newNonce(app.ids.uuid());
    return button(texts.giveButton(amount), callbacks.give({ amount, nonce }));
  });
  const open = gifts.filter(({ state }) => state === 'OPEN');
  return {
    text: lines(
      isMisread && (typed === undefined ? texts.amountUnread : texts.giftRefusals.not_enough),
      isMisread && '',
      texts.giftsScreen({ most, days: GIFT_DAYS }),
      ...(gifts.length > 0 ? ['', ...gifts.map((gift) => texts.giftRow(gift))] : []),
    ),
    buttons: [
      ...(give.length > 0 ? [give] : []),
      ...open.map(({ id, amount }) => [button(texts.giftBackButton(amount), callbacks.cancelGift({ gift: id }))]),
      toBalance(texts),
    ],
    step: { kind: 'type_gift' },
  };
});

/** Pressed twice it is one gift; its link is shown by the first press only. */
export const giveScreen = screen('give', async ({ app, user, texts }, { amount, nonce }) => {
  const name = await app.db.telegramSessions.readUsername();
  const outcome =
    name === undefined
      ? undefined
      : await giveGift(app, { key: actKey('give', user.id, nonce), userId: user.id, amount });
  if (outcome?.kind !== 'given')
    return { go: callbacks.gifts(), toast: texts.giftRefusals[outcome?.kind ?? 'not_enough'] };
  const link = linkOf(name!, outcome.payload);
  return { text: texts.giftGiven({ amount, link }), buttons: [...linkRows(texts, link), toBalance(texts)] };
});

export const takeGiftScreen = screen('takeGift', async (visit, { payload }): Promise<View> => {
  const outcome = await takeGift(visit.app, { userId: visit.user.id, payload });
  const { texts } = visit;
  const amount = outcome.amount ?? 0n;
  const text =
    outcome.kind === 'taken'
      ? texts.giftTaken({ amount, available: outcome.available ?? 0n })
      : texts.giftEnds[outcome.kind]({ amount });
  return { text, buttons: [toBalance(texts)] };
});

export const cancelGiftScreen = screen('cancelGift', async (visit, { gift: giftId }): Promise<View> => {
  const { kind, amount } = await cancelGift(visit.app, { userId: visit.user.id, giftId });
  const said = kind === 'taken' ? 'over' : kind;
  return { text: visit.texts.giftEnds[said]({ amount: amount ?? 0n }), buttons: [toBalance(visit.texts)] };
});

function linkOf(username: string, payload: string): string {
  return `https://t.me/${username}?start=${payload}`;
}

function linkRows(texts: Visit['texts'], link: string): View['buttons'] {
  const url = `https://t.me/share/url?url=${encodeURIComponent(link)}`;
  return [...copyRow(texts.copyLink, link), [{ kind: 'url', text: texts.shareLink, url }]];
}

function toOffer(texts: Texts, offer: number) {
  return [button(texts.back, callbacks.offer({ offer, page: 0, from: 0 })), button(texts.home, callbacks.home())];
}

function toBalance(texts: Texts) {
  return [button(texts.back, callbacks.balance()), button(texts.home, callbacks.home())];
}
