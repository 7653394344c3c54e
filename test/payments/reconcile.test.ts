import { Client } from 'pg';
import { PAYMENT_KINDS } from '../../src/sandbox/shop/payments';
import { askAboutPayment } from '../../src/usecases/payments/read-invoice';
import { dayOf, reconcileDay } from '../../src/usecases/payments/reconcile-payments';
import { openPaymentShop, type PaymentShop } from './payment-shop';

describe.each(Object.keys(PAYMENT_KINDS))('a day at %s, compared with what came here', (kind) => {
  let shop: PaymentShop;
  beforeAll(async () => {
    shop = await openPaymentShop(kind);
  });
  beforeEach(async () => {
    // Each story has a day of its own.
    await shop.passes({ days: 1 });
    shop.simulator.setWebhook(shop.address);
  });
  afterEach(() => shop.booksBalance());
  afterAll(() => shop?.closeAll());

  const newBuyer = () => shop.buyer({ balance: 0n });
  const reconciled = async (day = dayOf(shop.clock.now())) => {
    const outcome = await reconcileDay(shop.app, { methodId: shop.methodId, day });
    if (outcome.kind !== 'compared') throw new Error(JSON.stringify(outcome));
    return outcome;
  };
  const differences = async () =>
    (await reconciled()).differences.map((one) => [one.kind, one.paymentId, one.there, one.here]);
  const alerts = () => shop.all<{ facts: object }>(`SELECT facts FROM operator_alerts WHERE kind = 'payments_differ'`);
  const method = async () => (await shop.app.db.payments.findMethod(shop.methodId))!;
  /** In words, the money of an invoice as the provider took it. */
  const tookFor = (externalId: string) => {
    const { received } = shop.simulator.taken().find((one) => one.externalId === externalId)!;
    return `${received.amount} ${received.currency.toUpperCase()}`;
  };
  const plain = (text: string | null | undefined) => text?.replace(/(\.\d*?)0+ /, '$1 ').replace(/\. /, ' ');

  async function paid(act: 'pay' | 'lose_webhook' = 'pay') {
    const buyer = await newBuyer();
    const payment = await shop.invoice(buyer);
    expect(shop.simulator.act(payment.externalId!, act).kind).toBe('done');
    await shop.settles();
    return { buyer, payment, externalId: payment.externalId! };
  }

  it('is the same on a good day, whatever payers did, and is not asked for again', async () => {
    for (const act of ['pay', 'pay_less', 'pay_more', 'pay_late', 'pay_twice'] as const) {
      const { externalId } = await shop.invoice(await newBuyer());
      shop.simulator.act(externalId!, act);
    }
    await shop.invoice(await newBuyer());
    await shop.settles();
    const day = dayOf(shop.clock.now());
    const now = await reconciled();
    expect(now).toMatchObject({ isListed: true, differences: [] });
    expect([now.theirs, now.ours]).toEqual([now.ours, shop.simulator.taken().length]);
    await shop.passes({ days: 1 });
    await shop.runs('plan-payment-days', 'reconcile-payments');
    const [row] = await shop.app.db.paymentDays.listOf(day);
    expect(row).toMatchObject({ differences: 0, theirs: now.theirs, ours: now.ours, dueAt: null, problem: null });
    expect(await alerts()).toEqual([]);
  });

  it('names money that was never credited, tells an operator, and is quiet when it is credited', async () => {
    const { payment, externalId } = await paid('lose_webhook');
    expect((await reconciled()).differences.map((one) => ({ ...one, there: plain(one.there) }))).toEqual([
      {
        ...{ kind: 'missing_here', externalId, paymentId: String(payment.id), receiptId: null, here: null },
        ...{ receiptKey: expect.any(String), there: plain(tookFor(externalId)) },
      },
    ]);
    expect(await alerts()).toMatchObject([{ facts: { name: (await method()).name, differences: 1 } }]);
    await askAboutPayment(shop.app, payment.id);
    expect(await differences()).toEqual([]);
    expect(await alerts()).toEqual([]);
  });

  it('names money that was credited here and never came there', async () => {
    const buyer = await newBuyer();
    const payment = await shop.invoice(buyer);
    await shop.app.db.payments.creditReceipt({
      ...{ methodId: shop.methodId, receiptKey: `invented ${payment.id}`, paymentId: payment.id, userId: buyer.id },
      ...{ received: '5.00', currency: payment.currency, amount: 50_000n, bonus: 0n, unclaimed: null, fee: null },
      ...{ creditedBefore: 0n, arrivedAt: shop.clock.now(), now: shop.clock.now() },
    });
    expect(await differences()).toEqual([['missing_there', String(payment.id), null, `5.00 ${payment.currency}`]]);
  });

  it('names an amount that is not the same to the last unit', async () => {
    const { payment, externalId } = await paid();
    expect(await differences()).toEqual([]);
    const admin = new Client({ connectionString: shop.database.adminUrl });
    await admin.connect();
    await admin.query(`SET session_replication_role = replica`);
    await admin.query(`UPDATE payment_receipts SET received = received + 0.000001 WHERE payment_id = $1`, [payment.id]);
    await admin.end();
    const [found] = await differences();
    expect(found!.slice(0, 2)).toEqual(['other_amount', String(payment.id)]);
    expect(plain(found![2])).toBe(plain(tookFor(externalId)));
    expect(plain(found![3])).not.toBe(plain(tookFor(externalId)));
  });

  it('names money that was taken back there and not here', async () => {
    const { buyer, payment, externalId } = await paid();
    shop.simulator.setWebhook(undefined);
    if (shop.simulator.act(externalId, 'charge_back').kind !== 'done') return expect(await differences()).toEqual([]);
    expect((await differences()).map((one) => one.slice(0, 2))).toEqual([['other_state', String(payment.id)]]);
    await askAboutPayment(shop.app, payment.id);
    expect(await differences()).toEqual([]);
    expect(await buyer.balance()).toBe(0n);
  });

  it('names what came to an invoice of somebody else’s', async () => {
    const made = await shop.app.payments.get(await method())!.createInvoice({
      ...{ token: 'mark-of-another-shop', price: { amount: '7.00', currency: (await method()).currency } },
      ...{ title: 'Another shop', expiresAt: new Date(shop.clock.now().getTime() + 1_200_000), language: 'en' },
      returnUrl: 'https://t.me/another_bot',
    });
    if (made.kind !== 'created') throw new Error(made.detail);
    shop.simulator.act(made.externalId, 'lose_webhook');
    const [found] = (await reconciled()).differences;
    expect(found).toMatchObject({ kind: 'nobodys', externalId: made.externalId, paymentId: null, here: null });
    expect(plain(found!.there)).toBe(plain(tookFor(made.externalId)));
  });

  it('counts money to the day on which it came, however old its invoice is', async () => {
    if (shop.simulator.act((await shop.invoice(await newBuyer())).externalId!, 'pay_late').kind !== 'done') return;
    const buyer = await newBuyer();
    const { externalId } = await shop.invoice(buyer);
    const begun = dayOf(shop.clock.now());
    await shop.passes({ days: 3 });
    shop.simulator.act(externalId!, 'pay_late');
    await shop.settles();
    expect(await reconciled()).toMatchObject({ theirs: 1, ours: 1, differences: [] });
    expect(await reconciled(begun)).toMatchObject({ theirs: 1, ours: 1, differences: [] });
  });

  it('is not taken for a good day when the provider does not answer; it is asked again', async () => {
    const { payment } = await paid('lose_webhook');
    const day = dayOf(shop.clock.now());
    await reconciled();
    shop.simulator.faults.next({ kind: 'status', status: 503 }, { times: 5 });
    const outcome = await reconcileDay(shop.app, { methodId: shop.methodId, day });
    shop.simulator.faults.clear();
    expect(outcome).toMatchObject({ kind: 'not_compared', why: expect.stringContaining('unavailable') });
    const row = (await shop.app.db.paymentDays.find(shop.methodId, day))!;
    expect(row).toMatchObject({ differences: 1, problem: expect.stringContaining('unavailable') });
    expect(row.dueAt!.getTime()).toBeGreaterThan(shop.clock.now().getTime());
    await askAboutPayment(shop.app, payment.id);
    await shop.passes({ minutes: 11 });
    // A few days at a time, the longest due first.
    for (let tick = 0; tick < 4; tick += 1) await shop.runs('reconcile-payments');
    expect(await shop.app.db.paymentDays.find(shop.methodId, day)).toMatchObject({ differences: 0, problem: null });
  });
});
