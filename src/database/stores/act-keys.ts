import type { Access } from '../access';

/** Keys of acts that write no transfer with a key of their own. */
export class ActKeyStore {
  constructor(private readonly db: Access) {}

  /** `new`: taken now. `same`: it was taken for the same request. `other`: for another one. Waits for who takes it now. */
  async take(o: { key: string; request: string; at: Date }): Promise<'new' | 'same' | 'other'> {
    const taken = await this.db.sql.rows(
      'actKeys.take',
      'INSERT INTO act_keys (key, request, created_at) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING RETURNING key',
      [o.key, o.request, o.at],
    );
    if (taken.length === 1) return 'new';
    const [row] = await this.db.sql.rows<{ request: string }>(
      'actKeys.find',
      'SELECT request FROM act_keys WHERE key = $1',
      [o.key],
    );
    return row?.request === o.request ? 'same' : 'other';
  }

  /** Forgets keys of before. Returns how many went. */
  async prune(before: Date, limit: number): Promise<number> {
    const rows = await this.db.sql.rows(
      'actKeys.prune',
      `DELETE FROM act_keys WHERE key IN (SELECT key FROM act_keys WHERE created_at < $1 ORDER BY created_at LIMIT $2)
       RETURNING 1`,
      [before, limit],
    );
    return rows.length;
  }
}
