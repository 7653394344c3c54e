/** What other programs can be told of. The database has the same list. */
export const EVENT_TYPES = [
  'reservation.completed',
  'reservation.expired',
  'reservation.canceled',
  'user.joined',
  'balance.changed',
  'payment.received',
  'payment.taken_back',
  'refund.requested',
  'refund.ended',
  'promo.redeemed',
  'referral.paid',
  'referral.reversed',
  'support.opened',
  'support.replied',
  'support.closed',
  'provider.down',
  'stock.low',
  'ledger.broken',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** What a buyer's program can be told of about orders by its key. The database has the same list. */
export const ORDER_EVENT_TYPES = [
  'order.sms',
  'order.completed',
  'order.expired',
  'order.canceled',
  'order.refunded',
] as const;
export type OrderEventType = (typeof ORDER_EVENT_TYPES)[number];

/** Sent when a buyer asks whether their webhook works, and never otherwise. */
export const WEBHOOK_TEST = 'webhook.test' as const;
export type BuyersEventType = OrderEventType | typeof WEBHOOK_TEST;

export const EVENT_DELIVERY_STATES = ['WAITING', 'DELIVERED', 'FAILED'] as const;
export type EventDeliveryState = (typeof EVENT_DELIVERY_STATES)[number];
