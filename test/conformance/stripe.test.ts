import Stripe from 'stripe';
import { startStripeSimulator } from '../../src/sandbox/payments';
import { openStand, type Stand } from '../payments/contract/stand';

/** Stripe's own library speaks to the simulator, and judges what it signs. */
describe("Stripe's library and the simulator of Stripe", () => {
  let stand: Stand;
  let stripe: Stripe;
  beforeAll(async () => {
    const ways = {
      start: startStripeSimulator,
      apiKey: 'sk_test_1',
      webhookKey: 'whsec_test',
      currency: 'USD',
      lacks: [],
    };
    stand = await openStand(ways);
    const { hostname, port } = new URL(stand.simulator.origin);
    stripe = new Stripe('sk_test_1', {
      host: hostname,
      port,
      protocol: 'http',
      maxNetworkRetries: 0,
      telemetry: false,
    });
  });
  afterAll(() => stand.close());

  it('makes a session that the shop reads, and reads the session that the shop made', async () => {
    const made = await stripe.checkout.sessions.create(
      {
        ...{ mode: 'payment', client_reference_id: 'p_lib', success_url: 'https://t.me/shop_bot' },
        line_items: [
          { quantity: 1, price_data: { currency: 'usd', unit_amount: 700, product_data: { name: 'Balance, 7.00' } } },
        ],
      },
      { idempotencyKey: 'p_lib' },
    );
    expect(made).toMatchObject({ status: 'open', payment_status: 'unpaid', amount_total: 700 });
    expect(await stand.read(made.id)).toMatchObject({ status: 'OPEN', token: 'p_lib' });
    const { externalId, token } = await stand.invoice();
    await stand.after(externalId, 'pay');
    const read = await stripe.checkout.sessions.retrieve(externalId, { expand: ['payment_intent.latest_charge'] });
    expect(read).toMatchObject({
      id: externalId,
      client_reference_id: token,
      payment_status: 'paid',
      amount_total: 500,
    });
  });

  it('takes the signed events for genuine, as the shop does', async () => {
    const { externalId } = await stand.invoice();
    for (const act of ['pay', 'charge_back'] as const)
      for (const one of await stand.after(externalId, act)) {
        const event = stripe.webhooks.constructEvent(one.body, one.headers['stripe-signature']!, 'whsec_test');
        expect(stand.provider.verify(one)).toMatchObject({ kind: 'genuine', eventKey: event.id });
      }
  });

  it('refunds, lists disputes, and hears a wrong key in the words of Stripe', async () => {
    const { externalId } = await stand.invoice();
    await stand.after(externalId, 'pay');
    const receiptKey = (await stand.read(externalId)).arrived[0]!.receiptKey;
    const refund = await stripe.refunds.create({ payment_intent: receiptKey, amount: 200 });
    expect((await stand.read(externalId)).takenBack).toMatchObject([
      { takingKey: refund.id, amount: { amount: '2.00' } },
    ]);
    await stand.after(externalId, 'charge_back');
    expect((await stripe.disputes.list({ payment_intent: receiptKey })).data).toHaveLength(1);
    stand.simulator.faults.next({ kind: 'bad_key' });
    await expect(stripe.balance.retrieve()).rejects.toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
  });
});
