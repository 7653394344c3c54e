/** What other programs can be told of. The database has the same list. */
export const EVENT_TYPES = [
  'reservation.completed',
  'reservation.expired',
  'reservation.canceled',
  'user.joined',
  'balance.changed',
  'payment.received',
  'payment.taken_back',
  'refund.ended',
  'support.opened',
  'support.replied',
  'support.closed',
  'provider.down',
  'stock.low',
  'ledger.broken',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export const EVENT_DELIVERY_STATES = ['WAITING', 'DELIVERED', 'FAILED'] as const;
export type EventDeliveryState = (typeof EVENT_DELIVERY_STATES)[number];
