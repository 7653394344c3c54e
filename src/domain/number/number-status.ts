/**
 * AVAILABLE can be offered; RESERVED is claimed by an open reservation; USED got its code and stays the buyer's until
 * the reservation's deadline; DELETED is history and is never offered again.
 */
export const NUMBER_STATUSES = ['AVAILABLE', 'RESERVED', 'USED', 'DELETED'] as const;
export type NumberStatus = (typeof NUMBER_STATUSES)[number];

/** POOL numbers are ours for long; ON_DEMAND ones are bought for one reservation and go back when it ends. */
export const NUMBER_ORIGINS = ['POOL', 'ON_DEMAND'] as const;
export type NumberOrigin = (typeof NUMBER_ORIGINS)[number];

/** A phone number is kept as E.164 digits without the plus: "37120000000". */
export const PHONE_DIGITS = /^[1-9]\d{6,14}$/;
