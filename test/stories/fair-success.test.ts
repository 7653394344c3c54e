import * as fc from 'fast-check';
import { reportSuccess } from '../../src/database/queries/reports/success';
import { listCountries } from '../../src/usecases/storefront/list-countries';
import { getStatistics } from '../../src/usecases/users/get-statistics';
import { openShop, type Shop, type TestOffer, usd } from '../support/shop';
import type { TestBuyer } from '../support/test-buyer';
import '../support/steady-seed';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

type End = 'code' | 'cancel' | 'change' | 'expiry';

const verdictOf = async ({ id }: { id: bigint }) =>
  (await shop.one<{ verdict: boolean | null }>('SELECT brought_code AS verdict FROM reservations WHERE id = $1', [id]))
    .verdict;

/** Buys a number of ours, waits, and ends it in one of the ways. Returns what it says of its route. */
async function lives(buyer: TestBuyer, offer: TestOffer, end: End, afterS: number): Promise<boolean | null> {
  const reservation = await buyer.buys(offer);
  await shop.passes({ seconds: end === 'expiry' ? 1_201 : afterS });
  if (end === 'code') await buyer.gets(reservation, 'Your code: 54321');
  if (end === 'cancel') await buyer.cancels(reservation);
  if (end === 'change') {
    const changed = await buyer.changes(reservation);
    if (changed.kind !== 'changed') throw new Error(`no other number: ${changed.kind}`);
    expect(await buyer.cancels(changed.view)).toEqual({ kind: 'canceled' });
    expect(await verdictOf(changed.view)).toBeNull();
  }
  if (end === 'expiry') await shop.runs('expire-reservations');
  return verdictOf(reservation);
}

async function openCounter(o: { numbers?: number; cancels?: number } = {}) {
  await shop.set('maxCancelsAnHour', o.cancels ?? 1_000);
  const offer = await shop.offer();
  await shop.pool(offer, { numbers: o.numbers ?? 40 });
  const buyer = await shop.buyer({ balance: usd('100') });
  const rate = async () => {
    const { items } = await listCountries(shop.app, { serviceId: offer.serviceId, page: 0, pageSize: 8 });
    const [report] = await reportSuccess(shop.app.db, {
      ...{ by: 'SERVICE', from: new Date(0), to: new Date(shop.clock.now().getTime() + 1_000) },
    });
    expect(report!.successRate).toBe(report!.tries ? report!.wins / report!.tries : null);
    return { shown: items[0]!.successRate, reported: report!.successRate };
  };
  return { offer, buyer, rate };
}

describe('a buyer who changes his mind', () => {
  it('does not lower the success of what he bought, in the list, the reports, the ranking or his own figures', async () => {
    const { offer, buyer, rate } = await openCounter();
    for (let i = 0; i < 6; i += 1) expect(await lives(buyer, offer, 'code', 20)).toBe(true);
    for (let i = 0; i < 6; i += 1) expect(await lives(buyer, offer, i % 2 ? 'cancel' : 'change', 90)).toBeNull();
    expect(await rate()).toEqual({ shown: 1, reported: 1 });
    const { own, shop: ours } = await getStatistics(shop.app, { userId: buyer.id });
    expect([own.successRate, ours.successRate]).toEqual([1, 1]);
    await shop.runs('rank-routes');
    expect(await shop.all('SELECT ended, completed FROM route_figures')).toEqual([{ ended: 6, completed: 6 }]);
  });

  it('blames it once a code was due and did not come', async () => {
    const { offer, buyer, rate } = await openCounter();
    for (let i = 0; i < 6; i += 1) await lives(buyer, offer, 'code', 20);
    expect(await lives(buyer, offer, 'cancel', 120)).toBe(false);
    expect(await lives(buyer, offer, 'change', 180)).toBe(false);
    expect(await rate()).toEqual({ shown: 0.75, reported: 0.75 });
  });

  it('has to wait longer where codes usually take longer', async () => {
    const { offer, buyer } = await openCounter();
    for (let i = 0; i < 6; i += 1) await lives(buyer, offer, 'code', 400);
    await shop.runs('rank-routes');
    expect(await lives(buyer, offer, 'cancel', 390)).toBeNull();
    expect(await lives(buyer, offer, 'cancel', 410)).toBe(false);
  });

  it('is taken at the moment he asked, though the supplier lets him wait for the end', async () => {
    const offer = await shop.offer();
    const hero = await shop.vendor();
    await shop.route(offer, hero.id);
    const buyer = await shop.buyer({ balance: usd('5') });
    const [hasty, patient] = [await buyer.buys(offer), await buyer.buys(offer)];
    expect(await buyer.cancels(hasty)).toMatchObject({ kind: 'pending' });
    await shop.passes({ minutes: 3 });
    await shop.runs('finish-cancels');
    await buyer.cancels(patient);
    expect(await buyer.sees(hasty)).toMatchObject({ stage: 'CANCELED', endReason: 'BUYER_CANCELED' });
    expect([await verdictOf(hasty), await verdictOf(patient)]).toEqual([null, false]);
  });
});

describe('a number that replaced another shortly before the deadline', () => {
  it('says nothing when its little time is over', async () => {
    const { offer, buyer } = await openCounter();
    const first = await buyer.buys(offer);
    await shop.passes({ minutes: 19 });
    const changed = await buyer.changes(first);
    if (changed.kind !== 'changed') throw new Error(changed.kind);
    await shop.passes({ seconds: 61 });
    await shop.runs('expire-reservations');
    expect([await verdictOf(first), await verdictOf(changed.view)]).toEqual([false, null]);
  });
});

describe('whatever buyers do', () => {
  it('every rate counts the codes, the expiries and the long waits, and nothing else', async () => {
    const { offer, buyer, rate } = await openCounter({ numbers: 2_000 });
    const said: boolean[] = [];
    const life = fc.record({
      end: fc.constantFrom<End>('code', 'cancel', 'change', 'expiry'),
      afterS: fc.constantFrom(0, 1, 45, 119, 120, 121, 300, 900),
    });
    // The suppliers' usual time is not worked out meanwhile, so a code is due after two minutes.
    await fc.assert(
      fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 8 }), async (lifes) => {
        for (const { end, afterS } of lifes) {
          const expected = end === 'code' ? true : end === 'expiry' || afterS >= 120 ? false : null;
          expect(await lives(buyer, offer, end, afterS)).toBe(expected);
          if (expected !== null) said.push(expected);
        }
        const share = (rows: boolean[]) => rows.filter(Boolean).length / rows.length;
        const { shown, reported } = await rate();
        if (said.length > 0) expect(reported).toBeCloseTo(share(said));
        if (said.length >= 5) expect(shown).toBeCloseTo(share(said.slice(-100)));
        await shop.booksBalance();
      }),
      { numRuns: Number(process.env.SCHEDULES ?? 12), endOnFailure: true },
    );
  });
});
