import type { DescriptionInput } from '../description';

const headers = { merchant_api_key: '{apiKey}' };
const ok = { place: 'status', values: ['200'] };

/** `https://api.oxapay.com/v1`. The API key is the merchant's, and signs the callbacks. They repeat until the answer is `ok`. */
export const oxapay: DescriptionInput = {
  lifetime: { min: 900, max: 172_800 },
  create: {
    path: '/payment/invoice',
    ...{ headers, ok },
    body: {
      ...{ amount: '#{amount}', currency: '{currency}', lifetime: '#{lifetimeMinutes}', order_id: '{token}' },
      ...{ description: '{title}', callback_url: '{webhookUrl}', return_url: '{returnUrl}', mixed_payment: false },
    },
    reply: { id: 'data.track_id', payUrl: 'data.payment_url', expiresAt: 'data.expired_at', timeFormat: 'unix_s' },
  },
  status: { method: 'GET', path: '/payment/{externalId}', ...{ headers, ok }, about: 'data' },
  list: {
    ...{ method: 'GET', path: '/payment', headers, ok, times: 'unix_s' },
    query: { from_date: '{from}', to_date: '{until}', page: '{page}', size: '100' },
    reply: { list: 'data.list', createdAt: 'date', timeFormat: 'unix_s', lastPage: 'data.meta.last_page' },
  },
  test: { method: 'GET', path: '/payment', query: { size: '1' }, ...{ headers, ok } },
  invoice: {
    ...{ id: 'track_id', token: 'order_id', status: 'status' },
    price: { amount: 'amount', currency: 'currency' },
    received: { amount: ['txs.0.received_amount', 'txs.0.amount'], currency: 'txs.0.currency' },
    worth: { amount: 'txs.0.value', currency: 'USD' },
    ...{ paidAt: 'txs.0.date', timeFormat: 'unix_s' },
  },
  statuses: {
    new: { as: 'OPEN' },
    waiting: { as: 'OPEN' },
    Waiting: { as: 'OPEN' },
    paying: { as: 'SEEN' },
    Paying: { as: 'SEEN' },
    Confirming: { as: 'SEEN' },
    paid: { as: 'PAID', money: 'priced', isFinal: true },
    Paid: { as: 'PAID', money: 'priced', isFinal: true },
    manual_accept: { as: 'PAID', money: 'priced', isFinal: true },
    underpaid: { as: 'UNDERPAID', money: 'measured', isFinal: true },
    refunding: { as: 'PAID', money: 'priced' },
    refunded: { as: 'PAID', money: 'priced', taken: 'REFUNDED', isFinal: true },
    expired: { as: 'EXPIRED' },
    Expired: { as: 'EXPIRED' },
    Failed: { as: 'FAILED' },
  },
  callback: { event: '{track_id}:{status}', signature: { scheme: 'hmac', header: 'HMAC', algorithm: 'sha512' } },
  acknowledgement: 'ok',
};
