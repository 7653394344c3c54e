import { randomUUID } from 'node:crypto';
import { readRefundable } from '../../../src/database/queries/refund-requests';
import type { Amount } from '../../../src/domain/money/money';
import { approveRefundRequest, refuseRefundRequest } from '../../../src/usecases/payments/answer-refund-request';
import { askForRefund } from '../../../src/usecases/payments/ask-for-refund';
import { refundReceipt } from '../../../src/usecases/payments/refund-receipt';
import { paysInStars } from '../../support/pays-in-stars';
import { openShop, type Shop, usd } from '../../support/shop';
import type { TestBuyer } from '../../support/test-buyer';

const actor = { type: 'ADMIN', id: '1' } as const;

describe('a buyer who wants unused balance back', () => {
  let shop: Shop;
  let methodId: number;
  let ann: TestBuyer;

  beforeEach(async () => {
    shop = await openShop();
    const bonus = { bonusFrom: usd('10'), bonusPercent: 10 };
    methodId = await shop.paymentMethod({ protocol: 'stars', currency: 'XTR', rate: '0.01', ...bonus });
    ann = await shop.buyer({ balance: 0n });
  });
  afterEach(async () => {
    await shop.booksBalance();
    await shop.close();
  });

  const pays = (amount: Amount, chargeId?: string) => paysInStars(shop, { userId: ann.id, methodId, amount, chargeId });
  const left = async () =>
    (await readRefundable(shop.app.db, { userId: ann.id, limit: 9 })).map((row) => [
      row.receiptId,
      row.amount,
      row.bonus,
    ]);
  const asks = async (receiptId: bigint) => {
    const { kind, requestId } = await askForRefund(shop.app, { userId: ann.id, receiptId });
    return { kind, requestId: requestId! };
  };
  const adds = (amount: Amount) =>
    shop.db.ledger.post({
      ...{ key: randomUUID(), type: 'ADD', amount, userId: ann.id, actor, reason: 'sorry', at: shop.clock.now() },
    });

  it('is shown what can go back, asks once, and has it after an operator said yes, once', async () => {
    const receipt = await pays(usd('10'));
    expect(await left()).toEqual([[receipt, usd('10'), usd('1')]]);
    const [first, again] = [await asks(receipt), await asks(receipt)];
    expect([first.kind, again.kind]).toEqual(['requested', 'repeated']);
    expect([await left(), await ann.balance()]).toEqual([[], usd('11')]);
    const { facts } = await shop.one<{ facts: object }>(
      `SELECT facts FROM operator_alerts WHERE kind = 'refund_requested'`,
    );
    expect(facts).toMatchObject({ receiptId: String(receipt), amount: '10.0000' });
    const events = await shop.all<{ type: string }>(`SELECT type FROM events WHERE type LIKE 'refund.%' ORDER BY id`);
    expect(events).toEqual([{ type: 'refund.requested' }]);
    const answer = { requestedId: first.requestId, actor };
    const outcomes = await Promise.all([1, 2, 3].map(() => approveRefundRequest(shop.app, answer)));
    expect(outcomes.filter(({ kind }) => kind === 'waiting')).toHaveLength(1);
    await shop.runs('finish-refunds');
    expect([await ann.balance(), await shop.notices(ann)]).toEqual([
      ...[0n, ['invoice', 'payment_received', 'refund_ended']],
    ]);
    expect(await refuseRefundRequest(shop.app, { ...answer, reason: 'late' })).toBe('not_waiting');
    expect(await shop.all('SELECT 1 FROM operator_alerts')).toEqual([]);
  });

  it('gets a no with its reason, keeps the money, and does not ask again', async () => {
    const receipt = await pays(usd('5'));
    const { requestId } = await asks(receipt);
    const no = { requestedId: requestId, reason: 'Buy a number instead', actor };
    expect(await refuseRefundRequest(shop.app, no)).toBe('refused');
    expect(await refuseRefundRequest(shop.app, no)).toBe('not_waiting');
    expect((await approveRefundRequest(shop.app, { requestedId: requestId, actor })).kind).toBe('not_waiting');
    expect([await ann.balance(), (await asks(receipt)).kind, await left()]).toEqual([usd('5'), 'repeated', []]);
    expect((await shop.notices(ann)).at(-1)).toBe('refund_refused');
  });

  it('has back only what came in as money and is there: no rewards, nothing held, nothing spent', async () => {
    const offer = await shop.offer({ price: usd('4') });
    await shop.pool(offer, { numbers: 2 });
    const receipt = await pays(usd('5'));
    const bought = await ann.buys(offer);
    expect(await left()).toEqual([]);
    await ann.cancels(bought);
    expect(await left()).toEqual([[receipt, usd('5'), 0n]]);
    // What was given came last, so it is what is still there.
    await adds(usd('3'));
    const second = await ann.buys(offer);
    expect([await ann.balance(), await left()]).toEqual([usd('4'), []]);
    await ann.gets(second, 'Your code is 123456');
    expect((await asks(receipt)).kind).toBe('nothing_left');
  });

  it('has back what was not spent by two receipts, and never more than is there when the operator looks', async () => {
    const [older, newer] = [await pays(usd('5')), await pays(usd('2'))];
    expect(await left()).toEqual([
      [newer, usd('2'), 0n],
      [older, usd('5'), 0n],
    ]);
    const { requestId } = await asks(older);
    const { requestId: second } = await asks(newer);
    await shop.db.ledger.post({
      ...{
        key: randomUUID(),
        type: 'DEDUCT',
        amount: usd('3'),
        userId: ann.id,
        actor,
        reason: '',
        at: shop.clock.now(),
      },
    });
    const short = await approveRefundRequest(shop.app, { requestedId: requestId, actor });
    expect(short).toEqual({ kind: 'insufficient_funds', available: usd('4') });
    expect((await approveRefundRequest(shop.app, { requestedId: second, actor })).kind).toBe('waiting');
    await shop.runs('finish-refunds');
    expect(await ann.balance()).toBe(usd('2'));
    expect(await refuseRefundRequest(shop.app, { requestedId: requestId, reason: 'spent', actor })).toBe('refused');
  });

  it('has the answer also when the operator gives the receipt back without looking at the request', async () => {
    const receipt = await pays(usd('5'));
    const { requestId } = await asks(receipt);
    await refundReceipt(shop.app, { key: randomUUID(), receiptId: receipt, actor, reason: '' });
    await shop.runs('finish-refunds');
    const again = await approveRefundRequest(shop.app, { requestedId: requestId, actor });
    expect([again.kind, await ann.balance()]).toEqual(['repeated', 0n]);
  });

  it('asks in vain for the receipt of somebody else', async () => {
    const receipt = await pays(usd('5'));
    const bob = await shop.buyer();
    expect((await askForRefund(shop.app, { userId: bob.id, receiptId: receipt })).kind).toBe('nothing_left');
  });
});
