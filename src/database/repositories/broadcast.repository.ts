import type { BroadcastStatus } from '../../domain/broadcast/broadcast-status';
import type { Queryable } from '../queryable';

/** A url button; Telegram shows each row side by side. */
export interface BroadcastButton {
  readonly text: string;
  readonly url: string;
}

export interface BroadcastDraft {
  readonly text: string;
  readonly entities: readonly unknown[];
  readonly buttons: readonly (readonly BroadcastButton[])[];
  /** What is null narrows nothing. */
  readonly languages: readonly string[] | null;
  readonly seenWithinDays: number | null;
  readonly minAvailable: bigint | null;
  readonly maxAvailable: bigint | null;
}

export interface BroadcastRow extends BroadcastDraft {
  readonly id: number;
  readonly hasPhoto: boolean;
  readonly status: BroadcastStatus;
  readonly audienceCount: number;
  readonly sentCount: number;
  readonly blockedCount: number;
  readonly failedCount: number;
  readonly droppedCount: number;
  readonly cursorUserId: bigint;
  readonly lastUserId: bigint;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly resumedAt: Date | null;
  readonly doneAtResume: number;
  readonly endedAt: Date | null;
}

export const BROADCAST_COLUMNS = `b.id, EXISTS (SELECT 1 FROM broadcast_photos p WHERE p.broadcast_id = b.id) AS "hasPhoto", b.text, b.entities, b.buttons, b.languages, b.seen_within_days AS "seenWithinDays",
  b.min_available AS "minAvailable", b.max_available AS "maxAvailable", b.status, b.audience_count AS "audienceCount",
  b.sent_count AS "sentCount", b.blocked_count AS "blockedCount", b.failed_count AS "failedCount",
  b.dropped_count AS "droppedCount", b.cursor_user_id AS "cursorUserId", b.last_user_id AS "lastUserId",
  b.created_at AS "createdAt", b.started_at AS "startedAt", b.resumed_at AS "resumedAt",
  b.done_at_resume AS "doneAtResume", b.ended_at AS "endedAt"`;

/** How many of the audience are done with, in one way or another. */
const DONE = 'sent_count + blocked_count + failed_count + dropped_count';

/** Whom a broadcast `b` means among users `u`; people who cannot be written to are never meant. $2 is the present. */
const IS_MEANT = `u.telegram_id IS NOT NULL AND NOT u.is_blocking_bot AND NOT u.is_banned
  AND (b.languages IS NULL OR u.language = ANY (b.languages))
  AND (b.seen_within_days IS NULL
    OR u.last_seen_at > COALESCE(b.started_at, $2) - make_interval(days => b.seen_within_days))
  AND ((b.min_available IS NULL AND b.max_available IS NULL) OR EXISTS (
    SELECT 1 FROM wallets w WHERE w.user_id = u.id AND w.available >= COALESCE(b.min_available, 0)
      AND (b.max_available IS NULL OR w.available <= b.max_available)))`;

/** Rows of a paused broadcast are due then, which is never. */
const HELD_UNTIL = `'9999-01-01T00:00:00Z'::timestamptz`;

export class BroadcastRepository {
  constructor(private readonly sql: Queryable) {}

  async insert(draft: BroadcastDraft, now: Date): Promise<number> {
    const [row] = await this.sql.rows<{ id: number }>(
      'broadcasts.insert',
      `INSERT INTO broadcasts (text, entities, buttons, languages, seen_within_days, min_available, max_available, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
      [...valuesOf(draft), now],
    );
    return row!.id;
  }

  /** Only a draft may change; false for any other. */
  async updateDraft(id: number, draft: BroadcastDraft): Promise<boolean> {
    const rows = await this.sql.rows(
      'broadcasts.updateDraft',
      `UPDATE broadcasts SET text = $1, entities = $2, buttons = $3, languages = $4, seen_within_days = $5,
         min_available = $6, max_available = $7 WHERE id = $8 AND status = 'DRAFT' RETURNING id`,
      [...valuesOf(draft), id],
    );
    return rows.length === 1;
  }

  async find(id: number): Promise<BroadcastRow | undefined> {
    const [row] = await this.sql.rows<BroadcastRow>(
      'broadcasts.find',
      `SELECT ${BROADCAST_COLUMNS} FROM broadcasts b WHERE b.id = $1`,
      [id],
    );
    return row;
  }

  async listPage(limit: number, offset: number): Promise<BroadcastRow[]> {
    return this.sql.rows<BroadcastRow>(
      'broadcasts.listPage',
      `SELECT ${BROADCAST_COLUMNS} FROM broadcasts b ORDER BY b.id DESC LIMIT $1 OFFSET $2`,
      [limit, offset],
    );
  }

  async lock(id: number): Promise<BroadcastRow | undefined> {
    const [row] = await this.sql.rows<BroadcastRow>(
      'broadcasts.lock',
      `SELECT ${BROADCAST_COLUMNS} FROM broadcasts b WHERE b.id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    return row;
  }

  async findRunning(): Promise<number | undefined> {
    const [row] = await this.sql.rows<{ id: number }>(
      'broadcasts.findRunning',
      `SELECT id FROM broadcasts WHERE status = 'RUNNING'`,
    );
    return row?.id;
  }

  /** How many people would get it now, and who is the last of them. */
  async countAudience(id: number, now: Date): Promise<{ count: number; lastUserId: bigint }> {
    const [row] = await this.sql.rows<{ count: number; lastUserId: bigint }>(
      'broadcasts.countAudience',
      `SELECT count(*)::integer AS count, COALESCE(max(u.id), 0) AS "lastUserId" FROM broadcasts b, users u
       WHERE b.id = $1 AND ${IS_MEANT}`,
      [id, now],
    );
    return row!;
  }

  /** How many people each of these would reach now. */
  async countAudiences(ids: readonly number[], now: Date): Promise<ReadonlyMap<number, number>> {
    const rows = await this.sql.rows<{ id: number; count: number }>(
      'broadcasts.countAudiences',
      `SELECT b.id, (SELECT count(*)::integer FROM users u WHERE ${IS_MEANT}) AS count FROM broadcasts b WHERE b.id = ANY ($1)`,
      [ids, now],
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  async start(id: number, audience: { count: number; lastUserId: bigint }, now: Date): Promise<void> {
    await this.sql.rows(
      'broadcasts.start',
      `UPDATE broadcasts SET status = 'RUNNING', audience_count = $2, last_user_id = $3, started_at = $4, resumed_at = $4
       WHERE id = $1`,
      [id, audience.count, audience.lastUserId, now],
    );
  }

  /** Whoever calls holds the row's lock and has looked whether this may follow. */
  async setStatus(id: number, status: Exclude<BroadcastStatus, 'DRAFT'>, now: Date): Promise<void> {
    await this.sql.rows(
      'broadcasts.setStatus',
      `UPDATE broadcasts SET status = $2::broadcast_status,
         ended_at = CASE WHEN $2 IN ('COMPLETED', 'CANCELED') THEN $3::timestamptz END,
         resumed_at = CASE WHEN $2 = 'RUNNING' THEN $3 ELSE resumed_at END,
         done_at_resume = CASE WHEN $2 = 'RUNNING' THEN ${DONE} ELSE done_at_resume END
       WHERE id = $1`,
      [id, status, now],
    );
  }

  /** Those for which something may have to be put into the outbox, held there or taken out. */
  async listUnsettled(): Promise<{ id: number; status: BroadcastStatus }[]> {
    return this.sql.rows(
      'broadcasts.listUnsettled',
      `SELECT id, status FROM broadcasts b WHERE status = 'RUNNING' OR (status IN ('PAUSED', 'CANCELED') AND EXISTS (
         SELECT 1 FROM outbox o WHERE o.broadcast_id = b.id AND o.state = 'WAITING'))`,
    );
  }

  async countWaiting(id: number): Promise<number> {
    const [row] = await this.sql.rows<{ count: number }>(
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
    await this.sql.rows('broadcasts.planAnew', 'SET LOCAL plan_cache_mode = force_custom_plan');
    const [fed] = await this.sql.rows<{ count: number }>(
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
         UPDATE broadcasts SET cursor_user_id =
           CASE WHEN (SELECT count(*) FROM next) < $5 THEN $4 ELSE (SELECT max(id) FROM next) END
         WHERE id = $1)
       SELECT count(*)::integer AS count FROM put`,
      [row.id, now, row.cursorUserId, row.lastUserId, limit],
    );
    return fed!.count;
  }

  /** What waits goes no further until it is released. What is being sent at this moment is sent. */
  async hold(id: number): Promise<void> {
    await this.sql.rows(
      'broadcasts.hold',
      `UPDATE outbox SET due_at = ${HELD_UNTIL}
       WHERE broadcast_id = $1 AND state = 'WAITING' AND due_at < ${HELD_UNTIL}`,
      [id],
    );
  }

  async release(id: number, now: Date): Promise<void> {
    await this.sql.rows(
      'broadcasts.release',
      `UPDATE outbox SET due_at = $2 WHERE broadcast_id = $1 AND state = 'WAITING' AND due_at = ${HELD_UNTIL}`,
      [id, now],
    );
  }

  /** Takes back what nobody is sending at this moment. */
  async drop(id: number, now: Date): Promise<void> {
    await this.sql.rows(
      'broadcasts.drop',
      `UPDATE outbox SET state = 'SUPERSEDED', sent_at = $2, leased_until = NULL
       WHERE broadcast_id = $1 AND state = 'WAITING' AND (leased_until IS NULL OR leased_until <= $2)`,
      [id, now],
    );
  }
}

function valuesOf(draft: BroadcastDraft): unknown[] {
  return [
    draft.text,
    JSON.stringify(draft.entities),
    JSON.stringify(draft.buttons),
    draft.languages,
    draft.seenWithinDays,
    draft.minAvailable,
    draft.maxAvailable,
  ];
}
