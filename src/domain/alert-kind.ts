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
  'link_distrusted',
  'link_down',
  'link_unreadable',
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
  'sim_unmapped',
  'sim_silent',
  'daemon_stopped',
  'inbox_unreadable',
  'books_broken',
  'event_endpoint_off',
  'payment_unclaimed',
  'payment_taken_back',
  'refund_requested',
  'payer_shared',
  'payment_provider_trouble',
  'payments_differ',
  'support_waiting',
  'support_undelivered',
  'message_unmade',
  'source_chat_moved',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/**
 * Those of which nobody is told that they are over: an operator's own act ended them, or they were a happening that never
 * stood at all.
 */
export const ENDED_IN_SILENCE: ReadonlySet<AlertKind> = new Set<AlertKind>([
  ...(['refund_requested', 'support_waiting', 'support_undelivered', 'payment_unclaimed', 'panel_locked'] as const),
  ...(['orders_of_others', 'account_shared', 'purchase_lost', 'purchase_unclear', 'catalogue_changed'] as const),
  ...(['payment_taken_back', 'payer_shared', 'source_chat_moved'] as const),
]);

/** What the words need, as JSON keeps it. Amounts are decimal strings; no secrets, codes or phone numbers. */
export type AlertFacts = Readonly<Record<string, string | number | boolean | null>>;
