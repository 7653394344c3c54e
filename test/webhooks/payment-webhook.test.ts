import { randomUUID } from 'node:crypto';
import { startTopUp } from '../../src/usecases/payments/start-top-up';
import { openPaymentShop, type PaymentShop } from '../payments/payment-shop';
import { seededRandom } from '../support/seeded-random';
import { usd } from '../support/shop';

const FUZZED = 2_000;

describe('the address at which payment providers ring', () => {
  let shop: PaymentShop;
  beforeEach(async () => {
    shop = await openPaymentShop('stripe');
  });
  afterEach(async () => {
    await shop.booksBalance();
    await shop.closeAll();
  });

  const post = async (address: string, body: string | Buffer, headers: Record<string, string> = {}) => {
    const answer = await fetch(address, { method: 'POST', body: new Uint8Array(Buffer.from(body)), headers });
    const text = await answer.text();
    const [error] = (text.startsWith('{"errors"') ? JSON.parse(text).errors : []) as { message: string }[];
    return { status: answer.status, text, message: error?.message, retryAfter: answer.headers.get('retry-after') };
  };
  /** Everything that money and notices are made of. */
  const state = () =>
    shop.one(`SELECT (SELECT count(*) FROM payment_events) AS events, (SELECT count(*) FROM payment_receipts) AS receipts,
      (SELECT count(*) FROM transfers) AS transfers, (SELECT count(*) FROM outbox) AS outbox`);

  it('answers with the provider’s own word once the event is stored', async () => {
    const buyer = await shop.buyer({ balance: 0n });
    const heard = await shop.bell();
    const { externalId } = await shop.invoice(buyer);
    shop.simulator.act(externalId!, 'pay');
    await shop.simulator.deliveries.idle();
    const { body, headers } = heard[0]!;
    const told = { 'stripe-signature': headers['stripe-signature']! };
    const answer = await post(shop.address, body, told);
    expect(answer).toMatchObject({
      status: 200,
      text: shop.app.payments.get((await shop.db.payments.findMethod(shop.methodId))!)!.acknowledgement,
    });
    await shop.settles();
    expect(await buyer.balance()).toBe(usd('5'));
    expect((await post(shop.address, body, told)).status).toBe(200);
    expect(await shop.told(buyer, 'payment_received')).toBe(1);
  });

  it('says what is wrong, and that nobody lives at another address', async () => {
    expect(await post(shop.address, '{"id":"evt_1"}')).toMatchObject({ status: 403, message: expect.any(String) });
    expect((await post(shop.address.replace(/\d+$/, '999'), '{}')).status).toBe(404);
    expect((await post(shop.address.replace(/\d+$/, 'x'), '{}')).status).toBe(404);
    expect((await fetch(shop.address)).status).toBe(404);
    expect((await post(shop.address, 'x'.repeat(70_000))).status).toBe(413);
    expect(await state()).toMatchObject({ events: 0n });
  });

  it('puts off whoever forges again and again, and hears the provider all the same', async () => {
    const buyer = await shop.buyer({ balance: 0n });
    const { externalId } = await shop.invoice(buyer);
    for (let n = 0; n < 25; n += 1) await post(shop.address, '{"id":"evt_1"}');
    const answer = await post(shop.address, '{"id":"evt_1"}');
    expect(answer.status).toBe(429);
    expect(Number(answer.retryAfter)).toBeGreaterThan(0);
    expect(answer.message).toContain('Wait');
    shop.simulator.act(externalId!, 'pay');
    await shop.settles();
    expect(await buyer.balance()).toBe(usd('5'));
  });

  it(`changes nothing by ${FUZZED} deliveries of rubbish, at any kind of provider, and answers each clearly`, async () => {
    const random = seededRandom(7);
    const methods = [shop.methodId];
    for (const protocol of ['crypto_pay', 'btcpay', 'nowpayments'])
      methods.push(await shop.paymentMethod({ protocol }));
    await shop.all(
      `UPDATE payment_methods SET api_key_sealed = '\\x313a61', webhook_key_sealed = '\\x6162' WHERE id > $1`,
      [shop.methodId],
    );
    await shop.all(`UPDATE payment_methods SET base_url = 'http://127.0.0.1:9' WHERE id > $1`, [shop.methodId]);
    await shop.all(`UPDATE payment_methods SET options = '{"storeId":"s1"}' WHERE protocol = 'btcpay'`);
    const buyer = await shop.buyer({ balance: 0n });
    const heard = await shop.bell();
    const { externalId } = await shop.invoice(buyer);
    shop.simulator.act(externalId!, 'webhook_only');
    shop.simulator.act(externalId!, 'pay');
    await shop.simulator.deliveries.idle();
    const real = heard.at(-1)!;
    const before = await state();
    const pick = <One>(list: readonly One[]): One => list[Math.floor(random() * list.length)]!;
    const spoilt = () => {
      const body = Buffer.from(real.body);
      for (let n = 0; n <= random() * 4; n += 1)
        body[Math.floor(random() * body.length)]! ^= 1 << Math.floor(random() * 8);
      return body;
    };
    const bodies = [
      spoilt,
      () => real.body.subarray(0, Math.floor(random() * (real.body.length - 1))),
      () => Buffer.from(Array.from({ length: Math.floor(random() * 300) }, () => Math.floor(random() * 256))),
      () => pick(['', '{}', '[]', 'null', '"x"', '{"payload":{"invoice_id":1,"status":"paid"}}', '{"a":'.repeat(500)]),
    ];
    const SIGNATURES = ['stripe-signature', 'crypto-pay-api-signature', 'btcpay-sig', 'x-nowpayments-sig'];
    const statuses = new Map<number, number>();
    for (let n = 0; n < FUZZED; n += 1) {
      const id = pick(methods);
      const signature = pick([real.headers['stripe-signature']!, 'sha256=00', 't=1,v1=00', '', 'f'.repeat(128)]);
      const headers = {
        [pick(SIGNATURES)]: signature,
        'content-type': pick(['application/json', 'text/plain', 'x/y']),
      };
      const answer = await post(shop.address.replace(/\d+$/, String(id)), pick(bodies)(), headers);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      expect(answer.message).toMatch(/\S/);
    }
    expect([...statuses.keys()].filter((status) => ![400, 403, 429].includes(status))).toEqual([]);
    await shop.runs('handle-payment-events');
    expect(await state()).toEqual(before);
    expect(await buyer.balance()).toBe(0n);
  });

  it('is told to the provider with each invoice, where the shop has an address', async () => {
    const buyer = await shop.buyer({ balance: 0n });
    const methodId = await shop.paymentMethod();
    const order = { key: randomUUID(), userId: buyer.id, methodId, amount: usd('5'), language: 'en', title: 'Balance' };
    await startTopUp({ ...shop.app, publicUrl: 'https://shop.example' }, order);
    const request = [...shop.bank.invoices.values()][0]?.request;
    expect(request?.webhookUrl).toBe(`https://shop.example/payments/${methodId}`);
  });
});
