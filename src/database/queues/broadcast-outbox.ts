import type { BroadcastStatus } from '../../domain/broadcast/broadcast-status';
import type { Access } from '../access';
import { type BroadcastRow, IS_MEANT } from '../stores/broadcasts';

/** Rows of a paused broadcast are due then, which is never. */
const HELD_UNTIL = `'9999-01-01T00:00:00Z'::timestamptz`;

/** What a broadcast puts into the outbox, holds there, and takes out again. */
export class BroadcastOutboxStore {
  constructor(private readonly db: Access) {}

  /** Those for which something may have to be put into the outbox, held there or taken out. */
  async listUnsettled(): Promise<{ id: number; status: BroadcastStatus }[]> {
    return this.db.sql.rows(
      'broadcasts.listUnsettled',
      `SELECT id, status FROM broadcasts b WHERE status = 'RUNNING' OR (status IN ('PAUSED', 'CANCELED') AND EXISTS (
         SELECT 1 FROM outbox o WHERE o.broadcast_id = b.id AND o.state = 'WAITING'))`,
    );
  }

  async countWaiting(id: number): Promise<number> {
    const [row] = await this.db.sql.rows<{ count: number }>(
      'broadcasts.countWaiting',
      `SELECT count(*)::integer AS count FROM outbox WHERE broadcast_id = $1 AND state = 'WAITING'`,
      [id],
    );
    return row!.count;
  }

  /**
   * Gives the next `limit` people their rows and moves the cursor past them; the key of a row forbids a second one.
   * Returns how many rows were put. Call it in a transaction that holds the row's lock.
   */
  async feed(row: BroadcastRow, limit: number, now: Date): Promise<number> {
    // A plan made without the numbers would sort all users for each portion.
    await this.db.sql.rows('broadcasts.planAnew', 'SET LOCAL plan_cache_mode = force_custom_plan');
    const [fed] = await this.db.sql.rows<{ count: number }>(
      'broadcasts.feed',
      `WITH next AS (
         SELECT u.id FROM users u, broadcasts b
         WHERE b.id = $1 AND u.id > $3 AND u.id <= $4 AND ${IS_MEANT} ORDER BY u.id LIMIT $5),
       put AS (
         INSERT INTO outbox (key, lane, user_id, broadcast_id, kind, payload, random_id, due_at, created_at)
         SELECT key, 2, id, $1, 'broadcast', jsonb_build_object('broadcastId', $1::integer), hashtextextended(key, 0), $2, $2
         FROM (SELECT id, 'broadcast:' || $1::integer || ':' || id AS key FROM next ORDER BY id) keyed
         ON CONFLICT (key) DO NOTHING RETURNING 1),
       moved AS (
         UPDATE broadcasts SET
           cursor_user_id = CASE WHEN (SELECT count(*) FROM next) < $5 THEN $4 ELSE (SELECT max(id) FROM next) END,
           -- Who began to block the bot since the start was counted then and has no row: at the end those with a row are meant.
           audience_count = CASE WHEN $3 < $4 AND (SELECT count(*) FROM next) < $5
             THEN (SELECT count(*) FROM outbox o WHERE o.broadcast_id = $1) + (SELECT count(*) FROM put)
             ELSE audience_count END
         WHERE id = $1)
       SELECT count(*)::integer AS count FROM put`,
      [row.id, now, row.cursorUserId, row.lastUserId, limit],
    );
    return fed!.count;
  }

  /** What waits goes no further until it is released. What is being sent at this moment is sent. */
  async hold(id: number): Promise<void> {
    await this.db.sql.rows(
      'broadcasts.hold',
      `UPDATE outbox SET due_at = ${HELD_UNTIL}
       WHERE broadcast_id = $1 AND state = 'WAITING' AND due_at < ${HELD_UNTIL}`,
      [id],
    );
  }

  async release(id: number, now: Date): Promise<void> {
    await this.db.sql.rows(
      'broadcasts.release',
      `UPDATE outbox SET due_at = $2 WHERE broadcast_id = $1 AND state = 'WAITING' AND due_at = ${HELD_UNTIL}`,
      [id, now],
    );
  }

  /** Takes back what nobody is sending at this moment. */
  async drop(id: number, now: Date): Promise<void> {
    await this.db.sql.rows(
      'broadcasts.drop',
      `UPDATE outbox SET state = 'SUPERSEDED', sent_at = $2, leased_until = NULL
       WHERE broadcast_id = $1 AND state = 'WAITING' AND (leased_until IS NULL OR leased_until <= $2)`,
      [id, now],
    );
  }
}
