/** How far a payment came. Money follows receipts, never these. */
export const PAYMENT_STATUSES = [
  'OPEN',
  'SEEN',
  'PAID',
  'UNDERPAID',
  'EXPIRED',
  'CANCELED',
  'FAILED',
  'PART_REFUNDED',
  'REFUNDED',
  'DISPUTED',
  'LOST',
  'WON',
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export const REFUND_STATES = ['WAITING', 'DONE', 'FAILED'] as const;
export type RefundState = (typeof REFUND_STATES)[number];

/** What became of a buyer's wish to have money back. */
export const REFUND_REQUEST_STATES = ['WAITING', 'APPROVED', 'REFUSED'] as const;
export type RefundRequestState = (typeof REFUND_REQUEST_STATES)[number];

export const PAYMENT_HOLD_STATES = ['WAITING', 'ENDED'] as const;
export type PaymentHoldState = (typeof PAYMENT_HOLD_STATES)[number];

export const CHARGE_BACK_STATES = ['REFUNDED', 'DISPUTED', 'LOST', 'WON'] as const;
export type ChargeBackState = (typeof CHARGE_BACK_STATES)[number];
