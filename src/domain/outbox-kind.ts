/** Everything that is put into the outbox: the database's type `outbox_kind`. `bot/outbox/kinds.ts` says what each becomes. */
export const OUTBOX_KINDS = [
  'message',
  'screen',
  'card',
  'code_received',
  'late_code',
  'number_arrived',
  'reservation_ended',
  'balance_changed',
  'reward_taken_back',
  'operator_alert',
  'panel_chart',
  'panel_file',
  'panel_webhook_address',
  'import_report',
  'broadcast',
  'user_data_post',
  'user_data_greeting',
  'daily_summary',
  'announcement',
  'delete_posts',
] as const;
export type OutboxKind = (typeof OUTBOX_KINDS)[number];
