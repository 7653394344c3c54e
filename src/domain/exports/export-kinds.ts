import type { Scope } from '../access/scopes';

/** What can be exported whole, and the scope that shows its rows. Codes and texts of messages never are. */
export const EXPORT_ENTITIES = [
  'users',
  'transactions',
  'reservations',
  'numbers',
  'messages',
  'payments',
  'receipts',
  'support',
] as const;
export type ExportEntity = (typeof EXPORT_ENTITIES)[number];

export const EXPORT_FORMATS = ['csv', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The scope that shows the rows of an entity. */
export const EXPORT_SCOPES: Readonly<Record<ExportEntity, Scope>> = {
  users: 'users:read',
  transactions: 'wallet:read',
  reservations: 'reservations:read',
  numbers: 'numbers:read',
  messages: 'messages:read',
  payments: 'payments:read',
  receipts: 'payments:read',
  support: 'support:read',
};

export const EXPORT_STATES = ['WAITING', 'DONE', 'FAILED'] as const;
export type ExportState = (typeof EXPORT_STATES)[number];
