import type { Access } from '../access';

export interface InboxRow {
  readonly id: bigint;
  readonly telegramId: bigint;
  readonly payload: unknown;
  readonly attempts: number;
  readonly receivedAt: Date;
}

/** Updates that were received and wait to be handled. */
export class InboxStore {
  constructor(private readonly db: Access) {}

  /** The next waiting rows after `afterId`, in the order in which they came. */
  async listWaiting(afterId: bigint, limit: number): Promise<InboxRow[]> {
    return this.db.sql.rows<InboxRow>(
      'inbox.listWaiting',
      `SELECT id, telegram_id AS "telegramId", payload, attempts, received_at AS "receivedAt"
       FROM inbox WHERE state = 'WAITING' AND id > $1 ORDER BY id LIMIT $2`,
      [afterId, limit],
    );
  }

  async markHandled(ids: readonly bigint[], at: Date): Promise<void> {
    await this.db.sql.rows(
      'inbox.markHandled',
      `UPDATE inbox SET state = 'HANDLED', handled_at = $2 WHERE id = ANY($1) AND state = 'WAITING'`,
      [ids, at],
    );
  }

  async noteFailure(id: bigint, failure: string): Promise<void> {
    await this.db.sql.rows(
      'inbox.noteFailure',
      'UPDATE inbox SET attempts = attempts + 1, failure = $2 WHERE id = $1',
      [id, failure],
    );
  }

  async markFailed(id: bigint, failure: string, at: Date): Promise<void> {
    await this.db.sql.rows(
      'inbox.markFailed',
      `UPDATE inbox SET state = 'FAILED', attempts = attempts + 1, failure = $2, handled_at = $3 WHERE id = $1`,
      [id, failure, at],
    );
  }

  /** What a message said is known no more: it was a secret. */
  async forgetText(id: bigint): Promise<void> {
    await this.db.sql.rows(
      'inbox.forgetText',
      `UPDATE inbox SET payload = payload || '{"text": "", "entities": []}' WHERE id = $1`,
      [id],
    );
  }
}
