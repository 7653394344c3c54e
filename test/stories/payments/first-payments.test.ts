import { randomUUID } from 'node:crypto';
import type { Amount } from '../../../src/domain/money/money';
import { finishRefunds, refundReceipt } from '../../../src/usecases/payments/refund-receipt';
import { startTopUp } from '../../../src/usecases/payments/start-top-up';
import { takeReceipt } from '../../../src/usecases/payments/take-receipts';
import { eraseUser } from '../../../src/usecases/users/erase-user';
import { openShop, type Shop, type TestOffer, usd } from '../../support/shop';
import type { TestBuyer } from '../../support/test-buyer';

const actor = { type: 'ADMIN', id: '1' } as const;

describe('first payments by a way that may take money back', () => {
  let shop: Shop;
  let methodId: number;
  let offer: TestOffer;
  let ann: TestBuyer;

  beforeEach(async () => {
    shop = await openShop();
    methodId = await shop.paymentMethod({ bonusFrom: usd('10'), bonusPercent: 10 });
    await rule({ first_hold_hours: 24 });
    offer = await shop.offer({ price: usd('1') });
    await shop.pool(offer, { numbers: 3 });
    ann = await shop.buyer({ balance: 0n });
  });
  afterEach(async () => {
    await shop.booksBalance();
    await shop.close();
  });

  async function rule(columns: Record<string, unknown>): Promise<void> {
    for (const [column, value] of Object.entries(columns))
      await shop.all(`UPDATE payment_methods SET ${column} = $2 WHERE id = $1 RETURNING 1`, [methodId, value]);
  }
  const begins = (amount: Amount, buyer = ann) =>
    startTopUp(shop.app, {
      ...{ key: randomUUID(), userId: buyer.id, methodId, amount, language: 'en', title: 'Balance' },
    });
  /** Money of a payment arrives; returns its receipt. */
  async function pays(amount: Amount, o: { payer?: string; buyer?: TestBuyer; key?: string } = {}): Promise<bigint> {
    const { payer, buyer = ann, key: receiptKey = randomUUID() } = o;
    const outcome = await begins(amount, buyer);
    if (outcome.kind !== 'started') throw new Error(outcome.kind);
    const method = (await shop.app.db.payments.findMethod(methodId))!;
    const received = { amount: outcome.payment.price, currency: 'USD' };
    const money = { receiptKey, received, worth: received, settles: true, arrivedAt: shop.clock.now(), payer };
    for (let i = 0; i < 2; i += 1) await takeReceipt(shop.app, method, outcome.payment, money);
    return (await shop.one<{ id: bigint }>('SELECT id FROM payment_receipts WHERE receipt_key = $1', [receiptKey])).id;
  }
  const pending = async (buyer = ann) =>
    (await shop.one<{ pending: Amount }>('SELECT pending FROM wallets WHERE user_id = $1', [buyer.id])).pending;

  it('wait a day where cards are charged, and not at all elsewhere, unless the operator says otherwise', async () => {
    const hours = async (protocol: string, given: number | null) => {
      await rule({ protocol, first_hold_hours: given });
      const text = 'SELECT first_hold_hours(m) AS hours FROM payment_methods m WHERE id = $1';
      return (await shop.one<{ hours: number }>(text, [methodId])).hours;
    };
    expect([await hours('stripe', null), await hours('stripe', 0), await hours('scripted', null)]).toEqual([24, 0, 0]);
  });

  it('buy nothing for a day, then all at once, and later payments buy at once', async () => {
    await pays(usd('10'));
    expect([await ann.balance(), await pending(), await ann.outcomeOf(offer)]).toEqual([
      ...[0n, usd('11'), 'insufficient_funds'],
    ]);
    await shop.passes({ hours: 10 });
    await pays(usd('2'));
    expect([await ann.balance(), await pending()]).toEqual([0n, usd('13')]);
    await shop.passes({ hours: 13 });
    await shop.runs('make-payments-usable');
    expect(await ann.balance()).toBe(0n);
    await shop.passes({ hours: 2 });
    await Promise.all([shop.runs('make-payments-usable'), shop.runs('make-payments-usable')]);
    expect([await ann.balance(), await pending()]).toEqual([usd('13'), 0n]);
    expect((await shop.notices(ann)).filter((kind) => kind === 'payment_usable')).toHaveLength(2);
    await pays(usd('3'));
    expect([await ann.balance(), await pending(), await ann.outcomeOf(offer)]).toEqual([usd('16'), 0n, 'reserved']);
  });

  it('are the first to go back, by a refund in parts, and wait again when the provider refuses', async () => {
    const receipt = await pays(usd('10'));
    const back = (amount: Amount) =>
      refundReceipt(shop.app, { key: randomUUID(), receiptId: receipt, amount, actor, reason: '' });
    shop.bank.refundReplies.push({ kind: 'fault', fault: 'invalid', detail: 'no' });
    expect((await back(usd('4'))).kind).toBe('waiting');
    expect([await ann.balance(), await pending()]).toEqual([0n, usd('6.60')]);
    await finishRefunds(shop.app);
    expect([await ann.balance(), await pending()]).toEqual([0n, usd('11')]);
  });

  it('are taken back with no debt while they wait, and a later debt is paid before anything waits', async () => {
    await pays(usd('10'), { key: 'bad' });
    const taking = { methodId, takingKey: 't', receiptKey: 'bad', amount: usd('10'), state: 'DISPUTED' } as const;
    const taken = await shop.app.db.payments.chargeBack({ ...taking, now: shop.clock.now() });
    expect([taken.kind, taken.owed, await ann.balance(), await pending()]).toEqual(['taken', 0n, 0n, 0n]);
    // The first one was taken back: the next one is a first one again.
    await pays(usd('5'));
    expect([await ann.balance(), await pending()]).toEqual([0n, usd('5')]);
  });

  it('have a ceiling until the first is old enough, a limit a day, and end after failures', async () => {
    await rule({ new_payer_most: usd('20'), new_payer_days: 30, most_a_day: usd('15'), failures_a_day: 2 });
    await pays(usd('12'));
    expect(await begins(usd('4'))).toEqual({ kind: 'day_limit', highest: usd('3') });
    await shop.passes({ days: 2 });
    expect(await begins(usd('9'))).toEqual({ kind: 'new_payer_limit', highest: usd('8') });
    await pays(usd('8'));
    await shop.passes({ days: 2 });
    expect(await begins(usd('1'))).toEqual({ kind: 'new_payer_limit', highest: 0n });
    await shop.passes({ days: 30 });
    for (let i = 0; i < 2; i += 1) {
      expect((await begins(usd('10'))).kind).toBe('started');
      await shop.all(`UPDATE payments SET status = 'FAILED' WHERE status = 'OPEN' RETURNING 1`);
      await shop.passes({ hours: 2 });
    }
    expect((await begins(usd('10'))).kind).toBe('too_many_failures');
    await shop.passes({ days: 1 });
    expect((await begins(usd('10'))).kind).toBe('started');
    // What is open counts: many invoices at once are not more.
    expect(await begins(usd('10'))).toEqual({ kind: 'day_limit', highest: usd('5') });
  });

  it('by one card for several users are told to the operator, who sees no card', async () => {
    const bob = await shop.buyer({ balance: 0n });
    await pays(usd('2'), { payer: 'card-1' });
    await pays(usd('2'), { payer: 'card-1' });
    expect(await shop.all('SELECT 1 FROM operator_alerts')).toEqual([]);
    await pays(usd('3'), { payer: 'card-1', buyer: bob });
    const { kind, facts } = await shop.one<{ kind: string; facts: object }>('SELECT kind, facts FROM operator_alerts');
    expect([kind, facts]).toMatchObject(['payer_shared', { userId: String(bob.id), users: 2 }]);
    const kept = await shop.all<{ row: string }>('SELECT to_jsonb(r)::text AS row FROM payment_receipts r');
    expect(kept.map(({ row }) => row).join('')).not.toContain('card-1');
  });

  it('are forfeited with the rest when their payer is erased', async () => {
    await pays(usd('2'));
    expect(await eraseUser(shop.app, { userId: ann.id, actor })).toEqual({ kind: 'has_money', available: usd('2') });
    expect(await pending()).toBe(usd('2'));
    expect(await eraseUser(shop.app, { userId: ann.id, actor, forfeit: true })).toMatchObject({ forfeited: usd('2') });
  });
});
