import type { ForeignMoney } from '../domain/money/foreign-money';

/**
 * The way to whoever takes people's money for the shop. Telegram Stars come over the chat itself and not through this port;
 * everything else does. Money of others is an exact decimal text with its currency, never a float: "5.00" USD, "0.00012" BTC.
 */
export type { ForeignMoney };

/** What a provider's protocol can do; a use case asks before it calls. */
export type PaymentCapability = 'webhook' | 'read_back' | 'list' | 'cancel' | 'refund' | 'chargeback';

export interface InvoiceRequest {
  /** Our own mark of the payment, random and unique; the provider gets it as its order number and as its key, so that asking twice makes one invoice where the protocol knows such a key. */
  readonly token: string;
  readonly price: ForeignMoney;
  /** What the payer reads, at most 32 characters. */
  readonly title: string;
  readonly expiresAt: Date;
  /** Where the payer is led back to: a t.me link of the bot. */
  readonly returnUrl?: string;
  /** Where the provider rings; undefined while the shop has no address that others can reach. */
  readonly webhookUrl?: string;
  /** The payer's: en, ar, ru. */
  readonly language: string;
}

export interface CreatedInvoice {
  readonly kind: 'created';
  /** The provider's name of the invoice; unique in one account. */
  readonly externalId: string;
  readonly payUrl: string;
  /** What the provider made of the asked one. */
  readonly expiresAt?: Date;
}

/** Money that arrived and will not go away by itself. Only this is ever credited. */
export interface ArrivedMoney {
  /** Stable and unique in one account: transaction hash, charge id, the id of a payment or re-deposit. */
  readonly receiptKey: string;
  /** What came, in the coin in which it came. */
  readonly received: ForeignMoney;
  /** What that was worth when it came, in the currency of the invoice's price, as the provider says; undefined when it does not, as for a wrong coin. */
  readonly worth?: ForeignMoney;
  /** The provider says that with it the whole price is paid. */
  readonly settles: boolean;
  /** What the provider kept. */
  readonly fee?: ForeignMoney;
  /** The card or account that paid, by a name that stays the same; kept only as a hash. */
  readonly payer?: string;
  readonly arrivedAt: Date;
}

/** Money that a provider took away again: a charge-back or a refund that somebody made there. */
export interface TakenBack {
  readonly receiptKey: string;
  /** Stable: the same taking has the same key. */
  readonly takingKey: string;
  /** Part of the invoice's price, in its currency. */
  readonly amount: ForeignMoney;
  /** DISPUTED: taken while it is looked into; WON: it came back. */
  readonly state: 'REFUNDED' | 'DISPUTED' | 'LOST' | 'WON';
  readonly at: Date;
}

/** An invoice as its provider says that it stands now. */
export interface InvoiceSnapshot {
  readonly kind: 'invoice';
  readonly externalId: string;
  /** Our own mark, where the protocol gives it back. */
  readonly token?: string;
  /** SEEN: money was seen and is not final yet. */
  readonly status: 'OPEN' | 'SEEN' | 'PAID' | 'UNDERPAID' | 'EXPIRED' | 'CANCELED' | 'FAILED';
  readonly arrived: readonly ArrivedMoney[];
  readonly takenBack: readonly TakenBack[];
  /** Nothing more will come: it need not be asked for again, but for what is taken back. */
  readonly isFinal: boolean;
}

/** A delivery as it came over HTTP. */
export interface PaymentDelivery {
  /** The bytes as they came: signatures are made over these. */
  readonly body: Buffer;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly callerAddress: string;
}

export type DeliveryVerdict =
  | {
      readonly kind: 'genuine';
      /** The same event has the same key, however often it is delivered. */
      readonly eventKey: string;
      readonly externalId?: string;
      readonly token?: string;
      /** The money that it is about, where a delivery names neither of these: a dispute knows only its payment. */
      readonly receiptKey?: string;
      /** Where the provider cannot be asked, what it signed is all there is. */
      readonly snapshot?: InvoiceSnapshot;
    }
  /** Genuine, and about nothing of ours: answered and forgotten. */
  | { readonly kind: 'irrelevant' }
  | { readonly kind: 'forged'; readonly detail: string }
  | { readonly kind: 'unreadable'; readonly detail: string };

/**
 * Why a provider did not do what was asked:
 * - `auth`: key refused.
 * - `invalid`: it will never do this (amount too small, currency not offered).
 * - `not_found`: it does not know this invoice or receipt.
 * - `rate_limited`: not before `retryAfterMs`.
 * - `unavailable`: nothing was done, it cannot answer now.
 * - `unknown_outcome`: it may or may not have been done; ask again with the same key, or read.
 * - `unsupported`: its protocol has no such act.
 */
export interface PaymentFault {
  readonly kind: 'fault';
  readonly fault: 'auth' | 'invalid' | 'not_found' | 'rate_limited' | 'unavailable' | 'unknown_outcome' | 'unsupported';
  readonly retryAfterMs?: number;
  /** The provider's own word, without secrets; for logs and operators only. */
  readonly detail: string;
}

export interface RefundRequest {
  readonly externalId: string;
  readonly receiptKey: string;
  readonly amount: ForeignMoney;
  /** Made before the act; the same key never refunds twice where the protocol knows such a key. */
  readonly key: string;
}

export type RefundReply =
  | { readonly kind: 'refunded'; readonly reference?: string }
  /** Taken in; the invoice will say when it is done. */
  | { readonly kind: 'pending'; readonly reference?: string };

export interface InvoicePage {
  readonly kind: 'invoices';
  readonly invoices: readonly InvoiceSnapshot[];
  /** Undefined: there are no more. */
  readonly next?: string;
}

/** One account at one payment provider. Nothing here throws for what a provider answers. */
export interface PaymentProvider {
  readonly capabilities: ReadonlySet<PaymentCapability>;
  /** The body of the answer to a delivery that was stored; some demand a word such as "ok". */
  readonly acknowledgement: string;
  createInvoice(request: InvoiceRequest): Promise<CreatedInvoice | PaymentFault>;
  readInvoice(externalId: string): Promise<InvoiceSnapshot | PaymentFault>;
  /** Is this delivery the provider's, and what is it about? Looks at the bytes alone, asks nobody. */
  verify(delivery: PaymentDelivery): DeliveryVerdict;
  /** Whether the key works. */
  test(): Promise<{ readonly kind: 'works'; readonly detail: string } | PaymentFault>;
  /** All invoices made within a time, page by page. Needs `list`. */
  list?(o: { from: Date; until: Date; cursor?: string }): Promise<InvoicePage | PaymentFault>;
  /** Needs `cancel`. */
  cancel?(externalId: string): Promise<{ readonly kind: 'canceled' } | PaymentFault>;
  /** Needs `refund`. */
  refund?(request: RefundRequest): Promise<RefundReply | PaymentFault>;
}

/** A payment method as its adapter is built from. Keys are opened only where they are used. */
export interface PaymentAccount {
  readonly id: number;
  /** The adapter: crypto_pay, btcpay, nowpayments, stripe, signed_webhook. */
  readonly protocol: string;
  readonly baseUrl: string;
  readonly apiKey: () => string;
  /** By which webhooks are signed, where that is another one. */
  readonly webhookKey: () => string | undefined;
  readonly options: Readonly<Record<string, unknown>>;
  /** In which invoices are priced. */
  readonly currency: string;
  readonly timeoutMs: number;
}

/** All protocols that are known. */
export interface PaymentProviders {
  readonly protocols: readonly string[];
  /** Why these options do not fit the protocol; undefined when they do. */
  problemOf(o: { protocol: string; baseUrl: string; options: Readonly<Record<string, unknown>> }): string | undefined;
  /** Throws when the account does not fit its protocol. */
  open(account: PaymentAccount): PaymentProvider;
}
