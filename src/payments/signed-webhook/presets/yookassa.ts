import type { DescriptionInput } from '../description';

const headers = { Authorization: 'Basic {basic}' };

/**
 * `https://api.yookassa.ru/v3`. `merchant` is the shop's id, the API key its secret key. Notifications are not signed, so they only
 * ring; their addresses can be named under `callback.signature.addresses`, which fails behind a proxy that hides them.
 */
export const yookassa: DescriptionInput = {
  create: {
    path: '/payments',
    headers: { ...headers, 'Idempotence-Key': '{token}' },
    body: {
      amount: { value: '{amount}', currency: '{currency}' },
      capture: true,
      confirmation: { type: 'redirect', return_url: '{returnUrl}' },
      description: '{title}',
      metadata: { token: '{token}' },
    },
    reply: { id: 'id', payUrl: 'confirmation.confirmation_url', expiresAt: 'expires_at' },
  },
  status: { method: 'GET', path: '/payments/{externalId}', headers },
  refund: {
    path: '/refunds',
    headers: { ...headers, 'Idempotence-Key': '{key}' },
    body: { payment_id: '{externalId}', amount: { value: '{amount}', currency: '{currency}' } },
    reply: { id: 'id', status: 'status', refunded: ['succeeded'], pending: ['pending'] },
  },
  refunds: {
    ...{ method: 'GET', path: '/refunds', query: { payment_id: '{externalId}' }, headers },
    reply: {
      ...{ list: 'items', id: 'id', amount: 'amount.value', currency: 'amount.currency', at: 'created_at' },
      only: { place: 'status', values: ['succeeded'] },
    },
  },
  list: {
    ...{ method: 'GET', path: '/payments', headers },
    query: { 'created_at.gte': '{from}', 'created_at.lt': '{until}', limit: '100', cursor: '{cursor}' },
    reply: { list: 'items', next: 'next_cursor' },
  },
  test: { method: 'GET', path: '/me', headers },
  invoice: {
    ...{ id: 'id', token: 'metadata.token', status: 'status' },
    price: { amount: 'amount.value', currency: 'amount.currency' },
    refunded: 'refunded_amount.value',
    payer: ['first6', 'last4', 'expiry_month', 'expiry_year'].map((part) => `payment_method.card.${part}`),
    paidAt: 'captured_at',
  },
  statuses: {
    pending: { as: 'OPEN' },
    waiting_for_capture: { as: 'SEEN' },
    succeeded: { as: 'PAID', money: 'priced', isFinal: true },
    canceled: { as: 'CANCELED', isFinal: true },
  },
  callback: {
    only: {
      place: 'event',
      values: ['payment.succeeded', 'payment.waiting_for_capture', 'payment.canceled', 'refund.succeeded'],
    },
    about: 'object',
    id: ['object.payment_id', 'object.id'],
    event: '{event}:{object.id}',
    signature: { scheme: 'none', addresses: [] },
  },
};
