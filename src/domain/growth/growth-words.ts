export const REFERRAL_STATES = ['WAITING', 'PAID', 'CANCELED', 'TAKEN_BACK'] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];

export const PROMO_KINDS = ['BALANCE', 'TOPUP_BONUS', 'PURCHASE_DISCOUNT'] as const;
export type PromoKind = (typeof PROMO_KINDS)[number];

export const GIFT_STATES = ['OPEN', 'TAKEN', 'RETURNED'] as const;
export type GiftState = (typeof GIFT_STATES)[number];

/** What became of a promo code that somebody gave. */
export type RedeemKind =
  | 'redeemed'
  /** A discount: it counts with the next purchase that it fits. */
  | 'chosen'
  | 'unknown'
  | 'not_yet'
  | 'over'
  | 'used_up'
  | 'used_by_you'
  | 'only_new'
  | 'banned'
  | 'too_many_tries';

/** Whether a chosen discount counts for an offer, and if not, why. */
export type DiscountVerdict =
  | 'counts'
  | 'off'
  | 'not_yet'
  | 'over'
  | 'used_up'
  | 'used_by_you'
  | 'only_new'
  | 'elsewhere'
  | 'too_cheap';

/** What became of the wish to give money away. */
export type GiveKind = 'given' | 'repeated' | 'key_conflict' | 'banned' | 'not_enough' | 'too_much_today';

/** What became of a gift's link, or of the wish to have it back. */
export type EndGiftKind = 'taken' | 'returned' | 'repeated' | 'own' | 'banned' | 'over' | 'unknown';
