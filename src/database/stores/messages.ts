import { In } from 'typeorm';
import type { MessageSource } from '../../domain/enum-values';
import type { OrphanReason } from '../../domain/message/orphan-reasons';
import type { ReservationStatus } from '../../domain/reservation/reservation-status';
import type { Access } from '../access';
import { Message } from '../entities/message.entity';

export interface MessageDraft {
  readonly dedupeKey: string;
  readonly upstreamOrderId?: string;
  /** E.164 digits without the plus. */
  readonly phone?: string;
  readonly sender?: string;
  readonly text: string;
  readonly providerCode?: string;
  readonly receivedAt?: Date;
  readonly isIncomplete?: boolean;
}

/** A message next to one reservation it may belong to; without any, once with `reservationId` null. */
export interface MessageCandidate {
  readonly messageId: bigint;
  readonly text: string;
  readonly providerCode: string | null;
  readonly isNew: boolean;
  readonly reservationId: bigint | null;
  readonly serviceId: number | null;
  readonly serviceName: string | null;
  readonly codePattern: string | null;
  readonly status: ReservationStatus | null;
  readonly isOlder: boolean | null;
}

/**
 * Candidates of the messages in `incoming`: by upstream order, or, where a message names none, by the exact phone of the
 * same provider. Open ones, completed ones whose time is not over, and ended ones within the late window. A time that
 * names no fraction of a second is compared by the second; a supplier's own order may run two minutes behind our clock.
 */
const CANDIDATES = `
  SELECT m.id AS "messageId", m.text, m.provider_code AS "providerCode", m.status = 'STORED' AS "isNew",
    c.id AS "reservationId", c.service_id AS "serviceId", s.name AS "serviceName", s.code_pattern AS "codePattern",
    c.status, c.is_older AS "isOlder"
  FROM incoming m
  LEFT JOIN LATERAL (
    SELECT r.id, r.service_id, r.status,
      COALESCE(m.received_at, m.stored_at) < r.created_at - interval '2 minutes' AS is_older
    FROM reservations r
    WHERE r.provider_id = m.provider_id AND r.upstream_order_id = m.upstream_order_id AND r.claim_of_id IS NULL
    UNION ALL
    SELECT r.id, r.service_id, r.status,
      COALESCE(m.received_at, m.stored_at) < CASE WHEN m.received_at = date_trunc('second', m.received_at)
        THEN date_trunc('second', r.created_at) ELSE r.created_at END
    FROM reservations r
    WHERE m.upstream_order_id IS NULL AND r.phone = m.phone AND r.provider_id = m.provider_id AND r.claim_of_id IS NULL
      AND (r.ended_at IS NULL OR (r.status = 'COMPLETED' AND r.expires_at > $1)
        OR (r.status <> 'COMPLETED' AND r.ended_at > $1::timestamptz - make_interval(secs => $2)))
  ) c ON true
  LEFT JOIN services s ON s.id = c.service_id
  ORDER BY m.id, c.id`;

export class MessageStore {
  constructor(private readonly db: Access) {}

  /**
   * Stores what was not stored before and reads, in the same statement, whose each message may be. A message that found
   * nobody earlier is looked at again, since its order may have got its reservation meanwhile.
   */
  async storeAndMatch(o: {
    providerId: number;
    source: MessageSource;
    drafts: readonly MessageDraft[];
    now: Date;
    lateWindowS: number;
    /** Where an SMS has no name of its own: so long one that says the same is the same; then it is a new one. */
    repeatMs?: number;
  }): Promise<MessageCandidate[]> {
    return this.db.sql.rows<MessageCandidate>(
      'messages.storeAndMatch',
      `WITH arrived AS (
         SELECT DISTINCT ON (dedupe_key) *
         FROM unnest($5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::timestamptz[],
             $12::boolean[])
           WITH ORDINALITY AS d (dedupe_key, upstream_order_id, phone, sender, text, provider_code, received_at, is_incomplete,
             position)
         ORDER BY dedupe_key, position
       ), draft AS (
         SELECT CASE WHEN $13::bigint IS NULL THEN a.dedupe_key ELSE COALESCE(
             (SELECT m.dedupe_key FROM messages m WHERE m.provider_id = $3
                AND m.dedupe_key > a.dedupe_key || ':' || ($14::bigint - $13)
                AND m.dedupe_key < a.dedupe_key || ':' || ($14::bigint + $13)
              ORDER BY m.dedupe_key DESC LIMIT 1),
             a.dedupe_key || ':' || $14) END AS dedupe_key,
           upstream_order_id, phone, sender, text, provider_code, received_at, is_incomplete, position
         FROM arrived a
       ), known AS (
         SELECT m.* FROM messages m JOIN draft d ON m.provider_id = $3 AND m.dedupe_key = d.dedupe_key
       ), stored AS (
         INSERT INTO messages (provider_id, dedupe_key, source, upstream_order_id, phone, sender, text, provider_code,
           received_at, is_incomplete, stored_at)
         SELECT $3, d.dedupe_key, $4, d.upstream_order_id, d.phone, d.sender, d.text, d.provider_code, d.received_at,
           d.is_incomplete, $1
         FROM draft d WHERE NOT EXISTS (SELECT 1 FROM known k WHERE k.dedupe_key = d.dedupe_key)
         ORDER BY d.position
         ON CONFLICT (provider_id, dedupe_key) DO NOTHING RETURNING *
       ), incoming AS (
         SELECT * FROM stored
         UNION ALL
         SELECT * FROM known
         WHERE erased_at IS NULL AND (status = 'STORED' OR (status = 'ORPHAN' AND orphan_reason = 'NO_RESERVATION'))
       )${CANDIDATES}`,
      [
        o.now,
        o.lateWindowS,
        o.providerId,
        o.source,
        o.drafts.map((draft) => draft.dedupeKey),
        o.drafts.map((draft) => draft.upstreamOrderId ?? null),
        o.drafts.map((draft) => draft.phone ?? null),
        o.drafts.map((draft) => draft.sender ?? null),
        o.drafts.map((draft) => draft.text),
        o.drafts.map((draft) => draft.providerCode ?? null),
        o.drafts.map((draft) => draft.receivedAt ?? null),
        o.drafts.map((draft) => draft.isIncomplete ?? false),
        o.repeatMs ?? null,
        o.now.getTime(),
      ],
    );
  }

  /** Candidates of messages that were stored before `storedBefore` and that nobody has processed since. */
  async matchLeftOver(o: { storedBefore: Date; now: Date; lateWindowS: number; limit: number }) {
    return this.db.sql.rows<MessageCandidate>(
      'messages.matchLeftOver',
      `WITH incoming AS (
         SELECT * FROM messages WHERE status = 'STORED' AND stored_at <= $3 ORDER BY stored_at, id LIMIT $4
       )${CANDIDATES}`,
      [o.now, o.lateWindowS, o.storedBefore, o.limit],
    );
  }

  /** Candidates of the messages that reached an order before the order had a reservation. */
  async matchOrphansOfOrder(o: { providerId: number; orderId: string; now: Date; lateWindowS: number }) {
    return this.db.sql.rows<MessageCandidate>(
      'messages.matchOrphansOfOrder',
      `WITH incoming AS (
         SELECT * FROM messages
         WHERE provider_id = $3 AND upstream_order_id = $4 AND status = 'ORPHAN' AND orphan_reason = 'NO_RESERVATION'
           AND erased_at IS NULL
       )${CANDIDATES}`,
      [o.now, o.lateWindowS, o.providerId, o.orderId],
    );
  }

  /** Nobody's message; an operator sees it. */
  async markOrphan(id: bigint, reason: OrphanReason, code: string | undefined, at: Date): Promise<void> {
    await this.db.manager.update(
      Message,
      { id, status: In(['STORED', 'ORPHAN']) },
      { status: 'ORPHAN', orphanReason: reason, code: code ?? null, appliedAt: at },
    );
  }

  /** New messages of which nobody waits for any; each with the code found in it. */
  async markStrays(strays: readonly { id: bigint; code: string | undefined }[], at: Date): Promise<void> {
    await this.db.sql.rows(
      'messages.markStrays',
      `UPDATE messages m SET status = 'ORPHAN', orphan_reason = 'NO_RESERVATION', code = s.code, applied_at = $3
       FROM unnest($1::bigint[], $2::text[]) AS s (id, code)
       WHERE m.id = s.id AND m.status IN ('STORED', 'ORPHAN')`,
      [strays.map(({ id }) => id), strays.map(({ code }) => code ?? null), at],
    );
  }

  /** Forgets what was said before an instant, oldest first; answers in how many messages. */
  async erase(storedBefore: Date, now: Date, limit: number): Promise<number> {
    const rows = await this.db.sql.rows(
      'messages.erase',
      `UPDATE messages SET text = '', code = NULL, provider_code = NULL, erased_at = $2 WHERE id IN (
         SELECT id FROM messages WHERE erased_at IS NULL AND stored_at < $1 AND status <> 'STORED'
         ORDER BY stored_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [storedBefore, now, limit],
    );
    return rows.length;
  }
}
