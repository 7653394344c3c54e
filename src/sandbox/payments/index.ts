export { startBtcPaySimulator } from './btcpay/btcpay-simulator';
export { startCryptoPaySimulator } from './crypto-pay/crypto-pay-simulator';
export { ACTS, type Act } from './kernel/acts';
export type { PaymentSimulator, PaymentSimulatorOptions, TakenMoney } from './kernel/simulator';
export { startNowPaymentsSimulator } from './nowpayments/nowpayments-simulator';
export { startHeleketSimulator } from './signed-webhook/heleket-simulator';
export { startOxaPaySimulator } from './signed-webhook/oxapay-simulator';
export { startYooKassaSimulator } from './signed-webhook/yookassa-simulator';
export { startStripeSimulator } from './stripe/stripe-simulator';
