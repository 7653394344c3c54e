export const REFERRAL_STATES = ['WAITING', 'PAID', 'CANCELED', 'TAKEN_BACK'] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];

export const PROMO_KINDS = ['BALANCE', 'TOPUP_BONUS'] as const;
export type PromoKind = (typeof PROMO_KINDS)[number];

export const GIFT_STATES = ['OPEN', 'TAKEN', 'RETURNED'] as const;
export type GiftState = (typeof GIFT_STATES)[number];
