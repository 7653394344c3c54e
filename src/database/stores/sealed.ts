import type { Access } from '../access';

/** Every column whose bytes are sealed by the secret box, with the key of its table. */
export const SEALED_COLUMNS = [
  { table: 'providers', key: 'id', column: 'api_key_sealed' },
  { table: 'providers', key: 'id', column: 'webhook_key_sealed' },
  { table: 'payment_methods', key: 'id', column: 'api_key_sealed' },
  { table: 'payment_methods', key: 'id', column: 'webhook_key_sealed' },
  { table: 'payment_events', key: 'id', column: 'sealed' },
  { table: 'telegram_sessions', key: 'bot_id', column: 'session_sealed' },
  { table: 'webhook_deliveries', key: 'id', column: 'sealed' },
  { table: 'person_mark_keys', key: 'id', column: 'key_sealed' },
  { table: 'event_endpoints', key: 'id', column: 'secret_sealed' },
  { table: 'event_endpoints', key: 'id', column: 'old_secret_sealed' },
] as const;
export type SealedColumn = (typeof SEALED_COLUMNS)[number];

export interface SealedValue {
  readonly key: bigint;
  readonly sealed: Buffer;
}

/** Reads and replaces sealed values, some at a time. */
export class SealedStore {
  constructor(private readonly db: Access) {}

  async list({ table, key, column }: SealedColumn, after: bigint, limit: number): Promise<SealedValue[]> {
    return this.db.sql.rows<SealedValue>(
      `sealed.list.${table}.${column}`,
      `SELECT ${key}::bigint AS key, ${column} AS sealed FROM ${table}
       WHERE ${key} > $1 AND ${column} IS NOT NULL ORDER BY ${key} LIMIT $2`,
      [after, limit],
    );
  }

  /** Only while it is still what was read: whoever changed it meanwhile has sealed it anew. */
  async replace({ table, key, column }: SealedColumn, value: SealedValue, sealed: Buffer): Promise<void> {
    await this.db.sql.rows(
      `sealed.replace.${table}.${column}`,
      `UPDATE ${table} SET ${column} = $3 WHERE ${key} = $1 AND ${column} = $2`,
      [value.key, value.sealed, sealed],
    );
  }
}
