import { randomUUID } from 'node:crypto';
import { cancelGift, endGift, giveGift, takeGift } from '../../../src/usecases/growth/gifts';
import { redeemPromo } from '../../../src/usecases/growth/redeem-promo';
import { referralPayload } from '../../../src/usecases/growth/referrals';
import { takeBackStars } from '../../../src/usecases/payments/reconcile-stars';
import { takeStars } from '../../../src/usecases/payments/stars';
import { startTopUp } from '../../../src/usecases/payments/start-top-up';
import { takeReceipt } from '../../../src/usecases/payments/take-receipts';
import { meetUser } from '../../../src/usecases/users/meet-user';
import { openShop, type Shop, usd } from '../../support/shop';
import { TestBuyer } from '../../support/test-buyer';

describe('whoever wants more from the shop than it gives', () => {
  let shop: Shop;
  let methodId: number;
  let ann: TestBuyer;

  beforeEach(async () => {
    shop = await openShop();
    methodId = await shop.paymentMethod({ protocol: 'stars', currency: 'XTR', rate: '0.01' });
    await shop.set('referralPercent', 10);
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

  const begins = async (buyer: TestBuyer, amount = usd('10')) => {
    const order = { key: randomUUID(), userId: buyer.id, methodId, amount, language: 'en', title: 'Balance' };
    const outcome = await startTopUp(shop.app, order);
    if (outcome.kind !== 'started') throw new Error(outcome.kind);
    return outcome;
  };
  async function pays(buyer: TestBuyer, amount = usd('10'), chargeId: string = randomUUID()): Promise<void> {
    const { token: payload, price } = (await begins(buyer, amount)).payment;
    await takeStars(shop.app, { chargeId, payload, amount: BigInt(price), at: shop.clock.now() });
  }
  const chargesBack = (chargeId: string, amount: bigint) =>
    takeBackStars(shop.app, { chargeId, amount, at: shop.clock.now() });
  async function matures(): Promise<void> {
    await shop.passes({ days: 15 });
    await shop.runs('pay-referrals');
  }
  async function givesByHand(buyer: TestBuyer): Promise<void> {
    const actor = { type: 'ADMIN', id: '1' } as const;
    const facts = { key: `by hand ${buyer.id}`, type: 'ADD', amount: usd('50'), userId: buyer.id } as const;
    await shop.db.ledger.post({ ...facts, actor, reason: 'sorry', at: shop.clock.now() });
  }

  describe('by invitations', () => {
    it('is brought by one inviter, though two links are opened at once', async () => {
      const other = await shop.buyer({ balance: 0n });
      const links = [await referralPayload(shop.app, ann.id), await referralPayload(shop.app, other.id)];
      const [bob] = await Promise.all(links.map((link) => comes(900n, link)));
      const marks = await shop.all('SELECT 1 FROM referral_marks');
      expect(marks).toHaveLength(1);
      await pays(bob!);
      await matures();
      expect((await ann.balance()) + (await other.balance())).toBe(usd('1'));
    });

    it('makes no circle: whoever was invited invites nobody who was there before', async () => {
      const bob = await comes(900n, await referralPayload(shop.app, ann.id));
      const carl = await comes(901n, await referralPayload(shop.app, bob.id));
      await comes(900n, await referralPayload(shop.app, carl.id));
      await comes(7_001n, await referralPayload(shop.app, carl.id));
      expect(
        await shop.all('SELECT id, invited_by AS "by" FROM users WHERE invited_by IS NOT NULL ORDER BY id'),
      ).toEqual([
        { id: bob.id, by: ann.id },
        { id: carl.id, by: bob.id },
      ]);
    });

    it('earns nothing by money that nobody paid in: an operator’s, a code’s, a gift’s', async () => {
      const bob = await comes(900n, await referralPayload(shop.app, ann.id));
      await givesByHand(bob);
      await shop.all(
        `INSERT INTO promo_codes (code, kind, amount, max_uses, starts_at, created_at)
         VALUES ('SPRING', 'BALANCE', 20000, 9, $1, $1) RETURNING 1`,
        [shop.clock.now()],
      );
      expect((await redeemPromo(shop.app, { userId: bob.id, code: 'spring' })).kind).toBe('redeemed');
      const rich = await shop.buyer({ balance: 0n });
      await pays(rich, usd('20'));
      await shop.passes({ days: 2 });
      const gift = await giveGift(shop.app, { key: 'gift', userId: rich.id, amount: usd('5') });
      if (gift.kind !== 'given') throw new Error(gift.kind);
      expect((await takeGift(shop.app, { userId: bob.id, payload: gift.payload })).kind).toBe('taken');
      expect(await bob.balance()).toBe(usd('57'));
      await matures();
      expect(await shop.all('SELECT 1 FROM referral_rewards')).toEqual([]);
      expect(await ann.balance()).toBe(0n);
    });

    it('gives the reward back when the payment behind it is charged back, as far as it is there', async () => {
      const bob = await comes(900n, await referralPayload(shop.app, ann.id));
      await pays(bob, usd('10'), 'first');
      await pays(bob, usd('10'), 'second');
      await matures();
      expect(await ann.balance()).toBe(usd('2'));
      await chargesBack('first', 1_000n);
      await chargesBack('first', 1_000n);
      expect(await ann.balance()).toBe(usd('1'));
      const offer = await shop.offer({ price: usd('0.70') });
      await shop.pool(offer);
      await ann.buys(offer);
      await chargesBack('second', 1_000n);
      expect(await ann.balance()).toBe(0n);
      expect(await shop.one('SELECT sum(taken_back)::bigint AS sum FROM referral_rewards')).toEqual({
        sum: usd('1.30'),
      });
    });
  });

  describe('by promo codes', () => {
    const code = (o: { kind?: string; amount?: bigint | null; percent?: number | null; ofOne?: number } = {}) =>
      shop.all(
        `INSERT INTO promo_codes (code, kind, amount, percent, max_uses, max_uses_of_user, starts_at, created_at)
         VALUES ('SPRING', $1, $2, $3, 100, $4, $5, $5) RETURNING 1`,
        [
          o.kind ?? 'BALANCE',
          o.amount === undefined ? usd('2') : o.amount,
          o.percent ?? null,
          o.ofOne ?? 1,
          shop.clock.now(),
        ],
      );
    const redeems = async (word = 'spring') => (await redeemPromo(shop.app, { userId: ann.id, code: word })).kind;

    it('has a code as often as one person may, however many taps come at once', async () => {
      await code({ ofOne: 2 });
      const kinds = await Promise.all(Array.from({ length: 6 }, () => redeems()));
      expect(kinds.filter((kind) => kind === 'redeemed')).toHaveLength(2);
      expect(await ann.balance()).toBe(usd('4'));
    });

    it('burns no use while they may not have it', async () => {
      await code();
      await shop.all('UPDATE users SET is_banned = true WHERE id = $1 RETURNING 1', [ann.id]);
      expect(await redeems()).toBe('banned');
      await shop.all('UPDATE users SET is_banned = false WHERE id = $1 RETURNING 1', [ann.id]);
      expect(await shop.one('SELECT uses FROM promo_codes')).toEqual({ uses: 0 });
      expect(await redeems()).toBe('redeemed');
    });

    it('has five wrong tries, also when all are made at once', async () => {
      await code();
      const kinds = await Promise.all(Array.from({ length: 12 }, (_, n) => redeems(`guess ${n}`)));
      expect(kinds.filter((kind) => kind === 'unknown')).toHaveLength(5);
      expect(await redeems()).toBe('too_many_tries');
    });

    it('has a bonus once, when its payment was read before another one got the code', async () => {
      await code({ kind: 'TOPUP_BONUS', amount: null, percent: 50 });
      await redeems();
      const { payment, method } = await begins(ann);
      expect(payment.bonus).toBe(usd('5'));
      await shop.all("UPDATE payments SET status = 'CANCELED' WHERE id = $1 RETURNING 1", [payment.id]);
      await pays(ann);
      expect(await ann.balance()).toBe(usd('15'));
      const received = { amount: '1000', currency: 'XTR' };
      const money = { receiptKey: 'old', received, worth: received, settles: false, arrivedAt: shop.clock.now() };
      await takeReceipt(shop.app, method, payment, money);
      expect(await ann.balance()).toBe(usd('25'));
    });
  });

  describe('by gifts', () => {
    async function link(amount: string): Promise<string> {
      const outcome = await giveGift(shop.app, { key: randomUUID(), userId: ann.id, amount: usd(amount) });
      if (outcome.kind !== 'given') throw new Error(outcome.kind);
      return outcome.payload;
    }
    beforeEach(async () => {
      await pays(ann, usd('20'), 'old money');
      await shop.passes({ days: 2 });
    });

    it('takes none after its time, also before it has gone back', async () => {
      const payload = await link('5');
      await shop.passes({ days: 31 });
      expect((await takeGift(shop.app, { userId: (await shop.buyer()).id, payload })).kind).toBe('over');
      await Promise.all([shop.runs('return-gifts'), shop.runs('return-gifts')]);
      expect(await ann.balance()).toBe(usd('20'));
    });

    it('has it or gives it back: one of the two, when both are pressed at once', async () => {
      const payload = await link('5');
      const taker = await shop.buyer({ balance: 0n });
      const [gift] = await shop.db.growth.listGifts(ann.id, 1);
      const [taken, canceled, returned] = await Promise.all([
        takeGift(shop.app, { userId: taker.id, payload }),
        cancelGift(shop.app, { userId: ann.id, giftId: gift!.id }),
        endGift(shop.app, { id: gift!.id, takerId: null }),
      ]);
      const isTaken = taken.kind === 'taken';
      expect([canceled.kind, returned.kind].filter((kind) => kind === 'returned')).toHaveLength(isTaken ? 0 : 1);
      expect(await taker.balance()).toBe(isTaken ? usd('5') : 0n);
      expect(await ann.balance()).toBe(isTaken ? usd('15') : usd('20'));
    });

    it('owes what was given away, when the payment behind it is charged back', async () => {
      const payload = await link('15');
      const taker = await shop.buyer({ balance: 0n });
      await takeGift(shop.app, { userId: taker.id, payload });
      await chargesBack('old money', 2_000n);
      expect([await ann.balance(), await taker.balance()]).toEqual([0n, usd('15')]);
      expect(await shop.all('SELECT amount FROM debts')).toEqual([{ amount: usd('15') }]);
    });

    it('gives away no free money in the place of what they spent', async () => {
      const offer = await shop.offer({ price: usd('18') });
      await shop.pool(offer);
      await ann.buys(offer);
      await givesByHand(ann);
      expect(await ann.balance()).toBe(usd('52'));
      const gives = (amount: string) => giveGift(shop.app, { key: amount, userId: ann.id, amount: usd(amount) });
      expect(await gives('3')).toEqual({ kind: 'not_enough', most: usd('2') });
      expect((await gives('2')).kind).toBe('given');
    });
  });
});
