import { createHash, createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { phpJsonSignature } from '../../src/payments/signed-webhook/signatures/judge';
import type { PaymentAccount } from '../../src/ports/payment-provider';
import { delivery, openAccount } from './open-account';

const CRYPTO_PAY =
  '{"update_id":1,"update_type":"invoice_paid","request_date":"2026-01-02T03:04:05.000Z","payload":{"invoice_id":528890,"hash":"IVabc","currency_type":"fiat","fiat":"USD","amount":"5","paid_asset":"USDT","paid_amount":"5.0012","paid_fiat_rate":"0.99976","fee_asset":"USDT","fee_amount":0.15,"status":"paid","payload":"p_1","paid_at":"2026-01-02T03:04:04.000Z"}}';
const NOWPAYMENTS =
  '{"payment_id":123456789,"payment_status":"finished","price_amount":1,"price_currency":"usd","pay_amount":15,"actually_paid":15,"order_id":"p_1","fee":{"withdrawalFee":0,"currency":"btc","depositFee":0.09}}';
const BTCPAY =
  '{"deliveryId":"d1","webhookId":"w1","originalDeliveryId":"d1","isRedelivery":false,"type":"InvoiceSettled","timestamp":1767322800,"storeId":"s1","invoiceId":"i1","metadata":{"orderId":"p_1"},"manuallyMarked":false,"overPaid":false}';
const HELEKET = String.raw`{"type":"payment","uuid":"u-1","order_id":"p_1","amount":"5.00","url":"https:\/\/a\/b","status":"paid"}`;
const OXAPAY = '{"track_id":"151811887","status":"Paid","type":"invoice","amount":5,"currency":"USD","order_id":"p_1"}';
const SIGNED_HELEKET = (sign: string) => `${HELEKET.slice(0, -1)},"sign":"${sign}"}`;

interface Vector {
  readonly name: string;
  readonly protocol: string;
  readonly account: Partial<PaymentAccount>;
  readonly body: string;
  readonly headers: Record<string, string>;
  readonly says: object;
}

/** Deliveries that were signed elsewhere, at 03:00 on the second of January 2026. */
const VECTORS: readonly Vector[] = [
  {
    ...{ name: 'Crypto Pay', protocol: 'crypto_pay', account: { apiKey: () => '123456:AAtesttoken' } },
    body: CRYPTO_PAY,
    headers: { 'crypto-pay-api-signature': 'dba05b69cdc6a23de26620541a8c3faf10751a85a7d1f34a901a546a6e4002b8' },
    says: { externalId: '528890', token: 'p_1' },
  },
  {
    ...{ name: 'NOWPayments', protocol: 'nowpayments', account: { webhookKey: () => 'ipnsecret' } },
    body: NOWPAYMENTS,
    headers: {
      'x-nowpayments-sig':
        'd5e21755475892ac5cddc7cd3d02701be1666852a32bf0a33331c149c817d26ddc155eb18531d35293ce1af42b27f1def835a2acf1173aa4826ac90a9e0f4a18',
    },
    says: { token: 'p_1', eventKey: '123456789:finished:0' },
  },
  {
    ...{ name: 'BTCPay Server', protocol: 'btcpay' },
    account: { options: { storeId: 's1' }, webhookKey: () => 'whsecret' },
    body: BTCPAY,
    headers: { 'btcpay-sig': 'sha256=750575586739cb5303615474e7b4c928ab152f9a7dc740340038ffe366d6b1e0' },
    says: { externalId: 'i1', token: 'p_1', eventKey: 'd1' },
  },
  {
    ...{ name: 'Heleket', protocol: 'signed_webhook' },
    account: { options: { preset: 'heleket', merchant: 'm' }, apiKey: () => 'apikey' },
    body: SIGNED_HELEKET('5c4f196c8fbc5e5bdba8795f81524683'),
    headers: {},
    says: { externalId: 'u-1', token: 'p_1' },
  },
  {
    ...{ name: 'OxaPay', protocol: 'signed_webhook' },
    account: { options: { preset: 'oxapay' }, apiKey: () => 'merchantkey' },
    body: OXAPAY,
    headers: {
      hmac: '53b7c217810740af7d99881c1ec030c377342d89f1fbc3e4cb94f1dad3f42f2a64a511c6509ae5b871dd20b70ced69617a90df414871a12b84cea4c3ecfddb23',
    },
    says: { externalId: '151811887', token: 'p_1' },
  },
];

describe('signatures of payment providers', () => {
  it.each(VECTORS)('of $name are recognised, and no other', ({ protocol, account, body, headers, says }) => {
    const provider = openAccount(protocol, account);
    expect(provider.verify(delivery(body, headers))).toMatchObject({ kind: 'genuine', ...says });
    for (const changed of [body.replace('p_1', 'p_2'), body.slice(0, -1), ''])
      expect(provider.verify(delivery(changed, headers)).kind).not.toBe('genuine');
    const others = openAccount(protocol, { ...account, apiKey: () => 'other', webhookKey: () => 'other' });
    expect(others.verify(delivery(body, headers))).toMatchObject({ kind: 'forged' });
  });

  it('of NOWPayments are made over what is nested, and over numbers as they were written', () => {
    const provider = openAccount('nowpayments', { webhookKey: () => 's' });
    const body =
      '{"price_amount":5.0,"payment_id":7,"payment_status":"finished","price_currency":"usd","pay_amount":1e-7,"fee":{"b":1.10,"a":[{"d":0,"c":"\u00e9/"}]}}';
    const sorted =
      '{"fee":{"a":[{"c":"é/","d":0}],"b":1.10},"pay_amount":1e-7,"payment_id":7,"payment_status":"finished","price_amount":5.0,"price_currency":"usd"}';
    const sign = (text: string) => createHmac('sha512', 's').update(text).digest('hex');
    expect(provider.verify(delivery(body, { 'x-nowpayments-sig': sign(sorted) })).kind).toBe('genuine');
    expect(
      provider.verify(delivery(body, { 'x-nowpayments-sig': sign(JSON.stringify(JSON.parse(sorted))) })).kind,
    ).toBe('forged');
  });

  it('of Heleket stand on escaped slashes, wherever the field stands and however the slashes came', () => {
    expect(phpJsonSignature(HELEKET, 'apikey')).toBe('5c4f196c8fbc5e5bdba8795f81524683');
    expect(phpJsonSignature(HELEKET.replaceAll('\\/', '/'), 'apikey')).toBe('5c4f196c8fbc5e5bdba8795f81524683');
    const heleket = openAccount('signed_webhook', {
      options: { preset: 'heleket', merchant: 'm' },
      apiKey: () => 'apikey',
    });
    expect(heleket.verify(delivery(SIGNED_HELEKET('3337ceddf7253912386b0bd1e7d1e417'))).kind).toBe('forged');
    const first = `{"sign":"5c4f196c8fbc5e5bdba8795f81524683",${HELEKET.slice(1)}`;
    expect(heleket.verify(delivery(first)).kind).toBe('genuine');
  });

  it("of Stripe are made by Stripe's own library", () => {
    const stripe = openAccount('stripe', { webhookKey: () => 'whsec_test' });
    const at = 1_767_322_800;
    const payload = '{"id":"evt_1","type":"checkout.session.completed"}';
    const header = 't=1767322800,v1=7dab7d1a5639ef56d589a33271ed2ecedd9d734dffceb7b33bd36d3f717dc3e9';
    const sign = (text: string, secret = 'whsec_test', timestamp = at) =>
      new Stripe('sk_test_1').webhooks.generateTestHeaderString({ payload: text, secret, timestamp });
    expect(sign(payload)).toBe(header);
    const body = JSON.stringify({
      ...{ id: 'evt_1', type: 'checkout.session.completed' },
      data: { object: { id: 'cs_1', client_reference_id: 'p_1' } },
    });
    const judge = (signature: string) => stripe.verify(delivery(body, { 'stripe-signature': signature }));
    expect(judge(sign(body))).toEqual({ kind: 'genuine', eventKey: 'evt_1', externalId: 'cs_1', token: 'p_1' });
    // While a secret is exchanged both sign.
    expect(judge(`${sign(body, 'whsec_new')},${sign(body).split(',')[1]}`).kind).toBe('genuine');
    expect(judge(sign(body, 'whsec_new')).kind).toBe('forged');
    expect(judge(sign(body, 'whsec_test', at - 301))).toMatchObject({
      kind: 'forged',
      detail: expect.stringContaining('old'),
    });
    expect(judge('t=,v1=').kind).toBe('forged');
  });

  it('of a dispute name the money alone', () => {
    const stripe = openAccount('stripe', { webhookKey: () => 'whsec_test' });
    const body = JSON.stringify({
      id: 'evt_2',
      type: 'charge.dispute.created',
      data: { object: { id: 'dp_1', payment_intent: 'pi_1' } },
    });
    const header = new Stripe('sk_test_1').webhooks.generateTestHeaderString({
      payload: body,
      secret: 'whsec_test',
      timestamp: 1_767_322_800,
    });
    expect(stripe.verify(delivery(body, { 'stripe-signature': header }))).toEqual({
      ...{ kind: 'genuine', eventKey: 'evt_2', receiptKey: 'pi_1', token: undefined },
    });
  });
});

/** A gateway in the least words: nothing can be asked, so that what was signed counts. */
const gateway = (signature: object) => ({
  create: { path: '/pay', body: { sum: '{amount}' }, reply: { id: 'id', payUrl: 'url' } },
  invoice: { id: 'order', status: 'state', price: { amount: 'sum', currency: 'currency' } },
  statuses: { paid: { as: 'PAID', money: 'priced', isFinal: true } },
  callback: { signature },
});
const PAID = '{"order":"7","state":"paid","sum":5.00,"currency":"RUB","merchant":"m"}';
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

describe('a described signature', () => {
  const judge = (signature: object, body: string, headers: Record<string, string> = {}, callback: object = {}) => {
    const options = { ...gateway(signature), callback: { signature, ...callback } };
    return openAccount('signed_webhook', { options, webhookKey: () => 'c2VjcmV0' }).verify(delivery(body, headers));
  };

  it('may be an HMAC in base64 with a prefix, over the digest of the key, or over sorted JSON', () => {
    const key = createHash('sha256').update('c2VjcmV0').digest();
    const signed = `v1=${createHmac('sha1', key).update(PAID).digest('base64')}`;
    const scheme = {
      scheme: 'hmac',
      header: 'X-Sign',
      algorithm: 'sha1',
      encoding: 'base64',
      prefix: 'v1=',
      key: 'sha256',
    };
    expect(judge(scheme, PAID, { 'x-sign': signed })).toMatchObject({
      ...{ kind: 'genuine', externalId: '7' },
      snapshot: {
        status: 'PAID',
        arrived: [{ receiptKey: '7', worth: { amount: '5.00', currency: 'RUB' }, settles: true }],
      },
    });
    expect(judge(scheme, PAID, { 'x-sign': signed.toLowerCase() }).kind).toBe('forged');
    const sorted = '{"currency":"RUB","merchant":"m","order":"7","state":"paid","sum":5.00}';
    const over = { scheme: 'hmac', header: 'X-Sign', algorithm: 'sha256', over: 'sorted_json' };
    const hex = createHmac('sha256', 'c2VjcmV0').update(sorted).digest('hex');
    expect(judge(over, PAID, { 'x-sign': hex.toUpperCase() }).kind).toBe('genuine');
  });

  it('may be a digest of fields, with the amount as it was written, in a form', () => {
    const scheme = { scheme: 'digest', algorithm: 'md5', template: '{merchant}:{sum}:{key}:{order}', field: 'sign' };
    const form = (sign: string) => `order=7&state=paid&sum=5.00&currency=RUB&merchant=m&sign=${sign}`;
    expect(judge(scheme, form(md5('m:5.00:c2VjcmV0:7')), {}, { format: 'form' }).kind).toBe('genuine');
    expect(judge(scheme, form(md5('m:5:c2VjcmV0:7')), {}, { format: 'form' }).kind).toBe('forged');
  });

  it('may be of the kind of Stripe, or a Standard Webhook', () => {
    const at = new Date('2026-01-02T03:00:00.000Z');
    const timestamp = at.getTime() / 1000;
    const header = new Stripe('sk').webhooks.generateTestHeaderString({ payload: PAID, secret: 'c2VjcmV0', timestamp });
    expect(judge({ scheme: 'timestamped', header: 'X-Signature' }, PAID, { 'x-signature': header }).kind).toBe(
      'genuine',
    );
    const standard = new Webhook('c2VjcmV0').sign('msg_1', at, PAID);
    const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': String(timestamp), 'webhook-signature': standard };
    expect(judge({ scheme: 'standard_webhooks' }, PAID, headers).kind).toBe('genuine');
    expect(judge({ scheme: 'standard_webhooks' }, PAID, { ...headers, 'webhook-id': 'msg_2' }).kind).toBe('forged');
  });

  it('may be none at all: then the invoice can be asked, and a stranger is known by where he comes from', () => {
    const unsigned = { scheme: 'none', addresses: ['185.71.76.0/27', '2a02:5180::/32'] };
    const problem = () => openAccount('signed_webhook', { options: gateway(unsigned) });
    expect(problem).toThrow('options.status');
    const options = { ...gateway(unsigned), status: { method: 'GET', path: '/pay/{externalId}' } };
    const provider = openAccount('signed_webhook', { options });
    const from = (callerAddress: string) => provider.verify({ ...delivery(PAID), callerAddress }).kind;
    expect(['185.71.76.5', '::ffff:185.71.76.5', '2a02:5180::1'].map(from)).toEqual(['genuine', 'genuine', 'genuine']);
    expect(['185.71.76.32', '::1', '', 'x'].map(from)).toEqual(['forged', 'forged', 'forged', 'forged']);
  });
});
