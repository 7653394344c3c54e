/** Everything an operator is told of by itself. Each kind has its words in `bot/texts/<language>/alerts.ts`. */
export const ALERT_KINDS = [
  'channel_unreadable',
  'membership_unknown',
  'channel_unpostable',
  'joins_unapproved',
  'provider_key_refused',
  'provider_balance_low',
  'provider_blocked',
  'provider_unreachable',
  'link_refused',
  'link_down',
  'route_refused',
  'orders_unreadable',
  'orders_of_others',
  'account_shared',
  'purchase_lost',
  'purchase_unclear',
  'catalogue_changed',
  'catalogue_unreadable',
  'panel_locked',
  'stock_low',
  'books_broken',
  'event_endpoint_off',
  'payment_unclaimed',
  'payment_taken_back',
  'payment_provider_trouble',
  'payments_differ',
  'support_waiting',
  'support_undelivered',
  'message_unmade',
  'source_chat_moved',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** What the words need, as JSON keeps it. Amounts are decimal strings; no secrets, codes or phone numbers. */
export type AlertFacts = Readonly<Record<string, string | number | boolean | null>>;
