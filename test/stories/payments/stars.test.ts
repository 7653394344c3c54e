import { randomUUID } from 'node:crypto';
import type { Amount } from '../../../src/domain/money/money';
import { ensureStarsMethod } from '../../../src/usecases/payments/ensure-stars-method';
import { linkInvoice } from '../../../src/usecases/payments/link-invoice';
import { reconcileDay } from '../../../src/usecases/payments/reconcile-payments';
import { takeBackStars } from '../../../src/usecases/payments/reconcile-stars';
import { refundReceipt } from '../../../src/usecases/payments/refund-receipt';
import { judgePreCheckout, takeStars } from '../../../src/usecases/payments/stars';
import { startTopUp } from '../../../src/usecases/payments/start-top-up';
import { openShop, type Shop, usd } from '../../support/shop';
import type { TestBuyer } from '../../support/test-buyer';

const STEPS_AT_MOST = 40;

describe('money that comes as Telegram Stars', () => {
  let shop: Shop;
  let methodId: number;
  let ann: TestBuyer;
  let annsTelegramId: bigint;

  beforeEach(async () => {
    shop = await openShop();
    methodId = await shop.paymentMethod({ protocol: 'stars', currency: 'XTR', rate: '0.013' });
    ann = await shop.buyer({ balance: 0n });
    ({ annsTelegramId } = await shop.one<{ annsTelegramId: bigint }>(
      'SELECT telegram_id AS "annsTelegramId" FROM users WHERE id = $1',
      [ann.id],
    ));
  });
  afterEach(async () => {
    await shop.booksBalance();
    await shop.close();
  });

  async function invoice(buyer: TestBuyer = ann, amount: Amount = usd('5')) {
    const order = { key: randomUUID(), userId: buyer.id, methodId, amount, language: 'en', title: 'Balance' };
    const outcome = await startTopUp(shop.app, order);
    if (outcome.kind !== 'started') throw new Error(outcome.kind);
    return outcome.payment;
  }
  const asks = (payload: string, o: { telegramId?: bigint; amount?: bigint; currency?: string } = {}) =>
    judgePreCheckout(shop.app, {
      ...{ queryId: 1n, telegramId: annsTelegramId, languageCode: null, payload, currency: 'XTR', amount: 385n, ...o },
    }).then((judged) => (judged.kind === 'refused' ? judged.why : judged.kind));
  const comes = (payload: string, chargeId: string, amount = 385n) =>
    takeStars(shop.app, { chargeId, payload, amount, at: shop.clock.now() });

  it('costs as many stars as the amount is worth, rounded up, and brings exactly the amount', async () => {
    const payment = await invoice();
    expect(payment.price).toBe('385');
    await comes(payment.token, 'charge 1');
    await comes(payment.token, 'charge 1');
    expect(await ann.balance()).toBe(usd('5'));
    expect(await shop.notices(ann)).toEqual(['invoice', 'payment_received']);
  });

  it('may be paid by its own buyer, in time, as it was priced, and not twice', async () => {
    const payment = await invoice();
    expect(await asks(payment.token)).toBe('approved');
    expect(await asks('nobody knows this')).toBe('unknown');
    expect(await asks(payment.token, { telegramId: 1n })).toBe('foreign');
    expect(await asks(payment.token, { amount: 1n })).toBe('changed');
    expect(await asks(payment.token, { currency: 'USD' })).toBe('changed');
    await shop.all('UPDATE users SET is_banned = true RETURNING 1');
    expect(await asks(payment.token)).toBe('banned');
    await shop.all('UPDATE users SET is_banned = false RETURNING 1');
    await comes(payment.token, 'charge 1');
    expect(await asks(payment.token)).toBe('paid');
    const other = await invoice();
    await shop.passes({ minutes: 31 });
    expect(await asks(other.token)).toBe('expired');
  });

  it('can be paid by a link as well, which is made once, and not at all while Telegram makes none', async () => {
    const payment = await invoice();
    const words = { title: 'Balance', description: 'Balance', label: 'Balance', stars: 385, payload: payment.token };
    shop.telegram.invoiceLinkTrouble = { kind: 'flood', seconds: 9, scope: 'method' };
    expect(await linkInvoice(shop.app, payment, words)).toBeNull();
    shop.telegram.invoiceLinkTrouble = undefined;
    const link = await linkInvoice(shop.app, payment, words);
    expect(await linkInvoice(shop.app, (await shop.db.payments.find(payment.id))!, words)).toBe(link);
    expect(shop.telegram.invoiceLinks).toEqual([words]);
  });

  it('is a payment of its own when an old invoice is paid once more, or after its time', async () => {
    const payment = await invoice();
    await comes(payment.token, 'charge 1');
    await shop.passes({ hours: 5 });
    await comes(payment.token, 'charge 2');
    expect(await ann.balance()).toBe(usd('10.005'));
  });

  it('brings the promised amount when it was allowed in time and came a moment later', async () => {
    const payment = await invoice();
    await shop.passes({ minutes: 29, seconds: 59 });
    expect(await asks(payment.token)).toBe('approved');
    await shop.passes({ seconds: 5 });
    await shop.runs('expire-payments');
    await comes(payment.token, 'charge 1');
    expect(await ann.balance()).toBe(usd('5'));
  });

  it('with an unknown mark is nobody’s, and waits for an operator', async () => {
    await comes('whose is this', 'charge 1');
    expect(await shop.all('SELECT unclaimed FROM payment_receipts')).toEqual([{ unclaimed: 'unknown_payment' }]);
    expect(await shop.all('SELECT kind FROM operator_alerts')).toEqual([{ kind: 'payment_unclaimed' }]);
  });

  it('is found in Telegram’s own list when no update ever told of it; what Telegram took back is taken back', async () => {
    const payment = await invoice();
    const paid = {
      ...{ id: 'charge 1', stars: 385n, nanos: 0, at: shop.clock.now(), isRefund: false, isIncoming: true },
      ...{ isPending: false, isFailed: false, telegramId: annsTelegramId, payload: payment.token },
    };
    shop.telegram.starsMoved.push(paid);
    await shop.runs('reconcile-stars');
    await shop.runs('reconcile-stars');
    expect(await ann.balance()).toBe(usd('5'));
    shop.telegram.starsMoved.push({ ...paid, isRefund: true, isIncoming: false });
    await shop.runs('reconcile-stars');
    await shop.runs('reconcile-stars');
    expect(await ann.balance()).toBe(0n);
    expect((await shop.notices(ann)).slice(1)).toEqual(['payment_received', 'payment_taken_back']);
  });

  it('is read page by page, from where the last look ended', async () => {
    for (let n = 0; n < 250; n += 1) {
      shop.telegram.starsMoved.push({
        ...{ id: `charge ${n}`, stars: 1n, nanos: 0, at: shop.clock.now(), isRefund: false, isIncoming: true },
        ...{ isPending: false, isFailed: false, telegramId: 1n, payload: 'unknown' },
      });
    }
    await shop.runs('reconcile-stars');
    expect(await shop.one('SELECT count(*)::integer AS count FROM payment_receipts')).toEqual({ count: 250 });
    shop.telegram.asked.length = 0;
    await shop.runs('reconcile-stars');
    expect(shop.telegram.asked).toEqual(['stars 200']);
  });

  it('is compared day by day with Telegram’s own list, to the star', async () => {
    const day = '2026-01-15';
    const compared = async () => {
      const outcome = await reconcileDay(shop.app, { methodId, day });
      if (outcome.kind !== 'compared') throw new Error(outcome.kind);
      return outcome.differences.map(({ kind, receiptKey, there, here }) => [kind, receiptKey, there, here]);
    };
    const moved = (id: string, payload: string | null, more: object = {}) =>
      shop.telegram.starsMoved.push({
        ...{ id, stars: 385n, nanos: 0, at: shop.clock.now(), isRefund: false, isIncoming: true },
        ...{ isPending: false, isFailed: false, telegramId: annsTelegramId, payload, ...more },
      });
    const [first, second] = [await invoice(), await invoice()];
    moved('charge 1', first.token);
    await comes(first.token, 'charge 1');
    expect(await compared()).toEqual([]);

    moved('charge 2', second.token);
    moved('charge 3', 'another bot’s');
    await comes(second.token, 'charge 4');
    expect(await compared()).toEqual([
      ['nobodys', 'charge 3', '385 XTR', null],
      ['missing_here', 'charge 2', '385 XTR', null],
      ['missing_there', 'charge 4', null, '385 XTR'],
    ]);
    const alerts = () => shop.all('SELECT kind FROM operator_alerts ORDER BY kind');
    expect(await alerts()).toEqual([{ kind: 'payments_differ' }]);

    await shop.runs('reconcile-stars');
    moved('charge 4', second.token, { nanos: 500_000_000 });
    moved('charge 1', first.token, { isRefund: true, isIncoming: false });
    expect(await compared()).toEqual([
      ['other_amount', 'charge 4', '385.5 XTR', '385 XTR'],
      ['other_state', 'charge 1', 'REFUNDED 385 XTR', null],
    ]);
    Object.assign(shop.telegram.starsMoved.find(({ nanos }) => nanos > 0)!, { nanos: 0 });
    await shop.runs('reconcile-stars');
    expect(await compared()).toEqual([]);
    expect(await alerts()).not.toContainEqual({ kind: 'payments_differ' });
  });

  it('is not compared by a process without the bot, and waits for the one that has it', async () => {
    await shop.app.db.paymentDays.ask({ methodId, day: '2026-01-15', now: shop.clock.now() });
    shop.telegram.starsTrouble = { kind: 'unknown', detail: 'not_connected' };
    await shop.runs('reconcile-days-of-stars');
    expect(await shop.app.db.paymentDays.find(methodId, '2026-01-15')).toMatchObject({
      comparedAt: null,
      problem: null,
    });
    shop.telegram.starsTrouble = undefined;
    await shop.runs('reconcile-days-of-stars');
    const row = (await shop.app.db.paymentDays.find(methodId, '2026-01-15'))!;
    expect(row).toMatchObject({ differences: 0, problem: null });
    expect(row.comparedAt).toEqual(shop.clock.now());
  });

  describe('and goes back', () => {
    const refunds = (receiptId: bigint, amount?: Amount) =>
      refundReceipt(shop.app, { key: randomUUID(), receiptId, amount, actor: { type: 'ADMIN', id: '1' }, reason: '' });
    async function paid(chargeId = 'charge 1'): Promise<bigint> {
      const payment = await invoice();
      await comes(payment.token, chargeId);
      shop.telegram.starsMoved.push({
        ...{ id: chargeId, stars: 385n, nanos: 0, at: shop.clock.now(), isRefund: false, isIncoming: true },
        ...{ isPending: false, isFailed: false, telegramId: annsTelegramId, payload: payment.token },
      });
      return (await shop.one<{ id: bigint }>('SELECT id FROM payment_receipts WHERE receipt_key = $1', [chargeId])).id;
    }

    it('whole and never in part; the message and the list that tell of it take nothing more', async () => {
      const receipt = await paid();
      expect((await refunds(receipt, usd('1'))).kind).toBe('only_whole');
      expect((await refunds(receipt)).kind).toBe('waiting');
      expect(await takeBackStars(shop.app, { chargeId: 'charge 1', amount: 385n, at: shop.clock.now() })).toBe(false);
      await shop.runs('finish-refunds', 'reconcile-stars');
      expect(await ann.balance()).toBe(0n);
      expect(await shop.all('SELECT status FROM payments')).toEqual([{ status: 'REFUNDED' }]);
      expect((await shop.notices(ann)).slice(1)).toEqual(['payment_received', 'refund_ended']);
    });

    it('once, and its owner is told once, at whatever step or call to Telegram the program dies', async () => {
      const deaths: string[] = [];
      for (let life: { isDead: boolean; diedAt?: string } = { isDead: true }; life.isDead; ) {
        if (deaths.length > STEPS_AT_MOST) throw new Error('The story has more steps than expected.');
        const chargeId = `charge ${deaths.length}`;
        const receiptId = await paid(chargeId);
        const key = randomUUID();
        const refund = { key, receiptId, actor: { type: 'ADMIN', id: '1' } as const, reason: 'asked' };
        const mortal = shop.diesAfterSteps(deaths.length);
        life = mortal;
        await (async () => {
          await refundReceipt(shop.app, refund);
          await shop.runs('finish-refunds');
        })().catch((error: Error) => {
          if (!mortal.isDead) throw error;
        });
        deaths.push(life.diedAt ?? '');
        shop.restarts();

        await refundReceipt(shop.app, refund);
        for (let look = 0; look < 3; look += 1) {
          await shop.passes({ seconds: 65 });
          await shop.runs('finish-refunds', 'reconcile-stars');
        }
        expect(shop.telegram.starsMoved.filter(({ id, isRefund }) => id === chargeId && isRefund)).toHaveLength(1);
        expect(await ann.balance()).toBe(0n);
        const told = (await shop.notices(ann)).filter((kind) => kind === 'refund_ended');
        expect(told).toHaveLength(deaths.length);
        await shop.passes({ minutes: 20 });
      }
      expect(deaths).toContain('a call that never went out');
      expect(deaths).toContain('a call whose answer never came');
    });

    it('once, though the first answer was lost', async () => {
      const receipt = await paid();
      await refunds(receipt);
      shop.telegram.refundAnswers.push({ kind: 'unknown', detail: 'timed_out' });
      await shop.runs('finish-refunds');
      await shop.passes({ minutes: 2 });
      await shop.runs('finish-refunds');
      expect(await shop.all('SELECT state FROM payment_refunds')).toEqual([{ state: 'DONE' }]);
      expect(shop.telegram.asked.filter((asked) => asked === 'refund charge 1')).toHaveLength(2);
    });
  });

  it('has a row in every shop, off until somebody turns it on', async () => {
    await shop.all('DELETE FROM payment_methods RETURNING 1');
    await Promise.all([ensureStarsMethod(shop.app), ensureStarsMethod(shop.app)]);
    const [method] = await shop.db.payments.listAllMethods();
    expect(method).toMatchObject({ protocol: 'stars', currency: 'XTR', rate: '0.013', isActive: false });
    expect(await shop.db.payments.listMethods()).toEqual([]);
  });
});
