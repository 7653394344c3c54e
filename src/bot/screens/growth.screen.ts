import { readGiftable, readInvites } from '../../database/queries/growth';
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
import { button, copyRow, type View } from './view';

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

export const promoScreen = screen('promo', async ({ texts }) => ({
  text: texts.promoScreen,
  buttons: [toBalance(texts)],
  step: { kind: 'type_promo' },
}));

/** A code that was typed or stood in a command; given twice it counts once. */
export const redeemScreen = screen('redeem', async ({ app, user, texts }, { code }): Promise<View> => {
  const outcome = await redeemPromo(app, { userId: user.id, code });
  const addMoney = outcome.kind === 'redeemed' && outcome.percent !== null;
  return {
    text: texts.redeemed[outcome.kind](outcome),
    buttons: [
      ...(addMoney ? [[button(texts.addMoneyButton, callbacks.topUp({ offer: 0, price: 0n }))]] : []),
      ...(outcome.kind === 'unknown' ? [[button(texts.tryAgain, callbacks.promo())]] : []),
      toBalance(texts),
    ],
    step: outcome.kind === 'unknown' ? { kind: 'type_promo' } : undefined,
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

function toBalance(texts: Texts) {
  return [button(texts.back, callbacks.balance()), button(texts.home, callbacks.home())];
}
