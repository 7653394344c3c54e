import type { Addressed, MessageKeyboard, SendOutcome } from './messenger';

/** What is to be paid in Telegram Stars, which have no fractions. */
export interface Invoice {
  /** 1 to 32 characters. */
  readonly title: string;
  /** 1 to 255 characters. */
  readonly description: string;
  /** Our own mark of the payment, 1 to 128 bytes: comes back with the money, and is never shown to the payer. */
  readonly payload: string;
  /** At least 1. */
  readonly stars: number;
  /** What the price is for, as its one line says. */
  readonly label: string;
}

export interface InvoiceMessage extends Addressed {
  readonly invoice: Invoice;
  /** Begins with the pay button; without a keyboard Telegram makes that button itself. */
  readonly keyboard?: MessageKeyboard;
}

/** Somebody is about to pay, and waits: Telegram gives up after 10 s, and never asks again. */
export interface PreCheckout {
  readonly queryId: bigint;
  readonly telegramId: bigint;
  /** The payer's, as Telegram tells it; null when it does not. */
  readonly languageCode: string | null;
  readonly payload: string;
  readonly currency: string;
  /** Whole stars, if the currency is XTR. */
  readonly amount: bigint;
}

/** Whether somebody may pay. The error is what the payer reads. */
export type PreCheckoutVerdict = { readonly ok: true } | { readonly ok: false; readonly error: string };

/** The bot's dealings in Stars. Money came only when the payment's own message says so, or the list of transactions. */
export interface Stars {
  /** The same `randomId` is the same message, however often it is sent. */
  sendInvoice(message: InvoiceMessage): Promise<SendOutcome>;
  /** A link that anybody who has it can pay, and more than once. */
  createInvoiceLink(invoice: Invoice): Promise<InvoiceLinkOutcome>;
  /** Without an error: may be paid. The error must say something. `gone`: it was answered before, or too late. */
  answerPreCheckout(answer: { readonly queryId: bigint; readonly error?: string }): Promise<SendOutcome>;
  /** Gives back a whole charge. Asking twice gives back once. */
  refundStars(charge: { readonly telegramId: bigint; readonly chargeId: string }): Promise<RefundOutcome>;
  /** What moved stars into or out of the bot's balance, one page. */
  listStarsTransactions(page: StarsPageRequest): Promise<StarsPage>;
  readStarsBalance(): Promise<StarsBalance>;
}

/** What an act that was not done came to; see SendOutcome. */
type NotDone = Extract<SendOutcome, { kind: 'flood' | 'refused' | 'unknown' }>;

export type InvoiceLinkOutcome = { readonly kind: 'created'; readonly link: string } | NotDone;

/**
 * `already_refunded`: Telegram had given it back before, and its list of transactions confirms that. That may have been
 * this very act, whose answer was lost. `unknown`: try the same again.
 */
export type RefundOutcome = { readonly kind: 'refunded' } | { readonly kind: 'already_refunded' } | NotDone;

export interface StarsPageRequest {
  /** `next` of the page before; undefined begins at the beginning. */
  readonly cursor?: string;
  /** 1 to 100. */
  readonly limit: number;
  /** Oldest first. */
  readonly ascending: boolean;
}

export type StarsPage =
  | {
      readonly kind: 'page';
      readonly transactions: readonly StarsTransaction[];
      /** Undefined: nothing follows by now. */
      readonly next: string | undefined;
    }
  | NotDone;

export interface StarsTransaction {
  /** Of a payment: its charge id. A refund has the id of what it gives back. */
  readonly id: string;
  /** Whole stars that moved, never negative; `isIncoming` tells where to. */
  readonly stars: bigint;
  /** What moved besides, in 1/1 000 000 000 star. */
  readonly nanos: number;
  readonly at: Date;
  readonly isRefund: boolean;
  /** Into the bot's balance. */
  readonly isIncoming: boolean;
  readonly isPending: boolean;
  readonly isFailed: boolean;
  /** Who paid or was paid; null when that was no person, but Telegram or a store. */
  readonly telegramId: bigint | null;
  /** Of the invoice that was paid. */
  readonly payload: string | null;
}

export type StarsBalance = { readonly kind: 'read'; readonly stars: bigint; readonly nanos: number } | NotDone;
