import { textsFor } from '../../src/bot/texts';
import { LANGUAGES } from '../../src/bot/texts/languages';
import type { Rich } from '../../src/bot/texts/rich';
import { phoneLines } from '../support/phone-lines';

const now = new Date('2026-01-15T12:00:00Z');
const later = new Date('2026-01-15T12:19:30Z');
const service = { serviceName: 'WhatsApp', serviceEmoji: '💬' };
const place = { countryIso: 'KZ', countryName: 'Kazakhstan' };
const number = { ...service, ...place, price: 12_500n, phone: '77012345678' };
const offer = { ...service, ...place, price: 12_500n, stock: 99, isStockCapped: true, successRate: 0.87, medianS: 25 };
const quote = { listPrice: 15_000n, promoCode: 'SUMMER25', promoSays: 'counts' } as const;
const own = { support: '@help', telegramId: 77n, canPay: true };
const sms = { code: '123-456', text: 'Your WhatsApp code is 123-456', at: now };
const card = {
  ...number,
  ...{ until: later, now, cancelableAt: later, replacesId: 1n, canAskForMore: true, messages: [sms] },
};
const reward = { title: 'News', isGroup: false, amount: 1_000n, openFrom: later } as const;

describe('each message of the way of a buyer', () => {
  it.each(LANGUAGES)('takes at most seven lines on a phone, in %s', (language) => {
    const t = textsFor(language, 'USD');
    const shown: Readonly<Record<string, Rich>> = {
      start: t.homeScreen({ name: 'Vera', available: 120_000n, held: 12_500n, open: 2, isNew: true }),
      services: t.servicesScreen({ total: 800, query: undefined, favouritesOnly: false }),
      'services found': t.servicesScreen({ total: 12, query: 'telegram', favouritesOnly: false }),
      countries: t.countriesScreen({ ...service, total: 195, query: undefined }),
      'countries found': t.countriesScreen({ ...service, total: 3, query: 'kaz' }),
      offer: t.confirmScreen({ ...offer, ...quote, available: 120_000n, held: 12_500n, timeoutS: 1_200 }),
      'offer that is waited for': t.wishScreen({ ...service, ...place, ceiling: 12_500n, days: 30 }),
      'offer that is back': t.offerBack(offer),
      'card before the number': t.card.REQUESTED({ ...card, endReason: null }),
      card: t.card.WAITING_CODE({ ...card, endReason: null }),
      'card that is canceled soon': t.card.CANCEL_PENDING({ ...card, endReason: null }),
      'card with the code': t.card.COMPLETED({ ...card, endReason: null }),
      'card that ended': t.card.EXPIRED({ ...card, endReason: 'TIMED_OUT' }),
      'card that was changed': t.card.CANCELED({ ...card, endReason: 'BUYER_CHANGED_NUMBER' }),
      code: t.codeMessage({ ...number, ...sms, isPaid: true, until: later, canAskForMore: true }),
      'late code': t.lateCode({ ...number, claimUntil: later }),
      'number that came late': t.numberArrived({ ...number, until: later, now }),
      balance: t.balanceScreen({
        ...own,
        ...{ available: 120_000n, held: 12_500n, debt: 10_000n, pending: 0n, usableAt: null },
      }),
      numbers: t.numbersScreen({ which: 'mine', total: 3 }),
      history: t.numbersScreen({ which: 'history', total: 300 }),
      free: t.freeScreen({
        rewards: (['open', 'open', 'claimed', 'budget_spent', 'claimed'] as const).map((state) => ({
          ...reward,
          state,
        })),
        ...{ total: 2_000n, clawBackDays: 7 },
      }),
    };
    const tooLong = Object.entries(shown)
      .map(([name, { text }]) => ({ name, lines: phoneLines(text), text }))
      .filter(({ lines }) => lines > 7);
    expect(tooLong).toEqual([]);
  });
});

describe('a line on a phone', () => {
  it.each([
    ['one\n\nthree', 3],
    ['a'.repeat(40), 1],
    [`${'word '.repeat(8).trim()} word`, 2],
    ['🇰🇿'.repeat(16), 1],
  ])('%j counts', (text, lines) => expect(phoneLines(text)).toBe(lines));
});
