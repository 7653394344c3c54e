import type { OutboxState } from '../../domain/enum-values';
import type { OutboxKind } from '../../domain/outbox-kind';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { OutboxEntry } from '../entities/outbox-entry.entity';
import { User } from '../entities/user.entity';

/** 0: codes and answers to a person; 1: notices; 2: broadcasts and channel posts. */
export type OutboxLane = 0 | 1 | 2;

export interface OutboxDraft {
  /** Unique for ever: the same key is the same message, however often it is put. */
  readonly key: string;
  readonly lane: OutboxLane;
  readonly userId?: bigint;
  /** Marked chat id, for channels and groups. */
  readonly chatId?: bigint;
  readonly kind: OutboxKind;
  readonly payload: unknown;
  readonly at: Date;
}

const ENTRY = select(OutboxEntry, 'o', [
  'id',
  'key',
  'userId',
  'chatId',
  'kind',
  'payload',
  'randomId',
  'attempts',
  'createdAt',
  'term',
]);
const USER = select(User, 'u', ['telegramId', 'language', 'isBlockingBot']);
const ROW = `${ENTRY}, o.lane, ${USER}`;

/** What lets one process send: the lease's name, and the term in which it holds it. */
export interface Tenure {
  readonly lease: string;
  readonly term: bigint;
}

/** A row that this process has leased to send. */
export type OutboxRow = Row<typeof ENTRY> & {
  readonly lane: OutboxLane;
} & { readonly [Name in keyof Row<typeof USER>]: Row<typeof USER>[Name] | null };

/** A row, and the term in which it was taken: what became of it in a later one is not undone. */
type Taken = Pick<OutboxRow, 'id' | 'term'>;

/** A row that was sent, when, and the message that it became; undefined when only a lost answer knew that. */
export interface SentRow {
  readonly row: Taken;
  readonly messageId: number | undefined;
  readonly at: Date;
}

/** A notice about a reservation was sent to somebody; its card, where one is on display, comes next. */
export interface CardDraft {
  readonly key: string;
  readonly userId: bigint;
  readonly reservationId: bigint;
  /** The SMS that the notice told of, and the message it became; the code before it keeps its copy button only. */
  readonly smsId?: bigint;
  readonly messageId?: number;
}

export class OutboxStore {
  constructor(private readonly db: Access) {}

  /** Puts one message; false when its key was put before. The random id follows from the key, so a retry is the same. */
  async put(draft: OutboxDraft): Promise<boolean> {
    const rows = await this.db.sql.rows(
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

  /**
   * Puts what brings cards up to date that are on display, and the code message before a new one, in one statement for
   * all; answers how many there were. Codes of other people go first: older code messages wait in lane 1.
   */
  async putCards(drafts: readonly CardDraft[], at: Date): Promise<number> {
    const rows = await this.db.sql.rows(
      'outbox.putCards',
      `WITH d AS (
         SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $5::bigint[], $6::integer[])
           AS d (key, user_id, reservation_id, sms_id, message_id))
       INSERT INTO outbox (key, lane, user_id, kind, payload, random_id, due_at, created_at)
       SELECT d.key, 0, d.user_id, 'card'::outbox_kind,
         jsonb_strip_nulls(jsonb_build_object('reservationId', d.reservation_id::text, 'codeAt', d.message_id)),
         hashtextextended(d.key, 0), $4::timestamptz, $4::timestamptz
       FROM d JOIN reservation_cards c ON c.reservation_id = d.reservation_id
       UNION ALL
       SELECT 'before:' || d.key, 1, d.user_id, 'card'::outbox_kind,
         jsonb_build_object('reservationId', d.reservation_id::text, 'messageId', earlier.id::text,
           'at', earlier.message_id),
         hashtextextended('before:' || d.key, 0), $4, $4
       FROM d CROSS JOIN LATERAL (
         SELECT m.id, told.message_id FROM messages m JOIN outbox told ON told.key = 'message:' || m.id
         WHERE m.reservation_id = d.reservation_id AND m.id < d.sms_id AND told.message_id < d.message_id
           AND told.kind = 'code_received'
         ORDER BY m.id DESC LIMIT 1) earlier
       ON CONFLICT (key) DO NOTHING RETURNING 1`,
      [
        drafts.map(({ key }) => key),
        drafts.map(({ userId }) => userId),
        drafts.map(({ reservationId }) => reservationId),
        at,
        drafts.map(({ smsId }) => smsId ?? null),
        drafts.map(({ messageId }) => messageId ?? null),
      ],
    );
    return rows.length;
  }

  /**
   * Puts one message and leases it to this process in one statement, for sending at once. Undefined when its key was put
   * before, or when the user does not exist.
   */
  async putLeased(draft: OutboxDraft, leasedUntil: Date, term?: bigint): Promise<OutboxRow | undefined> {
    const [row] = await this.db.sql.rows<OutboxRow>(
      'outbox.putLeased',
      `WITH o AS (
         INSERT INTO outbox
           (key, lane, user_id, chat_id, kind, payload, random_id, due_at, created_at, leased_until, term, attempts)
         VALUES ($1, $2, $3, $4, $5, $6, hashtextextended($1, 0), $7, $7, $8, $9, 1)
         ON CONFLICT (key) DO NOTHING RETURNING *)
       SELECT ${ROW} FROM o LEFT JOIN users u ON u.id = o.user_id`,
      [
        draft.key,
        draft.lane,
        draft.userId ?? null,
        draft.chatId ?? null,
        draft.kind,
        JSON.stringify(draft.payload),
        draft.at,
        leasedUntil,
        term ?? null,
      ],
    );
    return row;
  }

  /**
   * Leases due rows, oldest first: urgent ones (lanes 0 and 1, most urgent lane first) and broadcasts by limits of their
   * own. A lease that ran out is due again. What a person did is answered before a notice says what came of it: a notice
   * waits for what was received earlier and is not handled, and for earlier answers that somebody has leased. With a
   * tenure, nothing once its term is over.
   */
  async claim(o: {
    now: Date;
    leaseUntil: Date;
    urgentLimit: number;
    broadcastLimit: number;
    tenure?: Tenure;
  }): Promise<OutboxRow[]> {
    return this.db.sql.rows<OutboxRow>(
      'outbox.claim',
      `WITH urgent AS (
         SELECT id FROM outbox notice
         WHERE state = 'WAITING' AND lane <= 1 AND due_at <= $1 AND (leased_until IS NULL OR leased_until <= $1)
           AND (lane = 0 OR (
             NOT EXISTS (
               SELECT 1 FROM users person JOIN inbox asked USING (telegram_id)
               WHERE person.id = notice.user_id AND asked.state = 'WAITING' AND asked.received_at <= notice.created_at)
             AND NOT EXISTS (
               SELECT 1 FROM outbox answer
               WHERE answer.user_id = notice.user_id AND answer.state = 'WAITING' AND answer.lane = 0
                 AND answer.id < notice.id AND answer.leased_until > $1)))
         ORDER BY lane, due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED),
       broadcast AS (
         SELECT id FROM outbox
         WHERE state = 'WAITING' AND lane = 2 AND due_at <= $1 AND (leased_until IS NULL OR leased_until <= $1)
         ORDER BY due_at, id LIMIT $4 FOR UPDATE SKIP LOCKED),
       o AS (
         UPDATE outbox SET leased_until = $2, term = $5, attempts = attempts + 1
         WHERE id = ANY(ARRAY(SELECT id FROM urgent UNION ALL SELECT id FROM broadcast))
           AND ($5::bigint IS NULL OR EXISTS (SELECT FROM leases WHERE name = $6 AND term = $5)) RETURNING *)
       SELECT ${ROW} FROM o LEFT JOIN users u ON u.id = o.user_id ORDER BY o.lane, o.due_at, o.id`,
      [o.now, o.leaseUntil, o.urgentLimit, o.broadcastLimit, o.tenure?.term ?? null, o.tenure?.lease ?? null],
    );
  }

  /** Drops edits that a later waiting edit of the same message overtakes; returns their ids. */
  async supersedeEdits(ids: readonly bigint[], at: Date): Promise<bigint[]> {
    const rows = await this.db.sql.rows<{ id: bigint }>(
      'outbox.supersedeEdits',
      `UPDATE outbox o SET state = 'SUPERSEDED', sent_at = $2, leased_until = NULL
       WHERE o.id = ANY($1) AND EXISTS (
         SELECT 1 FROM outbox later
         WHERE later.state = 'WAITING' AND later.payload ? 'edit' AND later.id > o.id
           AND later.payload ->> 'edit' = o.payload ->> 'edit'
           AND COALESCE(later.user_id, later.chat_id) = COALESCE(o.user_id, o.chat_id)
           AND later.chat_id IS NOT DISTINCT FROM o.chat_id)
       RETURNING id`,
      [ids, at],
    );
    return rows.map(({ id }) => id);
  }

  /** There is nothing to say any more. */
  markSuperseded(row: Taken, at: Date): Promise<void> {
    return this.end(row, 'SUPERSEDED', null, at);
  }

  /** Marks a person as blocking the bot, and fails all that waits for him, in one statement. Returns how many rows. */
  async failBlocked(userId: bigint, failure: string, at: Date): Promise<number> {
    const rows = await this.db.sql.rows(
      'outbox.failBlocked',
      `WITH person AS (UPDATE users SET is_blocking_bot = true WHERE id = $1 AND NOT is_blocking_bot)
       UPDATE outbox SET state = 'FAILED', failure = $2, sent_at = $3, leased_until = NULL
       WHERE user_id = $1 AND chat_id IS NULL AND state = 'WAITING' RETURNING id`,
      [userId, failure, at],
    );
    return rows.length;
  }

  /** In one statement for all. */
  async markSent(sent: readonly SentRow[]): Promise<void> {
    await this.db.sql.rows(
      'outbox.markSent',
      `UPDATE outbox o SET state = 'SENT', message_id = COALESCE(s.message_id, o.message_id), sent_at = s.at,
         leased_until = NULL
       FROM unnest($1::bigint[], $2::bigint[], $3::integer[], $4::timestamptz[]) AS s (id, term, message_id, at)
       WHERE o.id = s.id AND o.term IS NOT DISTINCT FROM s.term`,
      [
        sent.map(({ row }) => row.id),
        sent.map(({ row }) => row.term),
        sent.map(({ messageId }) => messageId ?? null),
        sent.map(({ at }) => at),
      ],
    );
  }

  /** Not now: the row waits until `dueAt` (a flood wait, a lost connection). An untried one does not count as a try. */
  async park({ id, term }: Taken, dueAt: Date, failure: string | null, wasTried = true): Promise<void> {
    await this.db.sql.rows(
      'outbox.park',
      // A row that is held meanwhile, since its broadcast was paused, stays held.
      `UPDATE outbox SET due_at = GREATEST($2, due_at), leased_until = NULL, failure = COALESCE($3, failure),
         attempts = attempts - CASE WHEN $4 THEN 0 ELSE 1 END
       WHERE id = $1 AND state = 'WAITING' AND term IS NOT DISTINCT FROM $5`,
      [id, dueAt, failure, wasTried, term],
    );
  }

  /** Never: the person blocked the bot, or Telegram refuses the message itself. */
  markFailed(row: Taken, failure: string, at: Date): Promise<void> {
    return this.end(row, 'FAILED', failure, at);
  }

  private async end({ id, term }: Taken, state: OutboxState, failure: string | null, at: Date) {
    await this.db.sql.rows(
      'outbox.end',
      `UPDATE outbox SET state = $2, failure = COALESCE($3, failure), sent_at = $4, leased_until = NULL
       WHERE id = $1 AND term IS NOT DISTINCT FROM $5`,
      [id, state, failure, at, term],
    );
  }
}
