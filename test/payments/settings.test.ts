import { createPaymentProviders } from '../../src/payments/registry';
import { createHttpClient } from '../../src/platform/http-client';
import { silentLogger } from '../../src/platform/logger';
import { systemClock } from '../../src/platform/system-clock';

describe('the row of a payment method', () => {
  const http = createHttpClient();
  afterAll(() => http.close());
  const providers = createPaymentProviders({ http, clock: systemClock, log: silentLogger });
  const problem = (protocol: string, options: Record<string, unknown>, baseUrl = 'https://provider.test') =>
    providers.problemOf({ protocol, baseUrl, options });

  it('fits its protocol', () => {
    expect(providers.protocols).toEqual(['crypto_pay', 'btcpay', 'nowpayments', 'stripe', 'signed_webhook']);
    expect([
      problem('crypto_pay', {}),
      problem('stripe', { paymentMethodTypes: ['card'] }),
      problem('nowpayments', {}),
    ]).toEqual([undefined, undefined, undefined]);
    expect(
      problem('btcpay', { storeId: 'abc', speedPolicy: 'HighSpeed' }, 'https://shop.test/btcpay/'),
    ).toBeUndefined();
    for (const preset of ['heleket', 'cryptomus', 'oxapay', 'yookassa'])
      expect([preset, problem('signed_webhook', { preset, merchant: 'm' })]).toEqual([preset, undefined]);
  });

  it('is told which field is wrong, and never what was typed there', () => {
    expect(problem('paypal', {})).toBe('no adapter for protocol "paypal"');
    expect(problem('crypto_pay', { token: 'a secret' })).toBe('options: unknown token');
    expect(problem('btcpay', {})).toBe('options.storeId: invalid_type');
    expect(problem('nowpayments', { email: 'a secret' })).toBe('options.email: invalid_format');
    expect(problem('crypto_pay', {}, 'nowhere')).toBe('baseUrl is not a URL');
    expect(problem('signed_webhook', { preset: 'gone' })).toContain('options');
    expect(problem('signed_webhook', { preset: 'oxapay', statuses: { paid: { as: 'a secret' } } })).toBe(
      'options.statuses.paid.as: invalid_value',
    );
    expect(problem('signed_webhook', {})).toContain('options.create: invalid_type');
  });
});
