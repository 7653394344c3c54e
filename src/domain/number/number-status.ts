/**
 * AVAILABLE can be offered; RESERVED is claimed by an open reservation; USED got its code and stays the buyer's until
 * the reservation's deadline; QUARANTINED rests after it brought no code several times; DELETED is history and is never
 * offered again.
 */
export const NUMBER_STATUSES = ['AVAILABLE', 'RESERVED', 'USED', 'DELETED', 'QUARANTINED'] as const;
export type NumberStatus = (typeof NUMBER_STATUSES)[number];

/** POOL numbers are ours for long; ON_DEMAND ones are bought for one reservation and go back when it ends. */
export const NUMBER_ORIGINS = ['POOL', 'ON_DEMAND'] as const;
export type NumberOrigin = (typeof NUMBER_ORIGINS)[number];

/** A phone number is kept as E.164 digits without the plus: "37120000000". */
export const PHONE_DIGITS = /^[1-9]\d{6,14}$/;

/** A file is read, then checked (a dry run) or written, batch by batch. */
export const IMPORT_STATES = ['READING', 'CHECKING', 'WRITING', 'DONE', 'FAILED'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What became of one number of a file; in a dry run, what would become of it. */
export const IMPORT_VERDICTS = [
  'ADDED',
  'REVIVED',
  'DOUBLE',
  'IN_STOCK',
  'DELETED',
  'SPENT',
  'INVALID',
  'NO_COUNTRY',
  'OTHER_COUNTRY',
] as const;
export type ImportVerdict = (typeof IMPORT_VERDICTS)[number];

/** Why nobody can buy a number, the first that holds: something is switched off, or missing, or buys on demand only. */
export const OBSTACLES = [
  'SERVICE_OFF',
  'COUNTRY_OFF',
  'PROVIDER_OFF',
  'NO_OFFER',
  'OFFER_OFF',
  'NO_ROUTE',
  'ROUTE_ON_DEMAND',
  'ROUTE_OFF',
] as const;
export type Obstacle = (typeof OBSTACLES)[number];

export const DELETION_REASONS = ['CLEANUP', 'SERVICE'] as const;
export type DeletionReason = (typeof DELETION_REASONS)[number];

export const DELETION_STATES = ['DELETING', 'DELETED', 'RESTORING', 'RESTORED'] as const;
export type DeletionState = (typeof DELETION_STATES)[number];
