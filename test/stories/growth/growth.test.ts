import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings';
import { cancelGift, giveGift, takeGift } from '../../../src/usecases/growth/gifts';
import { redeemPromo } from '../../../src/usecases/growth/redeem-promo';
import { referralPayload } from '../../../src/usecases/growth/referrals';
import { refundReceipt } from '../../../src/usecases/payments/refund-receipt';
import { takeStars } from '../../../src/usecases/payments/stars';
import { startTopUp } from '../../../src/usecases/payments/start-top-up';
import { eraseUser } from '../../../src/usecases/users/erase-user';
import { meetUser } from '../../../src/usecases/users/meet-user';
import { paysInStars } from '../../support/pays-in-stars';
import { projectRoot } from '../../support/project-root';
import { openShop, type Shop, usd } from '../../support/shop';
import { TestBuyer } from '../../support/test-buyer';

const ADMIN = { type: 'ADMIN', id: '1' } as const;

describe('people who bring people', () => {
  let shop: Shop;
  let methodId: number;
  let ann: TestBuyer;

  beforeEach(async () => {
    shop = await openShop();
    methodId = await shop.paymentMethod({ protocol: 'stars', currency: 'XTR', rate: '0.01' });
    ann = await shop.buyer({ balance: 0n });
  });
  afterEach(async () => {
    await shop.booksBalance();
    await shop.close();
  });

  async function comes(telegramId: bigint, startPayload?: string): Promise<TestBuyer> {
    const names = { firstName: 'Guest', lastName: null, username: null, language: 'en' } as const;
    return new TestBuyer(shop, (await meetUser(shop.app, { telegramId, ...names, startPayload })).id);
  }

  const pays = (buyer: TestBuyer, amount = usd('10'), chargeId?: string) =>
    paysInStars(shop, { userId: buyer.id, methodId, amount, chargeId });

  it('are promised what the settings say where nobody has changed them: the ledger itself reads them, too', () => {
    const sql = readFileSync(join(projectRoot, 'schema/functions/growth/promise_referral.sql'), 'utf8');
    const usual = [...sql.matchAll(/s\.key = '(\w+)'\), (\d+)\)/g)].map(
      ([, key, value]) => [key!, Number(value)] as const,
    );
    expect(usual.map(([key]) => key)).toEqual(['referralPercent', 'referralDays', 'referralMostOfOne']);
    expect(DEFAULT_SETTINGS).toMatchObject(Object.fromEntries(usual));
  });

  describe('get a part of what these pay in', () => {
    beforeEach(() => shop.set('referralPercent', 10));

    it('when it can be taken back no more, once', async () => {
      const bob = await comes(900n, await referralPayload(shop.app, ann.id));
      await pays(bob);
      await shop.runs('pay-referrals');
      expect(await ann.balance()).toBe(0n);
      await shop.passes({ days: 15 });
      await Promise.all([shop.runs('pay-referrals'), shop.runs('pay-referrals')]);
      expect(await ann.balance()).toBe(usd('1'));
      expect(await shop.notices(ann)).toEqual(['referral_paid']);
    });

    it('not for money that went back before, and what they got goes back with later ones', async () => {
      const bob = await comes(900n, await referralPayload(shop.app, ann.id));
      const refunds = async (receiptId: bigint) => {
        await refundReceipt(shop.app, { key: randomUUID(), receiptId, actor: ADMIN, reason: '' });
        await shop.runs('finish-refunds');
      };
      await refunds(await pays(bob));
      await shop.passes({ days: 15 });
      await shop.runs('pay-referrals');
      expect(await ann.balance()).toBe(0n);
      const receipt = await pays(bob);
      await shop.passes({ days: 15 });
      await shop.runs('pay-referrals');
      expect(await ann.balance()).toBe(usd('1'));
      await refunds(receipt);
      expect(await ann.balance()).toBe(0n);
    });

    it('not for themselves, not for who was here before, not twice for one who was erased and comes back', async () => {
      const payload = await referralPayload(shop.app, ann.id);
      const invited = () => shop.one('SELECT count(*)::integer AS count FROM users WHERE invited_by IS NOT NULL');
      await meetUser(shop.app, {
        telegramId: 7_001n,
        firstName: 'A',
        lastName: null,
        username: null,
        language: 'en',
        startPayload: payload,
      });
      await comes(900n);
      await pays(await comes(900n));
      await comes(900n, payload);
      expect(await invited()).toEqual({ count: 0 });
      const carl = await comes(901n, payload);
      await comes(901n, await referralPayload(shop.app, (await comes(902n)).id));
      expect(await invited()).toEqual({ count: 1 });
      expect((await eraseUser(shop.app, { userId: carl.id, actor: ADMIN })).kind).toBe('erased');
      await comes(901n, payload);
      expect(await invited()).toEqual({ count: 1 });
    });

    it('within a day’s limit and a budget, and nothing once they are banned', async () => {
      await shop.set('referralMostADay', 1);
      const payload = await referralPayload(shop.app, ann.id);
      await pays(await comes(900n, payload));
      await pays(await comes(901n, payload));
      await shop.passes({ days: 15 });
      await shop.runs('pay-referrals');
      expect(await ann.balance()).toBe(usd('1'));
      await shop.passes({ days: 2 });
      await shop.runs('pay-referrals');
      expect(await ann.balance()).toBe(usd('2'));
      await shop.set('referralBudget', 2);
      await pays(await comes(902n, payload));
      await shop.passes({ days: 15 });
      await shop.runs('pay-referrals');
      expect(await ann.balance()).toBe(usd('2'));
      await shop.set('referralBudget', 0);
      await pays(await comes(903n, payload));
      await shop.all('UPDATE users SET is_banned = true WHERE id = $1 RETURNING 1', [ann.id]);
      await shop.passes({ days: 15 });
      await shop.runs('pay-referrals');
      expect(await ann.balance()).toBe(usd('2'));
    });
  });

  describe('give promo codes', () => {
    const code = (
      o: {
        kind?: string;
        amount?: bigint | null;
        percent?: number | null;
        maxUses?: number;
        isForNew?: boolean;
        endsAt?: Date;
      } = {},
    ) =>
      shop.all(
        `INSERT INTO promo_codes (code, kind, amount, percent, max_uses, is_for_new, starts_at, ends_at, created_at)
         VALUES ('SPRING', $1, $2, $3, $4, $5, $6, $7, $6) RETURNING 1`,
        [
          o.kind ?? 'BALANCE',
          o.amount === undefined ? usd('2') : o.amount,
          o.percent ?? null,
          o.maxUses ?? 3,
          o.isForNew ?? false,
          shop.clock.now(),
          o.endsAt ?? null,
        ],
      );
    const redeems = async (buyer: TestBuyer, word = 'spring') =>
      (await redeemPromo(shop.app, { userId: buyer.id, code: word })).kind;

    it('that bring balance once to each, and to no more people than was said, however many try at once', async () => {
      await code({ maxUses: 3 });
      const people = await Promise.all(Array.from({ length: 8 }, () => shop.buyer({ balance: 0n })));
      const kinds = await Promise.all(people.flatMap((one) => [redeems(one), redeems(one)]));
      expect(kinds.filter((kind) => kind === 'redeemed')).toHaveLength(3);
      const balances = await Promise.all(people.map((one) => one.balance()));
      expect(balances.reduce((sum, one) => sum + one, 0n)).toBe(usd('6'));
    });

    it('that bring a bonus with the next payment, and with another one if that came to nothing', async () => {
      await code({ kind: 'TOPUP_BONUS', amount: null, percent: 50 });
      expect(await redeems(ann)).toBe('redeemed');
      await startTopUp(shop.app, {
        key: 'never paid',
        userId: ann.id,
        methodId,
        amount: usd('10'),
        language: 'en',
        title: '',
      });
      await shop.passes({ hours: 1 });
      await shop.runs('expire-payments');
      await pays(ann);
      expect(await ann.balance()).toBe(usd('15'));
      await pays(ann);
      expect(await ann.balance()).toBe(usd('25'));
    });

    it('that bring their bonus once, also when the payment that had it ended and was paid after all', async () => {
      await code({ kind: 'TOPUP_BONUS', amount: null, percent: 50 });
      await redeems(ann);
      const order = { userId: ann.id, methodId, amount: usd('10'), language: 'en', title: '' };
      const first = await startTopUp(shop.app, { ...order, key: 'first' });
      if (first.kind !== 'started') throw new Error(first.kind);
      for (const key of ['second', 'third', 'fourth', 'fifth']) await startTopUp(shop.app, { ...order, key });
      await takeStars(shop.app, {
        chargeId: 'first',
        payload: first.payment.token,
        amount: 1_000n,
        at: shop.clock.now(),
      });
      expect(await ann.balance()).toBe(usd('10'));
      const { payment } = (await startTopUp(shop.app, { ...order, key: 'fourth' })) as typeof first;
      await takeStars(shop.app, { chargeId: 'fourth', payload: payment.token, amount: 1_000n, at: shop.clock.now() });
      expect(await ann.balance()).toBe(usd('25'));
    });

    it('for new people only, for a time only; and whoever guesses is stopped', async () => {
      await code({ isForNew: true, endsAt: new Date(shop.clock.now().getTime() + 3_600_000) });
      const paid = await shop.buyer({ balance: 0n });
      await pays(paid);
      expect(await redeems(paid)).toBe('only_new');
      for (let n = 0; n < 5; n += 1) expect(await redeems(ann, `guess ${n}`)).toBe('unknown');
      expect(await redeems(ann)).toBe('too_many_tries');
      await shop.passes({ minutes: 6 });
      expect(await redeems(ann)).toBe('redeemed');
      await shop.passes({ hours: 1 });
      expect(await redeems(await shop.buyer())).toBe('over');
    });
  });

  describe('give money away by a link', () => {
    async function rich(): Promise<TestBuyer> {
      await pays(ann, usd('20'));
      await shop.passes({ days: 2 });
      return ann;
    }
    const gives = (amount: string, key: string = randomUUID()) =>
      giveGift(shop.app, { key, userId: ann.id, amount: usd(amount) });
    async function link(amount: string): Promise<string> {
      const outcome = await gives(amount);
      if (outcome.kind !== 'given') throw new Error(outcome.kind);
      return outcome.payload;
    }

    it('which one of many who try at once takes, whole', async () => {
      await rich();
      const payload = await link('5');
      const people = await Promise.all(Array.from({ length: 6 }, () => shop.buyer({ balance: 0n })));
      const outcomes = await Promise.all(people.map(({ id: userId }) => takeGift(shop.app, { userId, payload })));
      expect(outcomes.filter(({ kind }) => kind === 'taken')).toHaveLength(1);
      expect(await ann.balance()).toBe(usd('15'));
      expect((await shop.notices(ann)).at(-1)).toBe('gift_taken');
      expect((await takeGift(shop.app, { userId: people[0]!.id, payload: `${payload.slice(0, -1)}x` })).kind).toBe(
        'unknown',
      );
    });

    it('only of what they paid in themselves, some time ago, and not more a day than was said', async () => {
      const other = await shop.buyer({ balance: usd('50') });
      expect((await giveGift(shop.app, { key: 'a', userId: other.id, amount: usd('1') })).kind).toBe('not_enough');
      await pays(ann, usd('20'));
      expect(await gives('5')).toEqual({ kind: 'not_enough', most: 0n });
      await shop.passes({ days: 2 });
      expect((await gives('25')).kind).toBe('not_enough');
      await shop.set('giftMostADay', 10);
      expect((await gives('8', 'same')).kind).toBe('given');
      expect((await gives('8', 'same')).kind).toBe('repeated');
      expect((await gives('8')).kind).toBe('too_much_today');
    });

    it('which comes back when its giver wants it, or when nobody took it', async () => {
      await rich();
      const payload = await link('5');
      const [gift] = await shop.db.growth.listGifts(ann.id, 1);
      expect((await takeGift(shop.app, { userId: ann.id, payload })).kind).toBe('own');
      expect((await cancelGift(shop.app, { userId: ann.id + 1n, giftId: gift!.id })).kind).toBe('unknown');
      expect((await cancelGift(shop.app, { userId: ann.id, giftId: gift!.id })).kind).toBe('returned');
      expect((await takeGift(shop.app, { userId: (await shop.buyer()).id, payload })).kind).toBe('over');
      await link('7');
      await shop.passes({ days: 31 });
      await shop.runs('return-gifts');
      expect(await ann.balance()).toBe(usd('20'));
    });
  });
});
