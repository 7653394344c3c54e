import type { OwnDiscountRow } from '../../database/queries/growth';
import type { ClaimOutcome, RewardState } from '../../domain/channel/claim-outcome';
import type { EventDeliveryState } from '../../domain/event-types';
import type { DiscountVerdict } from '../../domain/growth/growth-words';
import type { Amount } from '../../domain/money/money';
import type { RepeatedOrderRule, ResaleScope, ResaleWording } from '../../domain/resale/resale-words';
import type { EndReason, ReservationStatus } from '../../domain/reservation/reservation-status';
import type { SupportState, SupportTopic } from '../../domain/support/support-words';

/** What texts are told: raw values, which each language writes in its own way. */
export interface ServiceFacts {
  readonly serviceName: string;
  readonly serviceEmoji: string;
}

export interface CountryFacts {
  readonly countryIso: string;
  readonly countryName: string;
}

/** `stock` undefined: the supplier does not say. `successRate` (0..1) and `medianS` undefined: too few to tell. */
export interface OfferFacts extends ServiceFacts, CountryFacts {
  readonly price: Amount;
  readonly stock: number | undefined;
  readonly isStockCapped: boolean;
  readonly successRate: number | undefined;
  readonly medianS: number | undefined;
}

/** The chosen discount, and whether it counts for this offer; `price` is what is paid. */
export interface QuoteFacts {
  readonly listPrice: Amount;
  readonly promoCode: string | null;
  readonly promoSays: DiscountVerdict | null;
}

export type DiscountFacts = OwnDiscountRow;

export interface NumberFacts extends ServiceFacts, CountryFacts {
  readonly price: Amount;
  readonly phone: string | null;
}

/** A key of a buyer's programs, and what they did by it today. */
export interface ApiKeyFacts {
  readonly name: string;
  readonly hint: string;
  readonly scopes: readonly ResaleScope[];
  readonly orders: number;
  readonly completed: number;
  readonly open: number;
  readonly spent: Amount;
  readonly dailyCap: Amount | null;
  readonly expiresAt: Date | null;
  readonly now: Date;
  readonly addresses: readonly string[];
  readonly isQuiet: boolean;
  readonly wording: ResaleWording;
  readonly repeatedOrder: RepeatedOrderRule;
  readonly lastUsedAt: Date | null;
}

/** Where the program of a key is told of its orders, and what became of the newest of it. */
export interface KeyWebhookFacts {
  readonly name: string;
  /** Undefined: nowhere. */
  readonly webhook:
    | {
        readonly url: string;
        readonly events: readonly string[];
        readonly isActive: boolean;
        readonly failingSince: Date | null;
      }
    | undefined;
  readonly deliveries: readonly {
    readonly at: Date;
    readonly state: EventDeliveryState;
    /** What the other side answered; null: nothing yet, or not at all. */
    readonly lastStatus: number | null;
    readonly attempts: number;
  }[];
}

/** Of somebody who wants to add money. `canPay`: there is a way to pay in the bot, so nobody need be asked for money. */
export interface MoneyFacts {
  /** Whom to ask for money or help; empty when the operator named nobody. */
  readonly support: string;
  /** By which the operator finds him. */
  readonly telegramId: bigint;
  readonly canPay: boolean;
}

export interface RefusalFacts extends MoneyFacts {
  readonly price: Amount | null;
  readonly available: Amount | null;
  readonly until: Date | null;
  readonly now: Date;
  readonly promo: { readonly code: string; readonly says: DiscountVerdict } | null;
}

/** Why no number was reserved. */
export type RefuseReason =
  | 'key_conflict'
  | 'offer_gone'
  | 'price_changed'
  | 'banned'
  | 'paused'
  | 'too_many_open'
  | 'insufficient_funds'
  | 'out_of_stock'
  | 'maintenance';

/** One SMS as a person is shown it. */
export interface SmsFacts {
  readonly code: string | null;
  readonly text: string;
  readonly at: Date;
}

export interface CardFacts extends NumberFacts {
  readonly until: Date;
  readonly now: Date;
  readonly cancelableAt: Date | null;
  /** It was changed for another one, whose deadline it has. */
  readonly replacesId: bigint | null;
  readonly endReason: EndReason | null;
  readonly canAskForMore: boolean;
  readonly messages: readonly SmsFacts[];
}

/** How a reservation is marked in a list, alike in every language. */
export const STAGE_MARKS: Record<ReservationStatus, string> = {
  REQUESTED: '⏳',
  WAITING_CODE: '⏳',
  CANCEL_PENDING: '❌',
  COMPLETED: '✅',
  EXPIRED: '⌛',
  CANCELED: '❌',
};

export interface StatisticsFacts {
  readonly own: { completed: number; withoutCode: number; spent: Amount; successRate: number | undefined };
  readonly shop: { services: number; countries: number; successRate: number | undefined; medianS: number | undefined };
}

/** A reward for joining a channel, as it stands for one person. */
export interface RewardFacts {
  readonly title: string;
  readonly isGroup: boolean;
  readonly amount: Amount;
  readonly state: RewardState;
  readonly openFrom: Date;
}

export interface ClaimFacts {
  readonly kind: ClaimOutcome;
  readonly title: string;
  readonly amount: Amount;
}

/** What is to be paid: a decimal in a currency; XTR are Telegram Stars. */
export interface PriceFacts {
  readonly price: string;
  readonly currency: string;
}

export interface PaymentFacts extends PriceFacts {
  readonly amount: Amount;
  readonly bonus: Amount;
  readonly until: Date;
}

export interface ReceivedFacts {
  readonly receiptId: bigint;
  readonly amount: Amount;
  readonly bonus: Amount;
  readonly available: Amount;
  /** Less than its invoice asked for. */
  readonly isLess: boolean;
  /** It paid a debt, in whole or in part. */
  readonly debtPaid: boolean;
  /** It cannot be spent before; null: it can. */
  readonly usableAt: Date | null;
}

export interface TakenBackFacts {
  readonly amount: Amount;
  /** What of it is owed by now. */
  readonly owed: Amount;
}

/** What became of the wish to have money back. */
export type RequestRefundKind = 'requested' | 'repeated' | 'nothing_left';

/** Why no payment was begun. */
export type TopUpRefusal =
  | 'method_off'
  | 'banned'
  | 'too_many_an_hour'
  | 'too_many_failures'
  | 'new_payer_limit'
  | 'day_limit'
  | 'key_conflict'
  | 'amount_out_of_range'
  | 'provider_trouble';

/** What a thread with support is about, as its title says. */
export interface SupportTitle {
  readonly topic: SupportTopic;
  readonly reservationId: bigint | null;
  readonly paymentId: bigint | null;
  readonly receiptId: bigint | null;
  readonly serviceName: string | null;
  readonly countryIso: string | null;
  readonly countryName: string | null;
  readonly amount: Amount | null;
}

export interface SupportThreadFacts extends SupportTitle {
  readonly id: bigint;
  readonly state: SupportState;
  readonly waitingSince: Date | null;
}

/** Why a message to support was not taken. */
export type SupportRefusal = 'empty' | 'too_long' | 'too_many_open' | 'too_many_an_hour' | 'banned' | 'gone';
export type { DiscountVerdict, EndGiftKind, GiveKind, RedeemKind } from '../../domain/growth/growth-words';
