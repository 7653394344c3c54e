import type { AssignableRow, InboundMessageRow } from '../../../database/queries/messages';

/** What texts say of a message, and of a reservation that may get it. */
export type MessageFacts = Pick<
  InboundMessageRow,
  'status' | 'phone' | 'storedAt' | 'sender' | 'text' | 'code' | 'orphanReason' | 'reservationId' | 'erasedAt'
>;
export type AssignableFacts = Pick<AssignableRow, 'reservationId' | 'userId' | 'serviceName' | 'phone' | 'status'>;
