import type { Queryable } from '../queryable';

/** 0: codes and answers to a person; 1: notices; 2: broadcasts and channel posts. */
export type OutboxLane = 0 | 1 | 2;

export interface OutboxDraft {
  /** Unique for ever: the same key is the same message, however often it is put. */
  readonly key: string;
  readonly lane: OutboxLane;
  readonly userId?: bigint;
  /** Marked chat id, for channels and groups. */
  readonly chatId?: bigint;
  readonly kind: string;
  readonly payload: unknown;
  readonly at: Date;
}

/** A row that this process has leased to send. */
export interface OutboxRow {
  readonly id: bigint;
  readonly key: string;
  readonly lane: OutboxLane;
  readonly userId: bigint | null;
  readonly chatId: bigint | null;
  readonly telegramId: bigint | null;
  readonly language: 'en' | 'ar' | 'ru' | null;
  readonly kind: string;
  readonly payload: Record<string, unknown>;
  readonly randomId: bigint;
  readonly attempts: number;
  readonly createdAt: Date;
}

export class OutboxRepository {
  constructor(private readonly sql: Queryable) {}

  /** Puts one message; false when its key was put before. The random id follows from the key, so a retry is the same. */
  async put(draft: OutboxDraft): Promise<boolean> {
    const rows = await this.sql.rows(
      'outbox.put',
      `INSERT INTO outbox (key, lane, user_id, chat_id, kind, payload, random_id, due_at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, hashtextextended($1, 0), $7, $7) ON CONFLICT (key) DO NOTHING RETURNING id`,
      [
        draft.key,
        draft.lane,
        draft.userId ?? null,
        draft.chatId ?? null,
        draft.kind,
        JSON.stringify(draft.payload),
        draft.at,
      ],
    );
    return rows.length === 1;
  }

  /** Leases due rows, most urgent lane first, oldest first within it. A lease that ran out is due again. */
  async claim(o: { now: Date; leaseUntil: Date; maxLane: OutboxLane; limit: number }): Promise<OutboxRow[]> {
    return this.sql.rows<OutboxRow>(
      'outbox.claim',
      `WITH due AS (
         SELECT id FROM outbox
         WHERE state = 'WAITING' AND lane <= $3 AND due_at <= $1 AND (leased_until IS NULL OR leased_until <= $1)
         ORDER BY lane, due_at, id LIMIT $4 FOR UPDATE SKIP LOCKED)
       UPDATE outbox o SET leased_until = $2, attempts = o.attempts + 1
       FROM due LEFT JOIN outbox x ON x.id = due.id LEFT JOIN users u ON u.id = x.user_id
       WHERE o.id = due.id
       RETURNING o.id, o.key, o.lane, o.user_id AS "userId", o.chat_id AS "chatId", u.telegram_id AS "telegramId",
         u.language, o.kind, o.payload, o.random_id AS "randomId", o.attempts, o.created_at AS "createdAt"`,
      [o.now, o.leaseUntil, o.maxLane, o.limit],
    );
  }

  async markSent(id: bigint, messageId: number | undefined, at: Date): Promise<void> {
    await this.sql.rows(
      'outbox.markSent',
      `UPDATE outbox SET state = 'SENT', message_id = $2, sent_at = $3, leased_until = NULL WHERE id = $1`,
      [id, messageId ?? null, at],
    );
  }

  /** Not now: the row waits until `dueAt` (a flood wait, a lost connection). */
  async park(id: bigint, dueAt: Date, failure: string): Promise<void> {
    await this.sql.rows(
      'outbox.park',
      `UPDATE outbox SET due_at = $2, leased_until = NULL, failure = $3 WHERE id = $1 AND state = 'WAITING'`,
      [id, dueAt, failure],
    );
  }

  /** Never: the person blocked the bot, or Telegram refuses the message itself. */
  async markFailed(id: bigint, failure: string, at: Date): Promise<void> {
    await this.sql.rows(
      'outbox.markFailed',
      `UPDATE outbox SET state = 'FAILED', failure = $2, sent_at = $3, leased_until = NULL WHERE id = $1`,
      [id, failure, at],
    );
  }
}
