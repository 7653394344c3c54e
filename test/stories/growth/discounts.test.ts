import { randomUUID } from 'node:crypto';
import { reportMoney } from '../../../src/database/queries/reports/money';
import type { Amount } from '../../../src/domain/money/money';
import { redeemPromo } from '../../../src/usecases/growth/redeem-promo';
import { verifyBooks } from '../../../src/usecases/ledger/verify-books';
import { type ReserveOutcome, reserveNumber } from '../../../src/usecases/reservations/reserve-number';
import { getOffer } from '../../../src/usecases/storefront/get-offer';
import { openShop, type Shop, type TestOffer, usd } from '../../support/shop';
import type { TestBuyer } from '../../support/test-buyer';

interface Terms {
  readonly percent?: number;
  readonly amount?: Amount;
  readonly maxUses?: number;
  readonly maxUsesOfUser?: number;
  readonly serviceId?: number;
  readonly countryId?: number;
  readonly minPrice?: Amount;
  readonly maxDiscount?: Amount;
  readonly budget?: Amount;
  readonly isForNew?: boolean;
  readonly endsAt?: Date;
}

describe('a promo code that makes numbers cheaper', () => {
  let shop: Shop;
  let offer: TestOffer;
  let ann: TestBuyer;

  beforeEach(async () => {
    shop = await openShop();
    offer = await shop.offer({ price: usd('1') });
    await shop.pool(offer, { numbers: 30 });
    ann = await shop.buyer();
  });
  afterEach(async () => {
    await shop.booksBalance();
    await shop.close();
  });

  async function code(name: string, { percent, amount, ...terms }: Terms): Promise<void> {
    const { maxUses = 100, maxUsesOfUser = 1, isForNew = false } = terms;
    const { serviceId, countryId, minPrice, maxDiscount, budget, endsAt } = terms;
    await shop.one(
      `INSERT INTO promo_codes (code, kind, percent, amount, max_uses, max_uses_of_user, service_id, country_id, min_price,
         max_discount, budget, is_for_new, ends_at, created_at)
       VALUES ($1, 'PURCHASE_DISCOUNT', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING 1`,
      [
        ...[name, percent ?? null, amount ?? null, maxUses, maxUsesOfUser, serviceId ?? null, countryId ?? null],
        ...[minPrice ?? null, maxDiscount ?? null, budget ?? null, isForNew, endsAt ?? null, shop.clock.now()],
      ],
    );
  }

  const gives = async (buyer: TestBuyer, name: string) =>
    (await redeemPromo(shop.app, { userId: buyer.id, code: name })).kind;
  const looks = async (buyer: TestBuyer, at = offer) =>
    (await getOffer(shop.app, { offerId: at.id, userId: buyer.id }))!;
  /** Presses what stands on the offer's page. */
  async function presses(buyer: TestBuyer, at = offer, key: string = randomUUID()): Promise<ReserveOutcome> {
    const { price } = await looks(buyer, at);
    return reserveNumber(shop.app, { key, userId: buyer.id, offerId: at.id, price, withPromo: true });
  }
  async function buys(buyer: TestBuyer, at = offer) {
    const outcome = await presses(buyer, at);
    if (outcome.kind === 'refused') throw new Error(outcome.reason);
    return outcome.view;
  }
  const stands = (name: string) =>
    shop.one<{ uses: number; spent: Amount }>('SELECT uses, spent FROM promo_codes WHERE code = $1', [name]);

  it('is shown before the press, held, charged and counted; what was saved is told apart from what was sold', async () => {
    await code('SPRING', { percent: 20 });
    expect(await gives(ann, 'spring')).toBe('chosen');
    expect(await stands('SPRING')).toEqual({ uses: 0, spent: 0n });
    expect(await looks(ann)).toMatchObject({
      ...{ listPrice: usd('1'), price: usd('0.80'), promoCode: 'SPRING', promoSays: 'counts' },
    });
    const bought = await buys(ann);
    expect([bought.price, await ann.held()]).toEqual([usd('0.80'), usd('0.80')]);
    expect(await stands('SPRING')).toEqual({ uses: 1, spent: usd('0.20') });
    await ann.gets(bought, 'Your code is 123456');
    expect([await ann.stageOf(bought), await ann.balance(), await ann.held()]).toEqual(['COMPLETED', usd('9.20'), 0n]);
    const to = new Date(shop.clock.now().getTime() + 1);
    const [day] = await reportMoney(shop.app.db, {
      ...{ from: new Date(to.getTime() - 1_000), to, interval: 'DAY', timeZone: 'UTC' },
    });
    expect(day).toMatchObject({ sales: usd('0.80'), discounts: usd('0.20') });
    expect(await looks(ann)).toMatchObject({ price: usd('1'), promoCode: null });
    expect(await gives(ann, 'SPRING')).toBe('used_by_you');
  });

  it('has one last use for twenty buyers who press at once', async () => {
    await code('LAST', { amount: usd('0.30'), maxUses: 1 });
    const buyers = [];
    for (let i = 0; i < 20; i += 1) buyers.push(await shop.buyer());
    for (const buyer of buyers) expect(await gives(buyer, 'LAST')).toBe('chosen');
    const price = usd('0.70');
    const outcomes = await Promise.all(
      buyers.map((buyer) =>
        reserveNumber(shop.app, { key: randomUUID(), userId: buyer.id, offerId: offer.id, price, withPromo: true }),
      ),
    );
    expect(outcomes.filter(({ kind }) => kind === 'reserved')).toHaveLength(1);
    for (const outcome of outcomes.filter(({ kind }) => kind !== 'reserved'))
      expect(outcome).toMatchObject({
        ...{ kind: 'refused', reason: 'price_changed', price: usd('1'), promo: { code: 'LAST', says: 'used_up' } },
      });
    expect(await stands('LAST')).toEqual({ uses: 1, spent: usd('0.30') });
  });

  it('comes back once when the purchase ends without a code, by a cancel or by time', async () => {
    await code('ONCE', { percent: 50, maxUses: 1 });
    await gives(ann, 'ONCE');
    const first = await buys(ann);
    expect(await gives(await shop.buyer(), 'ONCE')).toBe('used_up');
    await Promise.all([ann.cancels(first), ann.cancels(first)]);
    expect([await stands('ONCE'), await ann.balance()]).toEqual([{ uses: 0, spent: 0n }, usd('10')]);
    expect((await looks(ann)).price).toBe(usd('0.50'));
    const second = await buys(ann);
    await shop.passes({ minutes: 21 });
    await Promise.all([shop.runs('expire-reservations'), shop.runs('expire-reservations')]);
    expect(await ann.stageOf(second)).toBe('EXPIRED');
    expect([await stands('ONCE'), await ann.balance()]).toEqual([{ uses: 0, spent: 0n }, usd('10')]);
    expect((await buys(ann)).price).toBe(usd('0.50'));
  });

  it('goes with the number that is changed, and the same press twice is one use', async () => {
    await code('MOVES', { percent: 10, maxUses: 1 });
    await gives(ann, 'MOVES');
    const key = randomUUID();
    const { price } = await looks(ann);
    const order = { key, userId: ann.id, offerId: offer.id, price, withPromo: true };
    const [one, two] = [await reserveNumber(shop.app, order), await reserveNumber(shop.app, order)];
    expect([one.kind, two.kind]).toEqual(['reserved', 'repeated']);
    if (one.kind === 'refused') throw new Error(one.reason);
    await shop.all('UPDATE offers SET price = 20000 WHERE id = $1 RETURNING 1', [offer.id]);
    const changed = await ann.changes(one.view);
    if (changed.kind !== 'changed') throw new Error(changed.kind);
    expect([changed.view.price, await ann.held()]).toEqual([usd('0.90'), usd('0.90')]);
    expect(await stands('MOVES')).toEqual({ uses: 1, spent: usd('0.10') });
    await ann.cancels(changed.view);
    expect(await stands('MOVES')).toEqual({ uses: 0, spent: 0n });
  });

  it('keeps its word for a late code, also when others used it up meanwhile', async () => {
    await code('LATE', { percent: 40, maxUses: 1 });
    await gives(ann, 'LATE');
    const lost = await buys(ann);
    await ann.cancels(lost);
    const bob = await shop.buyer();
    await gives(bob, 'LATE');
    // Another number for sure: the lost one must stay free.
    const other = await shop.offer({ country: 'Germany', price: usd('1') });
    await shop.pool(other);
    await buys(bob, other);
    await ann.gets(lost, 'Your code is 654321');
    const { id } = await shop.one<{ id: bigint }>(`SELECT id FROM messages WHERE status = 'LATE'`);
    expect(await ann.claims(id)).toMatchObject({ kind: 'claimed' });
    expect(await ann.balance()).toBe(usd('9.40'));
    // Two had it, one is counted: nobody else gets it.
    expect(await stands('LATE')).toEqual({ uses: 1, spent: usd('0.40') });
    expect(await gives(await shop.buyer(), 'LATE')).toBe('used_up');
  });

  it('never sells at another price than the one that was shown', async () => {
    await code('SHORT', { percent: 20, endsAt: new Date(shop.clock.now().getTime() + 60_000) });
    await gives(ann, 'SHORT');
    const press = () =>
      reserveNumber(shop.app, {
        ...{ key: randomUUID(), userId: ann.id, offerId: offer.id, price: usd('0.80'), withPromo: true },
      });
    await shop.all('UPDATE offers SET price = 12000 WHERE id = $1 RETURNING 1', [offer.id]);
    expect(await press()).toMatchObject({ kind: 'refused', reason: 'price_changed', price: usd('0.96') });
    await shop.all('UPDATE offers SET price = 10000 WHERE id = $1 RETURNING 1', [offer.id]);
    await shop.passes({ minutes: 2 });
    expect(await press()).toMatchObject({
      ...{ kind: 'refused', reason: 'price_changed', price: usd('1'), promo: { code: 'SHORT', says: 'over' } },
    });
    expect(await looks(ann)).toMatchObject({ price: usd('1'), promoSays: 'over' });
    // Whoever says nothing of a code, such as a program, pays the list price and takes no use.
    const plain = { key: randomUUID(), userId: ann.id, offerId: offer.id, price: usd('1') };
    expect((await reserveNumber(shop.app, plain)).kind).toBe('reserved');
    expect(await stands('SHORT')).toEqual({ uses: 0, spent: 0n });
  });

  it('ends with its budget, which a cancel fills again', async () => {
    await code('PURSE', { amount: usd('0.40'), budget: usd('1'), maxUsesOfUser: 9 });
    await gives(ann, 'PURSE');
    const first = await buys(ann);
    await buys(ann);
    expect(await looks(ann)).toMatchObject({ price: usd('1'), promoSays: 'used_up' });
    await ann.cancels(first);
    expect(await looks(ann)).toMatchObject({ price: usd('0.60'), promoSays: 'counts' });
    await expect(
      shop.all(`UPDATE promo_codes SET budget = 3000 WHERE code = 'PURSE' RETURNING 1`),
    ).rejects.toMatchObject({ constraint: 'promo_codes_within_budget' });
  });

  it('counts where it says, for whom it says, and leaves something to pay', async () => {
    const elsewhere = await shop.offer({ service: 'WhatsApp', country: 'Germany', price: usd('3') });
    await shop.pool(elsewhere, { numbers: 3 });
    await code('HERE', { percent: 10, serviceId: offer.serviceId, countryId: offer.countryId });
    await gives(ann, 'HERE');
    expect((await looks(ann)).promoSays).toBe('counts');
    expect(await looks(ann, elsewhere)).toMatchObject({ price: usd('3'), promoSays: 'elsewhere' });
    await code('DEAR', { percent: 50, minPrice: usd('2'), maxDiscount: usd('0.50') });
    await gives(ann, 'DEAR');
    expect((await looks(ann)).promoSays).toBe('too_cheap');
    expect((await looks(ann, elsewhere)).price).toBe(usd('2.50'));
    await code('WHOLE', { percent: 100 });
    await gives(ann, 'WHOLE');
    expect((await looks(ann)).price).toBe(usd('0.01'));
    const bought = await buys(ann);
    await ann.gets(bought, 'Your code is 111222');
    expect(await ann.balance()).toBe(usd('9.99'));
    await code('FRESH', { percent: 10, isForNew: true });
    expect(await gives(ann, 'FRESH')).toBe('only_new');
    expect(await gives(await shop.buyer(), 'FRESH')).toBe('chosen');
    await shop.all(`UPDATE promo_codes SET is_active = false WHERE code = 'FRESH' RETURNING 1`);
  });

  it('is missed by the check of the books when a use is lost', async () => {
    await code('LOST', { percent: 10 });
    await gives(ann, 'LOST');
    const bought = await buys(ann);
    const undo = 'UPDATE promo_uses SET released_at = $2 WHERE reservation_id = $1 RETURNING 1';
    await shop.all(undo, [bought.id, shop.clock.now()]);
    const { findings } = await verifyBooks(shop.app);
    expect(findings.map(({ invariant }) => invariant).sort()).toEqual([
      ...['discount_is_its_use', 'discounts_within_budget', 'promo_is_its_uses'],
    ]);
    await shop.all(undo, [bought.id, null]);
  });
});
