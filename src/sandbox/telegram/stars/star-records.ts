import type { TlObject } from '../tl/tl-object';

/** What a bot sells in one invoice. The payload is for the bot alone: no user ever sees it. */
export interface Invoice {
  botId: bigint;
  title: string;
  description: string;
  /** webDocumentNoProxy. */
  photo?: TlObject;
  /** Constructor `invoice`: currency XTR and one price. */
  terms: TlObject;
  stars: bigint;
  payload: Buffer;
  startParam?: string;
}

/** Stars went from a user to a bot. The id is the charge's, for ever. */
export interface Payment {
  kind: 'payment';
  id: string;
  /** The form that was sent; it pays once. */
  formId: bigint;
  payerId: bigint;
  invoice: Invoice;
  /** Paid through a link. */
  slug?: string;
  /** Seconds. */
  date: number;
}

/** A payment undone: by the bot, or by Telegram itself, which takes the stars of the bot and tells nobody. */
export interface Reversal {
  kind: 'refund' | 'clawBack';
  /** Of the payment. */
  id: string;
  date: number;
}

/** Stars bought in a shop of apps, or paid out through Fragment. */
export interface Exchange {
  kind: 'purchase' | 'payout';
  id: string;
  accountId: bigint;
  stars: bigint;
  date: number;
}

/** One thing that moved stars. It is one record, so that a killed process has moved all of it or nothing. */
export type StarEvent = Payment | Reversal | Exchange;

/** What one event is to one account. */
export interface StarRow {
  id: string;
  isRefund: boolean;
  /** Below zero: the account gave. */
  stars: bigint;
  date: number;
  /** The other side: an account, or where stars are bought and paid out. */
  other: bigint | 'appStore' | 'fragment';
  payment?: Payment;
}
