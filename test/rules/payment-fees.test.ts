import { feeOf } from '../../src/domain/payment/credit';

const at = new Date('2026-01-15T12:00:00Z');
const terms = { currency: 'USD', rate: '2' };
const money = (o: object) => ({ received: { amount: '0.002', currency: 'BTC' }, settles: true, arrivedAt: at, ...o });

describe('what a provider kept', () => {
  it.each([
    ['in the currency of the price, by the rate of the invoice', { fee: { amount: '0.20', currency: 'USD' } }, 4_000n],
    [
      'in the coin that came, by what that was worth',
      { fee: { amount: '0.0001', currency: 'BTC' }, worth: { amount: '100', currency: 'USD' } },
      100_000n,
    ],
    ['in a coin whose worth nobody says', { fee: { amount: '0.0001', currency: 'BTC' } }, null],
    ['in a third coin', { fee: { amount: '1', currency: 'TON' }, worth: { amount: '100', currency: 'USD' } }, null],
    ['where it does not say', { worth: { amount: '100', currency: 'USD' } }, null],
  ])('%s', (_what, o, fee) => {
    expect(feeOf(terms, money(o))).toBe(fee);
  });
});
