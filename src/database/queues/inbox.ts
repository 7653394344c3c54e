import type { Access } from '../access';
import { type Row, select } from '../columns';
import { InboxEntry } from '../entities/inbox-entry.entity';

const WAITING = select(InboxEntry, '', ['id', 'telegramId', 'payload', 'attempts', 'receivedAt']);
export type InboxRow = Row<typeof WAITING>;

/** Updates that were received and wait to be handled. */
export class InboxStore {
  constructor(private readonly db: Access) {}

  /** The next waiting rows after `afterId`, in the order in which they came. */
  async listWaiting(afterId: bigint, limit: number): Promise<InboxRow[]> {
    return this.db.sql.rows<InboxRow>(
      'inbox.listWaiting',
      `SELECT ${WAITING} FROM inbox WHERE state = 'WAITING' AND id > $1 ORDER BY id LIMIT $2`,
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
    await this.db.manager.update(InboxEntry, { id }, { attempts: () => 'attempts + 1', failure });
  }

  async markFailed(id: bigint, failure: string, handledAt: Date): Promise<void> {
    const failed = { state: 'FAILED', attempts: () => 'attempts + 1', failure, handledAt } as const;
    await this.db.manager.update(InboxEntry, { id }, failed);
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
