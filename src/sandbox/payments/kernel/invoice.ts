/** One payment to an invoice. Amounts are exact decimals. */
export interface Payment {
  readonly key: string;
  /** In the coin of the protocol. */
  readonly amount: string;
  readonly coin: string;
  /** In the currency of the invoice. */
  readonly worth: string;
  /** Milliseconds since the epoch on the simulator's clock. */
  readonly at: number;
  readonly isLate: boolean;
  /** Still to be confirmed. */
  readonly isSeen: boolean;
}

/** Money that was taken away again, by the payer's bank or by a refund. */
export interface Taking {
  readonly key: string;
  readonly paymentKey: string;
  readonly amount: string;
  readonly cause: 'charge_back' | 'refund';
  readonly at: number;
  /** The caller's own key of a refund. */
  readonly requestKey?: string;
}

export interface Invoice {
  readonly id: string;
  /** The shop's mark. */
  readonly token: string;
  readonly amount: string;
  readonly currency: string;
  readonly title: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly webhookUrl?: string;
  readonly returnUrl?: string;
  /** The request as it came, for protocols that show it again. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly payments: readonly Payment[];
  readonly takings: readonly Taking[];
  readonly isCanceled: boolean;
}

export type NewInvoice = Omit<Invoice, 'createdAt' | 'payments' | 'takings' | 'isCanceled'>;

/** What the journal keeps. */
export type InvoiceEvent =
  | { readonly type: 'created'; readonly invoice: Invoice }
  | { readonly type: 'paid'; readonly id: string; readonly payment: Payment }
  | { readonly type: 'confirmed'; readonly id: string; readonly at: number }
  | { readonly type: 'taken'; readonly id: string; readonly taking: Taking }
  | { readonly type: 'ended'; readonly id: string; readonly at: number }
  | { readonly type: 'canceled'; readonly id: string }
  | { readonly type: 'webhook'; readonly url: string | null };
