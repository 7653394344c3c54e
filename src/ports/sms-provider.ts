import type { Amount } from '../domain/money/money';

/** What a provider's protocol can do. A use case asks before it calls; an adapter declares only what it implements. */
export type ProviderCapability =
  | 'purchase'
  | 'inbox'
  | 'webhook'
  /** Its messages are the posts of a Telegram chat. */
  | 'chat'
  /** It sends us SMS over a connection that we keep open. */
  | 'link'
  | 'prices'
  /** The provider tells which services and countries it knows, with names. */
  | 'catalogue'
  | 'stock'
  | 'operators'
  | 'resend'
  | 'cancel'
  | 'finish'
  | 'ban'
  | 'balance'
  | 'activeList'
  | 'maxPrice'
  | 'idempotentPurchase';

/**
 * Why a provider did not do what was asked. The class decides what happens next:
 * - `auth`: key refused; disable the provider, alert the operator.
 * - `out_of_stock`, `too_dear`, `mapping`: try the next route.
 * - `balance_empty`: our balance there is empty; next route, alert the operator, never shown as the buyer's balance.
 * - `rate_limited`: key-wide back-off for `retryAfterMs`.
 * - `blocked`: account blocked or too many open orders; back off.
 * - `unsupported`: the provider does not know the action; the capability is off.
 * - `gone`: the provider does not know this order.
 * - `wrong_state`: the order is in another state than we thought; read it again.
 * - `unavailable`: nothing was done, the provider cannot answer now.
 * - `unknown_outcome`: it may or may not have been done; only reconciliation can tell.
 */
export type ProviderFaultKind =
  | 'auth'
  | 'out_of_stock'
  | 'too_dear'
  | 'mapping'
  | 'balance_empty'
  | 'rate_limited'
  | 'blocked'
  | 'unsupported'
  | 'gone'
  | 'wrong_state'
  | 'unavailable'
  | 'unknown_outcome';

export interface ProviderFault {
  readonly kind: 'fault';
  readonly fault: ProviderFaultKind;
  /** When the provider (or our own back-off) said how long to wait. */
  readonly retryAfterMs?: number;
  /** The provider's own word, without secrets or phone numbers; for logs and operators only. */
  readonly detail: string;
  /**
   * Beside `unavailable`: it answered, so nothing is wrong with reaching it. With a plain no that we know, or in words or a form
   * that are new to us, which an operator should hear of.
   */
  readonly said?: 'known' | 'new';
}

export interface AcquireRequest {
  /** Made before the act; providers with idempotent purchase get it as their order key. */
  readonly reservationKey: string;
  readonly serviceCode: string;
  readonly countryCode: string;
  readonly operator?: string;
  /** Highest price we accept, in the shop's currency; an adapter gets it in its provider's. */
  readonly maxCost: Amount;
}

/** An amount of another currency than the shop's, in 1/10 000. */
export interface Charged {
  readonly amount: Amount;
  readonly currency: string;
}

export interface AcquiredNumber {
  readonly kind: 'acquired';
  readonly orderId: string;
  /** E.164 digits without the plus. */
  readonly phone: string;
  /** What the provider charges; undefined when its protocol does not say. In the shop's currency; an adapter says the provider's. */
  readonly cost?: Amount;
  /** What it named, when that was in another currency than the shop's. */
  readonly charged?: Charged;
  readonly expiresAt?: Date;
  /** No cancel is accepted before this instant. */
  readonly cancelableAt?: Date;
}

/** One text that reached an order or an own number. `externalId` is stable: the same SMS always has the same one. */
export interface ReceivedText {
  readonly externalId?: string;
  readonly text: string;
  /** The code as the provider extracted it, when it did. */
  readonly code?: string;
  readonly sender?: string;
  readonly receivedAt?: Date;
  /** Where it came in, when a daemon of our own took it: its number is the one of the SIM there. */
  readonly slot?: SimSlot;
}

/** A place for a SIM, as its daemon names it: a modem, a PhoneID, an SMSC. */
export interface SimSlot {
  readonly name: string;
  /** Of the SIM that was in it, when the daemon tells. */
  readonly imsi?: string;
}

/** How a SIM is by itself, as its daemon says. */
export interface SimSign {
  readonly slot: SimSlot;
  /** Of 100. */
  readonly signal?: number;
  /** The daemon has looked at it lately. */
  readonly isAlive: boolean;
}

export interface UpstreamOrder {
  readonly orderId: string;
  readonly phone: string;
  readonly serviceCode?: string;
  readonly countryCode?: string;
  readonly cost?: Amount;
  readonly charged?: Charged;
  readonly createdAt?: Date;
  readonly expiresAt?: Date;
  readonly messages: readonly ReceivedText[];
}

export type OrderState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'received'; readonly messages: readonly ReceivedText[] }
  /** Canceled or finished upstream; which of the two cannot always be told. */
  | { readonly kind: 'ended' };

export type CloseReply =
  | { readonly kind: 'done' }
  | { readonly kind: 'too_early'; readonly retryAfterMs: number }
  /** A code came before the cancel did; read the order. */
  | { readonly kind: 'has_code' };

export interface PriceRow {
  readonly serviceCode: string;
  readonly countryCode: string;
  readonly cost: Amount;
  /** Numbers in stock at this price; undefined when the protocol does not tell. */
  readonly count?: number;
}

/** Of one service, of one country, or of all. */
export interface PriceFilter {
  readonly serviceCode?: string;
  readonly countryCode?: string;
}

export interface PriceList {
  readonly kind: 'prices';
  readonly rows: readonly PriceRow[];
  /** Cells of the table that are not understood, in words for an operator. With any the list proves nothing to be sold out. */
  readonly unreadable?: readonly string[];
}

export interface OpenOrders {
  readonly kind: 'orders';
  readonly orders: readonly UpstreamOrder[];
  /** Rows of the list that are not understood, in words for an operator. With any the list proves no order to be absent. */
  readonly unreadable?: readonly string[];
  /** True: it names orders that have no number yet, so it proves no order to be absent either. */
  readonly isIncomplete?: boolean;
}

/** Our money at the provider, in its currency. */
export interface ProviderBalance {
  readonly kind: 'balance';
  readonly amount: Amount;
}

/** The provider's own codes with its own names for them; what they are here is the operator's mapping. */
export interface ProviderCatalogue {
  readonly kind: 'catalogue';
  readonly services: readonly { readonly code: string; readonly name: string }[];
  /** `iso` is the two-letter code, where the provider says it or its code says it plainly. */
  readonly countries: readonly { readonly code: string; readonly name: string; readonly iso?: string }[];
}

/**
 * One part of a long SMS. Parts from one sender to one number with the same `group` and `total` belong together; `number`
 * counts from 1.
 */
export interface MessagePart {
  readonly group: string;
  readonly number: number;
  readonly total: number;
}

/** One text of an inbox. It names a phone, a slot, or both. */
export interface InboxText extends ReceivedText {
  /** Parts of it never came. */
  readonly isIncomplete?: boolean;
  /** E.164 digits without the plus. */
  readonly phone?: string;
  readonly part?: MessagePart;
}

export interface InboxPage {
  readonly kind: 'page';
  readonly messages: readonly InboxText[];
  /** Where the next pull goes on; opaque, stored by the caller. */
  readonly cursor?: string;
  readonly more: boolean;
  /** Names of what was put aside because nobody can read it, as long as it lies there. */
  readonly putAside?: readonly string[];
  readonly sims?: readonly SimSign[];
  /** To be called when the messages are stored, and never before: what they came from goes away then. */
  stored?(): Promise<ProviderFault | undefined>;
}

/** One delivery to a provider's webhook, as it came over the wire. */
export interface WebhookRequest {
  readonly method: 'GET' | 'POST';
  /** The bytes themselves: signatures are made over them. */
  readonly rawBody: Buffer;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The public address as the provider calls it, query included. */
  readonly url: string;
  /** Media type in lower case without parameters; empty when none was given. */
  readonly contentType: string;
  readonly now: Date;
}

/** One text of a delivery. It names an order, a phone (E.164 digits without the plus), or both. */
export interface PushedText extends ReceivedText {
  readonly orderId?: string;
  readonly phone?: string;
  readonly part?: MessagePart;
}

/**
 * What a delivery says:
 * - `messages`: texts. `believe` when the provider proved that it is the sender, or has no way to be asked; otherwise
 *   `confirm`: nothing reaches a buyer before a pull says the same.
 * - `ignored`: about something else than an SMS.
 * - `refused`: the signature is missing or wrong.
 * - `unreadable`: it does not have the form that the configuration promises.
 * `detail` is a sentence for whoever set up the webhook, without secrets, phones or texts.
 */
export type WebhookReading =
  | { readonly kind: 'messages'; readonly trust: 'believe' | 'confirm'; readonly messages: readonly PushedText[] }
  | { readonly kind: 'ignored' | 'refused' | 'unreadable'; readonly detail: string };

/**
 * What keeps a link down, where it is known: somebody else has the session; the centre wants fewer tries; what answers
 * there speaks something else.
 */
export type LinkTrouble = 'held_elsewhere' | 'throttled' | 'other_protocol';

/**
 * What became of a link: open with so many sessions; refused by the centre, or its certificate not to be trusted, which a
 * person must repair; or down, which it repairs by itself. `detail` is for operators, without secrets and phones.
 */
export type LinkState =
  | { readonly kind: 'up'; readonly sessions: number }
  | { readonly kind: 'refused' | 'distrusted'; readonly detail: string }
  | { readonly kind: 'down'; readonly detail: string; readonly reason?: LinkTrouble };

export interface LinkEvents {
  /** Resolves when all are stored; only then is the sender told so. When it throws, the sender is asked to come again. */
  receive(messages: readonly PushedText[]): Promise<void>;
  onState(state: LinkState): void;
  /**
   * So many SMS were refused for good since this was said last, the newest because of `detail`. Said at once of the first, and
   * then at most once a minute.
   */
  onRefused(refused: { readonly count: number; readonly detail: string }): void;
}

/** A connection that is kept open, and comes back by itself. */
export interface SmsLink {
  /** After so long without a session the owners are told. */
  readonly alertAfterMs: number;
  /** Says goodbye once what came is answered. Within seconds. */
  close(): Promise<void>;
}

export interface LinkTest {
  readonly kind: 'bound';
  readonly detail: string;
}

/**
 * A provider of numbers or messages. Methods exist exactly for the declared capabilities; expected refusals come back
 * as a `ProviderFault`, never as an exception. Nothing here retries what may have spent money.
 */
export interface SmsProvider {
  readonly id: number;
  readonly name: string;
  readonly capabilities: ReadonlySet<ProviderCapability>;
  /** Set where prices are in another currency than the shop's. Balances are always in the provider's own. */
  readonly foreign?: {
    readonly currency: string;
    /** In the shop's currency, rounded up; undefined while no exchange rate is set. */
    toCost(amount: Amount): Amount | undefined;
  };
  /** How long its orders live, where it does not say it with one. */
  readonly lifetimeMs?: number;
  acquire?(request: AcquireRequest): Promise<AcquiredNumber | ProviderFault>;
  orderState?(orderId: string): Promise<OrderState | ProviderFault>;
  /** All open orders of our key in as few calls as the protocol allows. */
  listActive?(): Promise<OpenOrders | ProviderFault>;
  cancel?(orderId: string): Promise<CloseReply | ProviderFault>;
  finish?(orderId: string): Promise<CloseReply | ProviderFault>;
  ban?(orderId: string): Promise<CloseReply | ProviderFault>;
  /** Asks for one more SMS on the same order, free. */
  resend?(orderId: string): Promise<CloseReply | ProviderFault>;
  prices?(filter: PriceFilter): Promise<PriceList | ProviderFault>;
  /** Every service and country the provider knows, sold out or not. May take several calls. */
  catalogue?(): Promise<ProviderCatalogue | ProviderFault>;
  balance?(): Promise<ProviderBalance | ProviderFault>;
  pullInbox?(cursor: string | undefined): Promise<InboxPage | ProviderFault>;
  /** Reads a delivery to the provider's webhook and judges its signature. Asks nobody. */
  readWebhook?(request: WebhookRequest): WebhookReading;
  /** The answer that the provider wants to its deliveries; JSON of ours when it does not care. */
  webhookReply?(): {
    readonly contentType: string;
    readonly body: string;
    /** It asks again, or tells the sender, when it hears of trouble; what cannot be read is kept all the same. */
    readonly isForAll?: boolean;
  };
  /** Opens the link over which it sends us SMS. At most one process of the shop may have it open. */
  openLink?(events: LinkEvents): SmsLink;
  /** Introduces us there, and goes. */
  testLink?(): Promise<LinkTest | ProviderFault>;
}

/** Everything about a provider is a row; this is that row, as an adapter needs it. */
export interface ProviderSettings {
  readonly id: number;
  readonly name: string;
  readonly protocol: string;
  readonly baseUrl: string;
  /** Reveals the key; called only where a request is built. */
  readonly apiKey: () => string;
  /** Reveals the key by which the provider signs its webhooks; empty when none is stored. */
  readonly webhookKey?: () => string;
  /** Protocol-specific: dialect, headers, paths, currency. Validated by the adapter's factory. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly timeoutMs: number;
  /** Calls per second allowed for the key, and how many may be saved up. */
  readonly budgetPerSecond: number;
  readonly budgetBurst: number;
}
