import {
  startBtcPaySimulator,
  startCryptoPaySimulator,
  startHeleketSimulator,
  startNowPaymentsSimulator,
  startOxaPaySimulator,
  startStripeSimulator,
  startYooKassaSimulator,
} from '../../src/sandbox/payments';
import { contractOf } from './contract';

contractOf('Crypto Pay', {
  start: startCryptoPaySimulator,
  ...{ apiKey: '123456:AAtesttoken', currency: 'USD', paysOnce: true },
  lacks: ['pay_less', 'pay_more', 'pay_late', 'charge_back', 'see'],
});

contractOf('BTCPay Server', {
  start: startBtcPaySimulator,
  ...{ apiKey: 'btcpay-key', webhookKey: 'whsecret', currency: 'USD' },
  lacks: ['charge_back'],
});

contractOf('NOWPayments', {
  start: startNowPaymentsSimulator,
  ...{ apiKey: 'now-key a password', webhookKey: 'ipnsecret', currency: 'USD' },
  lacks: [],
});

contractOf('Stripe', {
  start: startStripeSimulator,
  ...{ apiKey: 'sk_test_1', webhookKey: 'whsec_test', currency: 'USD', paysOnce: true, createsOnce: true },
  lacks: ['pay_less', 'pay_more', 'pay_late'],
});

contractOf('Heleket, by description', {
  start: startHeleketSimulator,
  ...{ apiKey: 'heleket-key', currency: 'USD', paysOnce: true, createsOnce: true },
  lacks: [],
});

contractOf('OxaPay, by description', {
  start: startOxaPaySimulator,
  ...{ apiKey: 'merchant-key', currency: 'USD', paysOnce: true, hidesMore: true },
  lacks: ['charge_back'],
});

contractOf('YooKassa, by description', {
  start: startYooKassaSimulator,
  ...{ apiKey: 'live-secret', currency: 'RUB', paysOnce: true, createsOnce: true, isUnsigned: true },
  lacks: ['pay_less', 'pay_more', 'pay_late', 'see'],
});
