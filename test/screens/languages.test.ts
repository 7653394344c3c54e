import { callbacks } from '../../src/bot/callbacks';
import { LANGUAGES, type Language } from '../../src/bot/texts/languages';
import { usd } from '../support/shop';
import type { Chat } from './support/chat';
import { openScreenWorld, type ScreenWorld } from './support/screen-world';

const WAY_BACK: Record<Language, RegExp> = {
  en: /Home|Back|Help/,
  ru: /Главная|Назад|Помощь/,
  ar: /الرئيسية|رجوع|المساعدة/,
};
const SCRIPT: Record<Language, RegExp> = { en: /[a-z]{3}/, ru: /[а-я]{3}/, ar: /[\u0600-\u06ff]{2}/ };

/** Every screen that a buyer can come to, from rows of a real database. */
describe.each(LANGUAGES)('every screen in %s', (language) => {
  let world: ScreenWorld;
  let buyer: Chat;
  let reservations: { id: bigint; stage: string; phone: string }[];
  let offerId: number;
  let serviceId: number;

  beforeAll(async () => {
    world = await openScreenWorld();
    const offer = await world.shop.offer({ service: 'WhatsApp', price: usd('0.80') });
    offerId = offer.id;
    serviceId = offer.serviceId;
    const { providerId, phones } = await world.shop.pool(offer, { numbers: 30 });
    await world.shop.all(`UPDATE services SET emoji = '💬'`);
    buyer = await world.buyer({ balance: usd('20'), language, firstName: 'Vera <b>&' });
    await world.shop.set('maxOpenReservations', 20);
    const ids: bigint[] = [];
    for (let n = 0; n < 12; n += 1) {
      await buyer.writes('/start');
      await buyer.pressesData(
        callbacks.reserve({ offer: offerId, price: usd('0.80'), nonce: `nonce-${String(n).padStart(2, '0')}` }),
      );
      const { id } = await world.shop.one<{ id: bigint }>('SELECT max(id) AS id FROM reservations');
      ids.push(id);
      if (n < 6) await world.sms(providerId, phoneIn(buyer), `Your code is ${111_222 + n}`);
      else if (n < 9) await buyer.pressesData(callbacks.cancel({ reservation: id }));
    }
    reservations = await world.shop.all('SELECT id, status AS stage, phone FROM reservations ORDER BY id');
    // The number that was canceled last may meanwhile be another reservation's; one that is free gets the late code.
    const late = reservations.find(
      ({ stage, phone }) => stage === 'CANCELED' && reservations.filter((other) => other.phone === phone).length === 1,
    );
    if (late) await world.sms(providerId, late.phone, 'late 987654');
    expect(phones.length).toBe(30);
  });
  afterAll(async () => {
    await world.shop.booksBalance();
    await world.close();
  });

  const stageOf = (stage: string) => reservations.find((one) => one.stage === stage)!.id;
  const screens: [string, () => string][] = [
    ['home', () => callbacks.home()],
    ['services', () => callbacks.services({ page: 0, favourites: false, query: false })],
    ['favourites', () => callbacks.services({ page: 0, favourites: true, query: false })],
    ['a star', () => callbacks.star({ service: serviceId, on: true, page: 0, query: false, from: 0 })],
    ['countries', () => callbacks.countries({ service: serviceId, page: 0, query: false, from: 0 })],
    ['countries of nothing', () => callbacks.countries({ service: 9_999, page: 0, query: false, from: 0 })],
    ['an offer', () => callbacks.offer({ offer: offerId, page: 0, from: 0 })],
    ['no offer', () => callbacks.offer({ offer: 9_999, page: 0, from: 0 })],
    ['a refusal', () => callbacks.reserve({ offer: offerId, price: 1n, nonce: 'refusal0' })],
    ['a waiting card', () => callbacks.card({ reservation: stageOf('WAITING_CODE') })],
    ['a completed card', () => callbacks.card({ reservation: stageOf('COMPLETED') })],
    ['a canceled card', () => callbacks.card({ reservation: stageOf('CANCELED') })],
    ['no card', () => callbacks.card({ reservation: 999_999n })],
    ['another SMS', () => callbacks.more({ reservation: stageOf('COMPLETED') })],
    ['a change that is too late', () => callbacks.change({ reservation: stageOf('COMPLETED') })],
    ['a cancel that is too late', () => callbacks.cancel({ reservation: stageOf('COMPLETED') })],
    ['a claim of nothing', () => callbacks.claim({ message: 999_999n })],
    ['numbers', () => callbacks.numbers({ page: 0 })],
    ['history', () => callbacks.history({ page: 0, from: 'home' })],
    ['history, page 2', () => callbacks.history({ page: 1, from: 'numbers' })],
    ['history, beyond the end', () => callbacks.history({ page: 99, from: 'home' })],
    ['balance', () => callbacks.balance()],
    ['transactions', () => callbacks.transactions({ before: 0n })],
    ['old transactions', () => callbacks.transactions({ before: 5n })],
    ['statistics', () => callbacks.statistics()],
    ['free credit', () => callbacks.free()],
    ['help', () => callbacks.help()],
    ['privacy', () => callbacks.privacy()],
    ['languages', () => callbacks.language()],
  ];

  it.each(screens)('%s reads well and leads on', async (_, data) => {
    await buyer.writes('/start');
    await buyer.pressesData(data());
    readsWell(buyer.last.text);
    for (const label of buyer.labels()) readsWell(label, false);
    expect(buyer.labels().some((label) => WAY_BACK[language].test(label))).toBe(true);
    if (buyer.toast) readsWell(buyer.toast);
  });

  it('tells codes, late codes and ends in it too', () => {
    const codes = buyer.messages.filter(({ text }) => text.includes('111222'));
    expect(codes.length).toBeGreaterThan(0);
    for (const { text } of buyer.messages) readsWell(text);
  });

  it('keeps a name as it was written', async () => {
    await buyer.writes('/start');
    expect(buyer.last.text).toContain('Vera <b>&');
  });

  function readsWell(text: string, isWhole = true): void {
    expect(text).not.toMatch(/undefined|null|NaN|\[object|⟦|#/);
    if (!isWhole) return;
    expect(text).toMatch(SCRIPT[language]);
    if (language !== 'ar') expect(text).not.toMatch(/[\u2066-\u2069]/);
    for (const line of text.split('\n')) {
      expect((line.match(/[\u2066\u2068]/g) ?? []).length).toBe((line.match(/\u2069/g) ?? []).length);
    }
  }
});

function phoneIn(buyer: Chat): string {
  return /\+(\d+)/.exec(buyer.last.text)![1]!;
}
