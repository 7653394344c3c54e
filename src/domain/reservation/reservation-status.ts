/** Every status a reservation can have. The first two open ones and CANCEL_PENDING look alike to a buyer. */
export const RESERVATION_STATUSES = [
  'REQUESTED',
  'WAITING_CODE',
  'CANCEL_PENDING',
  'COMPLETED',
  'EXPIRED',
  'CANCELED',
] as const;
export type ReservationStatus = (typeof RESERVATION_STATUSES)[number];

/** What the outside sees. */
export type PublicReservationStatus = 'WAITING_CODE' | 'COMPLETED' | 'EXPIRED' | 'CANCELED';

/** Statuses in which the price is held. */
export const OPEN_STATUSES = ['REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING'] as const;

/**
 * The one table of transitions. The database enforces the same list by trigger, and a test compares the two.
 * A status that leads nowhere is terminal: such a reservation only collects further messages.
 */
export const RESERVATION_TRANSITIONS: Readonly<Record<ReservationStatus, readonly ReservationStatus[]>> = {
  REQUESTED: ['WAITING_CODE', 'CANCELED', 'EXPIRED'],
  WAITING_CODE: ['COMPLETED', 'CANCELED', 'CANCEL_PENDING', 'EXPIRED'],
  CANCEL_PENDING: ['CANCELED', 'EXPIRED', 'COMPLETED'],
  COMPLETED: [],
  EXPIRED: [],
  CANCELED: [],
};

/** Hides the two internal statuses. */
export function publicStatus(status: ReservationStatus): PublicReservationStatus {
  return status === 'REQUESTED' || status === 'CANCEL_PENDING' ? 'WAITING_CODE' : status;
}

/** Why a reservation ended without a code. Texts and reports are keyed by it. */
export const END_REASONS = [
  'BUYER_CANCELED',
  'BUYER_CHANGED_NUMBER',
  'TIMED_OUT',
  'OUT_OF_STOCK',
  'TOO_DEAR',
  'PROVIDER_REFUSED',
  'PROVIDER_LOST_ORDER',
  'SERVICE_DELETED',
  'OPERATOR_CANCELED',
] as const;
export type EndReason = (typeof END_REASONS)[number];
