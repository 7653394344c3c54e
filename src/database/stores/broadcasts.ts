import type { BroadcastStatus } from '../../domain/broadcast/broadcast-status';
import type { Access } from '../access';

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
export const IS_MEANT = `u.telegram_id IS NOT NULL AND NOT u.is_blocking_bot AND NOT u.is_banned
  AND (b.languages IS NULL OR u.language = ANY (b.languages))
  AND (b.seen_within_days IS NULL
    OR u.last_seen_at > COALESCE(b.started_at, $2) - make_interval(days => b.seen_within_days))
  AND ((b.min_available IS NULL AND b.max_available IS NULL) OR EXISTS (
    SELECT 1 FROM wallets w WHERE w.user_id = u.id AND w.available >= COALESCE(b.min_available, 0)
      AND (b.max_available IS NULL OR w.available <= b.max_available)))`;

export class BroadcastStore {
  constructor(private readonly db: Access) {}

  async insert(draft: BroadcastDraft, now: Date): Promise<number> {
    const [row] = await this.db.sql.rows<{ id: number }>(
      'broadcasts.insert',
      `INSERT INTO broadcasts (text, entities, buttons, languages, seen_within_days, min_available, max_available, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
      [...valuesOf(draft), now],
    );
    return row!.id;
  }

  /** Only a draft may change; false for any other. */
  async updateDraft(id: number, draft: BroadcastDraft): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'broadcasts.updateDraft',
      `UPDATE broadcasts SET text = $1, entities = $2, buttons = $3, languages = $4, seen_within_days = $5,
         min_available = $6, max_available = $7 WHERE id = $8 AND status = 'DRAFT' RETURNING id`,
      [...valuesOf(draft), id],
    );
    return rows.length === 1;
  }

  async find(id: number): Promise<BroadcastRow | undefined> {
    const [row] = await this.db.sql.rows<BroadcastRow>(
      'broadcasts.find',
      `SELECT ${BROADCAST_COLUMNS} FROM broadcasts b WHERE b.id = $1`,
      [id],
    );
    return row;
  }

  async listPage(limit: number, offset: number): Promise<BroadcastRow[]> {
    return this.db.sql.rows<BroadcastRow>(
      'broadcasts.listPage',
      `SELECT ${BROADCAST_COLUMNS} FROM broadcasts b ORDER BY b.id DESC LIMIT $1 OFFSET $2`,
      [limit, offset],
    );
  }

  async lock(id: number): Promise<BroadcastRow | undefined> {
    const [row] = await this.db.sql.rows<BroadcastRow>(
      'broadcasts.lock',
      `SELECT ${BROADCAST_COLUMNS} FROM broadcasts b WHERE b.id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    return row;
  }

  async findRunning(): Promise<number | undefined> {
    const [row] = await this.db.sql.rows<{ id: number }>(
      'broadcasts.findRunning',
      `SELECT id FROM broadcasts WHERE status = 'RUNNING'`,
    );
    return row?.id;
  }

  /** How many people would get it now, and who is the last of them. */
  async countAudience(id: number, now: Date): Promise<{ count: number; lastUserId: bigint }> {
    const [row] = await this.db.sql.rows<{ count: number; lastUserId: bigint }>(
      'broadcasts.countAudience',
      `SELECT count(*)::integer AS count, COALESCE(max(u.id), 0) AS "lastUserId" FROM broadcasts b, users u
       WHERE b.id = $1 AND ${IS_MEANT}`,
      [id, now],
    );
    return row!;
  }

  /** How many people each of these would reach now. */
  async countAudiences(ids: readonly number[], now: Date): Promise<ReadonlyMap<number, number>> {
    const rows = await this.db.sql.rows<{ id: number; count: number }>(
      'broadcasts.countAudiences',
      `SELECT b.id, (SELECT count(*)::integer FROM users u WHERE ${IS_MEANT}) AS count FROM broadcasts b WHERE b.id = ANY ($1)`,
      [ids, now],
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  async start(id: number, audience: { count: number; lastUserId: bigint }, now: Date): Promise<void> {
    await this.db.sql.rows(
      'broadcasts.start',
      `UPDATE broadcasts SET status = 'RUNNING', audience_count = $2, last_user_id = $3, started_at = $4, resumed_at = $4
       WHERE id = $1`,
      [id, audience.count, audience.lastUserId, now],
    );
  }

  /** Whoever calls holds the row's lock and has looked whether this may follow. */
  async setStatus(id: number, status: Exclude<BroadcastStatus, 'DRAFT'>, now: Date): Promise<void> {
    await this.db.sql.rows(
      'broadcasts.setStatus',
      `UPDATE broadcasts SET status = $2::broadcast_status,
         ended_at = CASE WHEN $2 IN ('COMPLETED', 'CANCELED') THEN $3::timestamptz END,
         resumed_at = CASE WHEN $2 = 'RUNNING' THEN $3 ELSE resumed_at END,
         done_at_resume = CASE WHEN $2 = 'RUNNING' THEN ${DONE} ELSE done_at_resume END
       WHERE id = $1`,
      [id, status, now],
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
