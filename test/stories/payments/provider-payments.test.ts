import { randomUUID } from 'node:crypto';
import type { Amount } from '../../../src/domain/money/money';
import { assignReceipt } from '../../../src/usecases/payments/assign-receipt';
import { receivePaymentWebhook } from '../../../src/usecases/payments/receive-payment-webhook';
import { refundReceipt } from '../../../src/usecases/payments/refund-receipt';
import { startTopUp } from '../../../src/usecases/payments/start-top-up';
import { openShop, type Shop, usd } from '../../support/shop';
import type { TestBuyer } from '../../support/test-buyer';

const box = { seal: (text: string) => Buffer.from(text) };
const ADMIN = { type: 'ADMIN', id: '1' } as const;

describe('money that comes through a payment provider', () => {
  let shop: Shop;
  let methodId: number;
  let ann: TestBuyer;

  beforeEach(async () => {
    shop = await openShop();
    methodId = await shop.paymentMethod({ bonusFrom: usd('10'), bonusPercent: 10 });
    ann = await shop.buyer({ balance: 0n });
  });
  afterEach(async () => {
    await shop.booksBalance();
    await shop.close();
  });

  const starts = (buyer: TestBuyer, amount: Amount, key: string = randomUUID()) =>
    startTopUp(shop.app, { key, userId: buyer.id, methodId, amount, language: 'en', title: 'Balance' });

  async function invoice(buyer: TestBuyer, amount: Amount) {
    const outcome = await starts(buyer, amount);
    if (outcome.kind !== 'started') throw new Error(outcome.kind);
    return outcome.payment.externalId!;
  }
  const pays = (externalId: string, amount: string, receiptKey: string = randomUUID()) =>
    shop.bank.pays(externalId, { amount, receiptKey, arrivedAt: shop.clock.now() });
  const rings = (externalId: string, eventKey: string = randomUUID(), signed = true) =>
    receivePaymentWebhook(shop.app, box, {
      methodId,
      delivery: { body: Buffer.from(JSON.stringify({ signed, eventKey, externalId })), headers: {}, callerAddress: '' },
    });
  const looks = () => shop.runs('handle-payment-events');
  const statusOf = async (externalId: string) =>
    (await shop.one<{ status: string }>('SELECT status FROM payments WHERE external_id = $1', [externalId])).status;

  it('is credited once, however often and by however many the provider rings, and told once', async () => {
    const id = await invoice(ann, usd('5'));
    pays(id, '5.00', 'tx1');
    await Promise.all(Array.from({ length: 20 }, (_, n) => rings(id, `event ${n % 5}`)));
    await Promise.all([looks(), looks(), looks()]);
    await looks();
    expect(await ann.balance()).toBe(usd('5'));
    expect(await shop.notices(ann)).toEqual(['payment_received']);
    expect(await statusOf(id)).toBe('PAID');
  });

  it('is found by asking when the webhook was lost', async () => {
    const id = await invoice(ann, usd('5'));
    pays(id, '5.00');
    await shop.passes({ seconds: 50 });
    await shop.runs('read-payments');
    expect(await ann.balance()).toBe(0n);
    await shop.passes({ seconds: 20 });
    await shop.runs('read-payments');
    expect(await ann.balance()).toBe(usd('5'));
  });

  it('moves nothing by a forged webhook', async () => {
    const id = await invoice(ann, usd('5'));
    pays(id, '5.00');
    expect((await rings(id, 'forged', false)).kind).toBe('forged');
    await looks();
    expect(await ann.balance()).toBe(0n);
  });

  it('brings its bonus from the agreed amount on, and none for less', async () => {
    const id = await invoice(ann, usd('10'));
    pays(id, '10.00');
    await rings(id);
    await looks();
    expect(await ann.balance()).toBe(usd('11'));
    const less = await invoice(ann, usd('20'));
    pays(less, '19.99');
    await rings(less);
    await looks();
    expect(await ann.balance()).toBe(usd('30.99'));
    expect(await statusOf(less)).toBe('UNDERPAID');
  });

  it('counts two receipts of one invoice that are looked at in the same moment for what they are', async () => {
    const id = await invoice(ann, usd('5'));
    pays(id, '2.00', 'first');
    pays(id, '5.00', 'second');
    await Promise.all([rings(id), rings(id)]);
    await Promise.all([looks(), looks()]);
    expect(await ann.balance()).toBe(usd('7'));
    expect(await statusOf(id)).toBe('PAID');
  });

  it('is credited when it came after its time, or more than once, or more than was asked', async () => {
    const id = await invoice(ann, usd('5'));
    await shop.passes({ minutes: 40 });
    await shop.runs('expire-payments');
    expect(await statusOf(id)).toBe('EXPIRED');
    pays(id, '5.00', 'late');
    pays(id, '6.00', 'again');
    await rings(id);
    await looks();
    expect(await ann.balance()).toBe(usd('11'));
    const more = await invoice(ann, usd('5'));
    pays(more, '7.50');
    await rings(more);
    await looks();
    expect(await ann.balance()).toBe(usd('18.50'));
  });

  it('is nobody’s in a wrong coin, until an operator says whose', async () => {
    const id = await invoice(ann, usd('5'));
    const received = { amount: '0.001', currency: 'BTC' };
    shop.bank.pays(id, {
      amount: '0',
      receiptKey: 'btc',
      arrivedAt: shop.clock.now(),
      received,
      worth: undefined,
      settles: false,
    });
    await rings(id);
    await looks();
    expect(await ann.balance()).toBe(0n);
    const { id: receiptId } = await shop.one<{ id: bigint }>('SELECT id FROM payment_receipts WHERE amount IS NULL');
    const order = { receiptId, userId: ann.id, amount: usd('4.20'), actor: ADMIN };
    const outcomes = await Promise.all([assignReceipt(shop.app, order), assignReceipt(shop.app, order)]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['assigned', 'repeated']);
    expect(await ann.balance()).toBe(usd('4.20'));
    expect((await assignReceipt(shop.app, { ...order, amount: usd('9') })).kind).toBe('already_claimed');
  });

  it('begins one payment for one key, and none beyond the limits', async () => {
    const [first, second] = await Promise.all([starts(ann, usd('5'), 'same'), starts(ann, usd('5'), 'same')]);
    expect([first.kind, second.kind]).toEqual(['started', 'started']);
    expect((await starts(ann, usd('6'), 'same')).kind).toBe('key_conflict');
    expect((await starts(ann, usd('0.50'))).kind).toBe('amount_out_of_range');
    expect((await starts(ann, usd('5000'))).kind).toBe('amount_out_of_range');
    await shop.all('UPDATE payment_methods SET is_active = false RETURNING 1');
    expect((await starts(ann, usd('5'))).kind).toBe('method_off');
  });

  it('keeps three invoices open: the oldest makes room for a new one, and is credited if it is paid all the same', async () => {
    const ids: string[] = [];
    for (const sum of ['2', '3', '4', '5']) ids.push(await invoice(ann, usd(sum)));
    expect(await Promise.all(ids.map(statusOf))).toEqual(['CANCELED', 'OPEN', 'OPEN', 'OPEN']);
    pays(ids[0]!, '2.00');
    await rings(ids[0]!);
    await looks();
    expect(await ann.balance()).toBe(usd('2'));
    for (let n = 0; n < 6; n += 1) await invoice(ann, usd('5'));
    expect((await starts(ann, usd('5'))).kind).toBe('too_many_an_hour');
  });

  it('asks for the same invoice again when the provider did not answer', async () => {
    shop.bank.faults.push({ kind: 'fault', fault: 'unavailable', detail: 'busy' });
    expect((await starts(ann, usd('5'), 'key')).kind).toBe('provider_trouble');
    expect((await starts(ann, usd('5'), 'key')).kind).toBe('started');
    expect(shop.bank.invoices.size).toBe(1);
  });

  describe('and goes back', () => {
    async function paid(amount: string): Promise<bigint> {
      const id = await invoice(ann, usd(amount));
      pays(id, amount, `tx ${id}`);
      await rings(id);
      await looks();
      return (await shop.one<{ id: bigint }>('SELECT id FROM payment_receipts WHERE receipt_key = $1', [`tx ${id}`]))
        .id;
    }
    const refunds = (receiptId: bigint, key: string, amount?: Amount) =>
      refundReceipt(shop.app, { key, receiptId, amount, actor: ADMIN, reason: 'asked' });

    it('in part and in whole, with its share of the bonus, once for each key', async () => {
      const receipt = await paid('10');
      expect(await ann.balance()).toBe(usd('11'));
      const [one, two] = await Promise.all([refunds(receipt, 'a', usd('4')), refunds(receipt, 'a', usd('4'))]);
      expect([one.kind, two.kind].sort()).toEqual(['repeated', 'waiting']);
      expect(await ann.balance()).toBe(usd('6.60'));
      await shop.runs('finish-refunds');
      expect(shop.bank.refunds.map(({ amount }) => amount.amount)).toEqual(['4.00']);
      expect((await refunds(receipt, 'b', usd('7'))).kind).toBe('too_much');
      await refunds(receipt, 'c');
      await shop.runs('finish-refunds');
      expect(await ann.balance()).toBe(0n);
      expect((await shop.notices(ann)).slice(1)).toEqual(['refund_ended', 'refund_ended']);
    });

    it('to the balance again when the provider refuses, and is asked for again when nobody knows', async () => {
      const receipt = await paid('10');
      shop.bank.refundReplies.push({ kind: 'fault', fault: 'unknown_outcome', detail: 'time-out' });
      await refunds(receipt, 'a');
      await shop.runs('finish-refunds');
      expect(await ann.balance()).toBe(0n);
      shop.bank.refundReplies.push({ kind: 'fault', fault: 'invalid', detail: 'too old' });
      await shop.passes({ minutes: 2 });
      await shop.runs('finish-refunds');
      expect(await ann.balance()).toBe(usd('11'));
    });

    it('once, though the provider shows the refund as money taken back, before and after its answer', async () => {
      const receipt = await paid('10');
      const [externalId] = [...shop.bank.invoices.keys()];
      const taking = {
        receiptKey: `tx ${externalId}`,
        takingKey: 'ref-1',
        state: 'REFUNDED',
        at: shop.clock.now(),
      } as const;
      await refunds(receipt, 'a', usd('4'));
      shop.bank.takes(externalId!, { ...taking, amount: { amount: '4.00', currency: 'USD' } });
      await rings(externalId!);
      await looks();
      expect(await ann.balance()).toBe(usd('6.60'));
      await shop.runs('finish-refunds');
      await shop.passes({ minutes: 2 });
      await looks();
      expect(await ann.balance()).toBe(usd('6.60'));
      // Another one, that somebody made there.
      shop.bank.takes(externalId!, { ...taking, takingKey: 'theirs', amount: { amount: '1.00', currency: 'USD' } });
      await rings(externalId!);
      await looks();
      expect(await ann.balance()).toBe(usd('5.50'));
    });

    it('by a dispute that names the money and nothing else', async () => {
      await paid('5');
      const [externalId] = [...shop.bank.invoices.keys()];
      const amount = { amount: '5.00', currency: 'USD' };
      const receiptKey = `tx ${externalId}`;
      shop.bank.takes(externalId!, { receiptKey, takingKey: 'dp', amount, state: 'DISPUTED', at: shop.clock.now() });
      const body = Buffer.from(JSON.stringify({ signed: true, eventKey: 'dispute', receiptKey }));
      await receivePaymentWebhook(shop.app, box, { methodId, delivery: { body, headers: {}, callerAddress: '' } });
      await looks();
      expect(await ann.balance()).toBe(0n);
    });

    it('never while it is held for a number', async () => {
      const receipt = await paid('1');
      const offer = await shop.offer();
      await shop.pool(offer);
      await ann.buys(offer);
      expect((await refunds(receipt, 'a')).kind).toBe('insufficient_funds');
    });

    it('by a charge-back: what is there at once, the rest is owed, blocks buying, and is paid by what comes next', async () => {
      const receipt = await paid('10');
      const offer = await shop.offer({ price: usd('8') });
      await shop.pool(offer, { numbers: 2 });
      const reservation = await ann.buys(offer);
      const [externalId] = [...shop.bank.invoices.keys()];
      const taking = {
        receiptKey: `tx ${externalId}`,
        takingKey: 'd1',
        amount: { amount: '10', currency: 'USD' },
        at: shop.clock.now(),
      };
      shop.bank.takes(externalId!, { ...taking, state: 'DISPUTED' });
      await rings(externalId!);
      await rings(externalId!);
      await looks();
      expect(await ann.balance()).toBe(0n);
      await shop.booksBalance();
      expect((await refunds(receipt, 'x')).kind).toBe('too_much');
      expect(await ann.outcomeOf(offer)).toBe('insufficient_funds');
      // The number is canceled: what comes back pays the debt of 7, and one is left.
      await ann.cancels(reservation);
      await shop.passes({ minutes: 3 });
      await shop.runs('finish-cancels');
      expect(await ann.balance()).toBe(usd('1'));
      await shop.booksBalance();
      shop.bank.takes(externalId!, { ...taking, state: 'WON' });
      await rings(externalId!);
      await looks();
      await looks();
      expect(await ann.balance()).toBe(usd('11'));
      expect((await shop.notices(ann)).filter((kind) => kind === 'payment_taken_back')).toHaveLength(1);
    });
  });
});
