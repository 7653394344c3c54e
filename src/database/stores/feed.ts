import type { Access } from '../access';

export type FeedKind = 'RESERVATION' | 'MESSAGE';

export interface FeedChange {
  readonly id: bigint;
  readonly kind: FeedKind;
  readonly entityId: bigint;
}

/** The database's own clock rules here, since the triggers that write know no other. */
export class FeedStore {
  constructor(private readonly db: Access) {}

  /** From now on, and for so long, changes of this kind are written down. */
  async watch(kind: FeedKind, forMs: number): Promise<void> {
    await this.db.sql.rows(
      'feed.watch',
      `INSERT INTO feed_watches (kind, until) VALUES ($1, clock_timestamp() + $2 * interval '1 millisecond')
       ON CONFLICT (kind) DO UPDATE SET until = GREATEST(feed_watches.until, EXCLUDED.until)`,
      [kind, forMs],
    );
  }

  /** Changes written in the last `withinMs`, newest first. */
  async listRecent(withinMs: number, limit: number): Promise<FeedChange[]> {
    return this.db.sql.rows<FeedChange>(
      'feed.listRecent',
      `SELECT id, kind, entity_id AS "entityId" FROM feed_changes
       WHERE at > clock_timestamp() - $1 * interval '1 millisecond' ORDER BY id DESC LIMIT $2`,
      [withinMs, limit],
    );
  }

  async prune(olderThanMs: number): Promise<void> {
    await this.db.sql.rows(
      'feed.prune',
      `DELETE FROM feed_changes WHERE at < clock_timestamp() - $1 * interval '1 millisecond'`,
      [olderThanMs],
    );
  }
}
