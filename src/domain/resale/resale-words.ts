/** What a buyer's key may do: buy and steer orders; look. */
export const RESALE_SCOPES = ['BUY', 'READ'] as const;
export type ResaleScope = (typeof RESALE_SCOPES)[number];

/** How handler_api words its answers: tokens with status 200, or JSON with real codes. */
export const RESALE_WORDINGS = ['CLASSIC', 'HERO'] as const;
export type ResaleWording = (typeof RESALE_WORDINGS)[number];

/** What a repeated `orderId` gets: the same order again, or a refusal. */
export const REPEATED_ORDER_RULES = ['SAME', 'REFUSE'] as const;
export type RepeatedOrderRule = (typeof REPEATED_ORDER_RULES)[number];

/** Whose words for services and countries. */
export const TRADE_DIALECTS = ['HANDLER', 'FIVE_SIM'] as const;
export type TradeDialect = (typeof TRADE_DIALECTS)[number];

/** What became of the wish for an order, as the database answers. */
export const PLACE_KINDS = [
  'placed',
  'repeated',
  'order_conflict',
  'key_ended',
  'no_such_offer',
  'wrong_operator',
  'too_dear',
  'banned',
  'paused',
  'no_balance',
  'daily_cap',
  'too_many_open',
  'no_numbers',
] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** At most so many living keys a user. */
export const MOST_RESALE_KEYS = 10;
export const KEY_NAME_LENGTH = { least: 1, most: 40 } as const;
