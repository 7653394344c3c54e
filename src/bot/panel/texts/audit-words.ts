/** What stands in the audit log as `entity` and, behind the dot of `action`, as act: in words of one language. */
export interface AuditWords {
  readonly entities: Readonly<Record<AuditEntity, string>>;
  readonly acts: Readonly<Record<AuditAct, string>>;
  /** For what has no name here. */
  readonly other: string;
}

const ENTITIES = [
  ...['admin_session', 'alert', 'announcement_channel', 'announcement_template', 'api_key', 'broadcast', 'channel'],
  ...['configuration', 'country', 'event_delivery', 'event_endpoint', 'export', 'message', 'number', 'number_deletion'],
  ...[
    'number_import',
    'offer',
    'panel',
    'payment_method',
    'price_group',
    'price_rule',
    'promo_code',
    'provider',
    'receipt',
    'resale_key',
    'reservation',
    'reward',
    'route',
    'secret_key',
  ],
  ...['service', 'setting', 'sim', 'support_thread', 'text', 'user', 'user_data_channel', 'webhook_delivery'],
] as const;
export type AuditEntity = (typeof ENTITIES)[number];

const ACTS = [
  ...[
    'added',
    'answered',
    'applied',
    'assigned',
    'banned',
    'canceled',
    'changed',
    'cleaned_up',
    'cleanup_undone',
    'closed',
    'created',
  ],
  ...['deleted', 'dismissed', 'erased', 'import_started', 'imported', 'locked', 'logged_in', 'mapped'],
  ...[
    'ordered',
    'password_changed',
    'paused',
    'previewed',
    'priced',
    'put_on_sale',
    'read',
    'refreshed',
    'refunded',
    'refund_refused',
    'reopened',
    'replayed',
  ],
  ...['required', 'resealed', 'restored', 'resumed', 'retired', 'revoked', 'rotated', 'saved', 'secret_rotated'],
  ...['balance_added', 'balance_deducted'],
  ...['session_ended', 'started', 'synced', 'tested', 'unbanned', 'unrequired', 'updated', 'webhook_rotated'],
] as const;
export type AuditAct = (typeof ACTS)[number];

/** Such as "offer" and "change", for offer.updated. */
export function auditWords(words: AuditWords, o: { entity: string; action: string }): { entity: string; act: string } {
  const [what, last = ''] = String(o.action).split('.');
  // Money has a thing of its own in the action alone: the entity is its owner.
  const act = what === 'wallet' ? `balance_${last}` : last;
  return {
    entity: (words.entities as Readonly<Record<string, string>>)[String(o.entity)] ?? words.other,
    act: (words.acts as Readonly<Record<string, string>>)[act] ?? words.other,
  };
}
