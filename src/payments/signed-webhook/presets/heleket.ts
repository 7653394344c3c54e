import type { DescriptionInput } from '../description';

const headers = { merchant: '{merchant}' };
const sign = { scheme: 'md5_base64', header: 'sign' } as const;
const ok = { place: 'state', values: ['0'] };

/**
 * `https://api.heleket.com/v1`, `https://api.cryptomus.com/v1`. `merchant` is the account's UUID, the API key its payment key, which
 * signs both ways. An invoice takes one payment only, so that there is one receipt.
 */
export const heleket: DescriptionInput = {
  lifetime: { min: 300, max: 43_200 },
  create: {
    path: '/payment',
    ...{ headers, sign, ok },
    body: {
      ...{ amount: '{amount}', currency: '{currency}', order_id: '{token}', additional_data: '{title}' },
      ...{ url_callback: '{webhookUrl}', url_return: '{returnUrl}', url_success: '{returnUrl}' },
      ...{ lifetime: '#{lifetimeSeconds}', is_payment_multiple: false },
    },
    reply: { id: 'result.uuid', payUrl: 'result.url', expiresAt: 'result.expired_at', timeFormat: 'unix_s' },
  },
  status: { path: '/payment/info', ...{ headers, sign, ok }, body: { uuid: '{externalId}' }, about: 'result' },
  list: {
    path: '/payment/list',
    query: { cursor: '{cursor}' },
    ...{ headers, sign, ok, times: 'sql' },
    body: { date_from: '{from}', date_to: '{until}' },
    reply: { list: 'result.items', createdAt: 'created_at', next: 'result.paginate.nextCursor' },
  },
  test: { path: '/payment/services', ...{ headers, sign, ok }, body: {} },
  invoice: {
    ...{ id: 'uuid', token: 'order_id', status: ['status', 'payment_status'] },
    price: { amount: 'amount', currency: 'currency' },
    received: { amount: 'payment_amount', currency: 'payer_currency' },
    worth: { amount: 'payment_amount_usd', currency: 'USD' },
    due: 'payer_amount',
    fee: { amount: 'commission', currency: 'payer_currency' },
    payer: ['from'],
    paidAt: 'updated_at',
  },
  statuses: {
    process: { as: 'OPEN' },
    check: { as: 'SEEN' },
    confirm_check: { as: 'SEEN' },
    wrong_amount_waiting: { as: 'SEEN' },
    paid: { as: 'PAID', money: 'priced', isFinal: true },
    paid_over: { as: 'PAID', money: 'measured', isFinal: true },
    wrong_amount: { as: 'UNDERPAID', money: 'measured', isFinal: true },
    cancel: { as: 'EXPIRED' },
    fail: { as: 'FAILED', isFinal: true },
    system_fail: { as: 'FAILED', isFinal: true },
    locked: { as: 'SEEN' },
    refund_process: { as: 'PAID', money: 'measured' },
    refund_fail: { as: 'PAID', money: 'measured', isFinal: true },
    refund_paid: { as: 'PAID', money: 'measured', taken: 'REFUNDED', isFinal: true },
  },
  callback: {
    only: { place: 'type', values: ['payment', 'wallet'] },
    event: '{uuid}:{status}:{payment_amount}',
    signature: { scheme: 'php_json', field: 'sign' },
  },
};
