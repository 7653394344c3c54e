import { randomUUID } from 'node:crypto';
import type { PaymentDelivery } from '../../src/ports/payment-provider';
import { PAYMENT_KINDS } from '../../src/sandbox/shop/payments';
import { handlePaymentEvents } from '../../src/usecases/payments/read-invoice';
import { receivePaymentWebhook } from '../../src/usecases/payments/receive-payment-webhook';
import { dayOf, reconcileDay } from '../../src/usecases/payments/reconcile-payments';
import { refundReceipt } from '../../src/usecases/payments/refund-receipt';
import { seededRandom } from '../support/seeded-random';
import { usd } from '../support/shop';
import { openPaymentShop, type PaymentShop } from './payment-shop';

const STEPS_AT_MOST = 60;
/** At each of the seven: two thousand and a hundred together. */
const SPOILT = 300;
/** Tells its shops of the price alone, whatever more came. */
const HIDES_MORE = ['oxapay'];
/** Say by which card or wallet was paid, so that one that pays for several is noticed. */
const KNOWS_PAYERS = ['stripe', 'heleket', 'yookassa'];

describe.each(Object.keys(PAYMENT_KINDS))('money that is paid at %s', (kind) => {
  let shop: PaymentShop;
  beforeAll(async () => {
    shop = await openPaymentShop(kind);
  });
  beforeEach(() => {
    Object.assign(shop.simulator.deliveries.switches, { lost: 0, doubled: 0, forged: 0 });
  });
  afterEach(() => shop.booksBalance());
  afterAll(() => shop?.closeAll());

  const newBuyer = () => shop.buyer({ balance: 0n });

  it.each(['pay', 'pay_less', 'pay_more', 'pay_late', 'pay_twice'] as const)(
    'is credited to the last unit and told once for each receipt: %s',
    async (act) => {
      const buyer = await newBuyer();
      const { externalId } = await shop.invoice(buyer);
      const done = shop.simulator.act(externalId!, act);
      await shop.settles();
      const { credited, taken } = await shop.moneyOf(buyer);
      if (done.kind === 'impossible') expect(credited).toEqual({});
      else if (act === 'pay_more' && HIDES_MORE.includes(kind)) expect(await buyer.balance()).toBe(usd('5'));
      else {
        expect(Object.keys(credited)).toEqual(Object.keys(taken));
        // A part of a price is no whole number of the smallest coins: the payer rounds it up.
        for (const [key, amount] of Object.entries(credited)) {
          const beyond = amount - taken[key]!;
          expect(beyond >= 0n && beyond <= (act === 'pay_less' || act === 'pay_more' ? 10n : 0n)).toBe(true);
        }
      }
      const sum = Object.values(credited).reduce((all, one) => all + one, 0n);
      expect(await buyer.balance()).toBe(sum);
      if (act === 'pay') expect(sum).toBe(usd('5'));
      expect(await shop.told(buyer, 'payment_received')).toBe(Object.keys(credited).length);
    },
  );

  it('is kept with a mark of its card or wallet where the provider tells it, and never with the card', async () => {
    const buyer = await newBuyer();
    for (let n = 0; n < 2; n += 1) {
      const { externalId } = await shop.invoice(buyer);
      shop.simulator.act(externalId!, 'pay');
      await shop.settles();
    }
    const marks = await shop.all<{ mark: string | null }>(
      `SELECT encode(payer_mark, 'hex') AS mark FROM payment_receipts WHERE user_id = $1`,
      [buyer.id],
    );
    expect(marks).toHaveLength(2);
    const known = marks.filter(({ mark }) => mark !== null);
    expect(known).toHaveLength(KNOWS_PAYERS.includes(kind) ? 2 : 0);
    expect(new Set(known.map(({ mark }) => mark)).size).toBe(known.length);
    for (const { mark } of known) expect(mark).toMatch(/^[\da-f]{32,}$/);
  });

  it('is credited once when every webhook comes twice, each with a forged one beside it', async () => {
    const buyer = await newBuyer();
    Object.assign(shop.simulator.deliveries.switches, { doubled: 1, forged: 1 });
    const { externalId } = await shop.invoice(buyer);
    shop.simulator.act(externalId!, 'pay');
    await shop.settles();
    expect(await buyer.balance()).toBe(usd('5'));
    expect(await shop.told(buyer, 'payment_received')).toBe(1);
  });

  it('is credited once when 20 webhooks come at once', async () => {
    const buyer = await newBuyer();
    const { externalId } = await shop.invoice(buyer);
    shop.simulator.act(externalId!, 'pay');
    for (let n = 0; n < 20; n += 1) shop.simulator.act(externalId!, 'webhook_only');
    await shop.settles();
    expect(await buyer.balance()).toBe(usd('5'));
    expect(await shop.told(buyer, 'payment_received')).toBe(1);
  });

  it('is not credited by a webhook without money', async () => {
    const buyer = await newBuyer();
    const { externalId } = await shop.invoice(buyer);
    shop.simulator.act(externalId!, 'webhook_only');
    await shop.settles();
    expect(await buyer.balance()).toBe(0n);
  });

  it('is found by asking when no webhook comes', async () => {
    const buyer = await newBuyer();
    const { externalId } = await shop.invoice(buyer);
    shop.simulator.act(externalId!, 'lose_webhook');
    for (let look = 0; look < 3; look += 1) {
      await shop.passes({ seconds: 65 });
      await shop.runs('read-payments');
    }
    expect(await buyer.balance()).toBe(usd('5'));
    expect(await shop.told(buyer, 'payment_received')).toBe(1);
  });

  it('goes when it is charged back, and its owner is told once', async () => {
    const buyer = await newBuyer();
    const { externalId } = await shop.invoice(buyer);
    shop.simulator.act(externalId!, 'pay');
    await shop.settles();
    const outcome = shop.simulator.act(externalId!, 'charge_back');
    for (let n = 0; n < 3; n += 1) shop.simulator.act(externalId!, 'webhook_only');
    await shop.settles();
    await shop.passes({ hours: 2 });
    await shop.runs('read-payments');
    const isPossible = outcome.kind === 'done';
    expect(await buyer.balance()).toBe(isPossible ? 0n : usd('5'));
    expect(await shop.told(buyer, 'payment_taken_back')).toBe(isPossible ? 1 : 0);
  });

  it(`is moved by none of ${SPOILT} spoilt copies of its own webhooks, and each is answered clearly`, async () => {
    const buyer = await newBuyer();
    const heard = await shop.bell();
    const { externalId } = await shop.invoice(buyer);
    shop.simulator.act(externalId!, 'pay');
    await shop.simulator.deliveries.idle();
    const post = async (body: Buffer, headers: PaymentDelivery['headers']) => {
      const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...own } = headers;
      const answer = await fetch(shop.address, {
        ...{ method: 'POST', body: new Uint8Array(body), headers: own as Record<string, string> },
      });
      return { status: answer.status, text: await answer.text() };
    };
    for (const { body, headers } of heard) expect((await post(body, headers)).status).toBe(200);
    await shop.settles();
    const state = () =>
      shop.one(`SELECT (SELECT count(*) FROM payment_receipts) AS receipts, (SELECT count(*) FROM transfers) AS transfers,
        (SELECT count(*) FROM outbox) AS outbox, (SELECT sum(available) FROM wallets) AS available`);
    const before = await state();
    const random = seededRandom(11);
    const at = (length: number) => Math.floor(random() * length);
    const flipped = (text: Buffer) => {
      const copy = Buffer.from(text);
      for (let n = 0; n <= at(3); n += 1) if (copy.length > 0) copy[at(copy.length)]! ^= 1 << at(8);
      return copy;
    };
    for (let n = 0; n < SPOILT; n += 1) {
      const { body, headers } = heard[at(heard.length)]!;
      const spoilt = [flipped(body), body.subarray(0, at(body.length)), Buffer.concat([body, body]), body][at(4)]!;
      const others = spoilt === body || random() < 0.2;
      const signed = Object.entries(headers).map(([name, value]) => [
        name,
        others && /sig|hmac/.test(name) ? value?.replace(/[0-9a-f]{6}$/, '000000') : value,
      ]);
      const answer = await post(spoilt, Object.fromEntries(signed));
      // Where nothing is signed, or in capitals where small letters were, it rings once more.
      expect([200, 400, 403, 429]).toContain(answer.status);
      if (answer.status !== 200) expect(JSON.parse(answer.text).errors[0].message).toMatch(/\S/);
    }
    await shop.settles();
    expect(await state()).toEqual(before);
  });

  it('is credited once and told once, at whatever step or call to the provider the program dies', async () => {
    const heard = await shop.bell();
    const deaths: string[] = [];
    for (let life: Life = { isDead: true }; life.isDead; ) {
      if (deaths.length > STEPS_AT_MOST) throw new Error('The story has more steps than expected.');
      const buyer = await newBuyer();
      const key = randomUUID();
      heard.length = 0;
      const rings = async () => {
        await shop.simulator.deliveries.idle();
        for (const delivery of [...heard]) {
          await receivePaymentWebhook(shop.app, shop.box, { methodId: shop.methodId, delivery });
          await handlePaymentEvents(shop.app);
        }
      };
      const mortal = shop.diesAfterSteps(deaths.length);
      life = mortal;
      await (async () => {
        const { externalId } = await shop.invoice(buyer, key);
        shop.simulator.act(externalId!, 'pay');
        await rings();
        await shop.passes({ seconds: 70 });
        await shop.runs('read-payments');
      })().catch((error: Error) => {
        if (!mortal.isDead) throw error;
      });
      deaths.push(life.diedAt ?? '');
      shop.restarts();

      const { externalId } = await shop.invoice(buyer, key);
      const wasPaid = () => shop.simulator.taken().some((one) => one.externalId === externalId);
      if (!wasPaid()) shop.simulator.act(externalId!, 'pay');
      await rings();
      await shop.passes({ seconds: 70 });
      await shop.runs('handle-payment-events', 'read-payments');
      const { credited, taken } = await shop.moneyOf(buyer);
      expect(credited).toEqual(taken);
      // Whatever was made before, only one invoice was ever shown, and only that one was paid.
      expect(Object.keys(credited)).toHaveLength(1);
      expect(await buyer.balance()).toBe(usd('5'));
      expect(await shop.told(buyer, 'payment_received')).toBe(1);
      await shop.booksBalance();
    }
    expect(deaths.filter((at) => at === 'a call that never went out').length).toBeGreaterThan(1);
    expect(deaths.filter((at) => at === 'a call whose answer never came').length).toBeGreaterThan(1);
    const day = { methodId: shop.methodId, day: dayOf(shop.clock.now()) };
    expect(await reconcileDay(shop.app, day)).toMatchObject({ kind: 'compared', differences: [] });
  });

  it('goes back once and is told once, at whatever step or call to the provider the program dies', async () => {
    shop.simulator.setWebhook(shop.address);
    const method = (await shop.app.db.payments.findMethod(shop.methodId))!;
    if (!shop.app.payments.get(method)!.refund) return;
    const deaths: string[] = [];
    for (let life: Life = { isDead: true }; life.isDead; ) {
      if (deaths.length > STEPS_AT_MOST) throw new Error('The story has more steps than expected.');
      const buyer = await newBuyer();
      const { externalId } = await shop.invoice(buyer);
      shop.simulator.act(externalId!, 'pay');
      await shop.settles();
      const { id: receiptId } = await shop.one<{ id: bigint }>('SELECT id FROM payment_receipts WHERE user_id = $1', [
        buyer.id,
      ]);
      const actor = { type: 'ADMIN', id: '1' } as const;
      const refund = { key: randomUUID(), receiptId, amount: usd('2'), actor, reason: 'asked' };
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
      // What the dead program had taken up is free again, and the provider has rung meanwhile.
      for (let look = 0; look < 3; look += 1) {
        await shop.simulator.deliveries.idle();
        await shop.passes({ seconds: 65 });
        await shop.runs('finish-refunds', 'handle-payment-events', 'read-payments');
      }
      const taken = shop.simulator.taken().filter((one) => one.externalId === externalId);
      expect(taken.map(({ takenBack }) => takenBack.length)).toEqual([1]);
      expect(await buyer.balance()).toBe(usd('3'));
      expect(await shop.told(buyer, 'refund_ended')).toBe(1);
      expect(await shop.told(buyer, 'payment_taken_back')).toBe(0);
      await shop.booksBalance();
    }
    expect(deaths).toContain('a call that never went out');
    expect(deaths).toContain('a call whose answer never came');
    const day = { methodId: shop.methodId, day: dayOf(shop.clock.now()) };
    expect(await reconcileDay(shop.app, day)).toMatchObject({ kind: 'compared', differences: [] });
  });
});

type Life = { readonly isDead: boolean; readonly diedAt?: string };
