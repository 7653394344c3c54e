import type { TelegramLookups } from '../ports/messenger';

const NOT_CONNECTED = { kind: 'unknown', detail: 'not_connected' } as const;

/** The answers of a process that has no connection to Telegram. */
export const noLookups: TelegramLookups = {
  lookUpMember: async () => ({ kind: 'unknown', reason: 'not_connected', detail: 'not_connected' }),
  findChannel: async () => NOT_CONNECTED,
  createInviteLink: async () => NOT_CONNECTED,
  approveJoin: async () => NOT_CONNECTED,
  createInvoiceLink: async () => NOT_CONNECTED,
  refundStars: async () => NOT_CONNECTED,
  listStarsTransactions: async () => NOT_CONNECTED,
  readStarsBalance: async () => NOT_CONNECTED,
};
