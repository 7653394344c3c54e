import { randomUUID } from 'node:crypto';
import { openShop, type Shop, usd } from '../support/shop';

const STEPS_AT_MOST = 60;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

/** Tells the story once for each step at which the program can die, and a last time in which it lives. */
async function diesAtEveryStep(story: (mortal: (act: () => Promise<unknown>) => Promise<void>) => Promise<void>) {
  for (let steps = 0; steps < STEPS_AT_MOST; steps += 1) {
    let life = { isDead: false };
    await story(async (act) => {
      life = shop.diesAfter(steps);
      await act().catch((error: Error) => {
        if (!life.isDead) throw error;
      });
      shop.restarts();
    });
    await shop.booksBalance();
    if (!life.isDead) return steps;
  }
  throw new Error('The story has more steps than expected.');
}

async function timeHeals() {
  for (const seconds of [17, 6, 6, 21]) {
    await shop.passes({ seconds });
    await shop.runs();
  }
}

describe('a program that dies at any step', () => {
  it('of a purchase and its code: bought once, paid once, told once', async () => {
    const offer = await shop.offer();
    const hero = await shop.vendor();
    await shop.route(offer, hero.id);
    let rounds = 0;
    const steps = await diesAtEveryStep(async (mortal) => {
      rounds += 1;
      await shop.passes({ seconds: 5 }); // the supplier's next poll is due
      const buyer = await shop.buyer({ balance: usd('1') });
      const key = randomUUID();
      const code = `Telegram code ${10_000 + rounds}`;
      await mortal(async () => {
        const reservation = await buyer.buys(offer, key);
        hero.receive(reservation.phone!, code);
        await shop.runs('poll-providers');
      });
      const { id } = await buyer.buys(offer, key);
      await timeHeals();
      const { stage, phone } = await buyer.sees({ id });
      if (stage === 'WAITING_CODE') {
        hero.receive(phone!, code);
        await timeHeals();
      }
      expect(await buyer.sees({ id })).toMatchObject({
        stage: 'COMPLETED',
        messages: [{ code: String(10_000 + rounds) }],
      });
      expect(await buyer.balance()).toBe(usd('0.20'));
      expect(hero.upstreamOrders.bought).toBe(rounds);
      expect((await shop.notices(buyer)).filter((kind) => kind === 'code_received')).toHaveLength(1);
    });
    expect(steps).toBeGreaterThan(11);
  }, 120_000);

  it('of a cancel: taken back once, released once', async () => {
    const offer = await shop.offer();
    const hero = await shop.vendor();
    await shop.route(offer, hero.id);
    await shop.set('maxCancelsAnHour', 1_000);
    const steps = await diesAtEveryStep(async (mortal) => {
      const buyer = await shop.buyer({ balance: usd('1') });
      const reservation = await buyer.buys(offer);
      await shop.passes({ minutes: 3 });
      await mortal(() => buyer.cancels(reservation));
      await buyer.cancels(reservation);
      await timeHeals();
      expect(await buyer.sees(reservation)).toMatchObject({ stage: 'CANCELED', endReason: 'BUYER_CANCELED' });
      expect(await buyer.balance()).toBe(usd('1'));
      expect(hero.orders().every((order) => order.refunded)).toBe(true);
    });
    expect(steps).toBeGreaterThan(3);
  }, 120_000);

  it('of an expiry and the word to the supplier: released once, told once', async () => {
    const offer = await shop.offer();
    const hero = await shop.vendor();
    await shop.route(offer, hero.id);
    const steps = await diesAtEveryStep(async (mortal) => {
      const buyer = await shop.buyer({ balance: usd('1') });
      const reservation = await buyer.buys(offer);
      await shop.passes({ minutes: 19 });
      await shop.all('UPDATE reservations SET expires_at = $2 WHERE id = $1', [reservation.id, shop.clock.now()]);
      await mortal(() => shop.runs('expire-reservations', 'close-upstream'));
      await timeHeals();
      expect(await buyer.stageOf(reservation)).toBe('EXPIRED');
      expect(await buyer.balance()).toBe(usd('1'));
      expect(await shop.notices(buyer)).toEqual(['reservation_ended']);
      expect(hero.orders().every((order) => order.phase === 'canceled')).toBe(true);
    });
    expect(steps).toBeGreaterThan(3);
  }, 120_000);
});
