import { Any } from 'typeorm';
import type { MessageSource } from '../../domain/enum-values';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { deleteSome } from '../delete-some';
import { MessagePart } from '../entities/message-part.entity';

export interface PartDraft {
  readonly dedupeKey: string;
  /** Parts of one SMS have the same, and those of another one have it only much later. */
  readonly group: string;
  readonly part: number;
  readonly total: number;
  /** E.164 digits without the plus. */
  readonly phone: string;
  readonly sender?: string;
  readonly text: string;
  readonly receivedAt?: Date;
}

const COLUMNS = select(MessagePart, '', [
  ...([
    'source',
    'dedupeKey',
    'groupKey',
    'part',
    'total',
    'phone',
    'sender',
    'text',
    'receivedAt',
    'storedAt',
  ] as const),
]);
export type KeptPart = Row<typeof COLUMNS>;

/** Bind it to a transaction: groups stay locked until the end of one. */
export class MessagePartStore {
  constructor(private readonly db: Access) {}

  /** Keeps parts; answers with all parts of the SMS that are whole now, each SMS's in order, one after the other. */
  async take(o: {
    providerId: number;
    source: MessageSource;
    parts: readonly PartDraft[];
    /** So long after an SMS was joined a part of it that comes again is that one; undefined: for ever. */
    repeatMs?: number;
    at: Date;
  }): Promise<KeptPart[]> {
    const each = <Value>(read: (part: PartDraft) => Value) => o.parts.map(read);
    return this.db.sql.rows<KeptPart>(
      'messageParts.take',
      `SELECT ${COLUMNS} FROM take_message_parts($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        o.providerId,
        o.source,
        o.at,
        o.repeatMs ?? null,
        each((part) => part.dedupeKey),
        each((part) => part.group),
        each((part) => part.part),
        each((part) => part.total),
        each((part) => part.phone),
        each((part) => part.sender ?? null),
        // Postgres cannot keep a zero byte in a text.
        each((part) => part.text.replaceAll('\0', '')),
        each((part) => part.receivedAt ?? null),
      ],
    );
  }

  /** Two parts that come at the same moment must see each other. */
  async lockGroup(providerId: number, group: string): Promise<void> {
    await this.db.sql.rows('messageParts.lockGroup', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 30))', [
      `${providerId}:${group}`,
    ]);
  }

  /** Parts of a group that belong to no whole SMS yet, in order; of equal ones the newest. */
  async listOpen(providerId: number, group: string): Promise<KeptPart[]> {
    return this.db.sql.rows<KeptPart>(
      'messageParts.listOpen',
      `SELECT DISTINCT ON (part) ${COLUMNS}
       FROM message_parts WHERE provider_id = $1 AND group_key = $2 AND joined_at IS NULL ORDER BY part, id DESC`,
      [providerId, group],
    );
  }

  async markJoined(providerId: number, dedupeKeys: readonly string[], at: Date): Promise<void> {
    await this.db.manager.update(MessagePart, { providerId, dedupeKey: Any(dedupeKeys) }, { joinedAt: at });
  }

  /** Groups of which a part has waited since before `before`. */
  async listOverdue(before: Date, limit: number): Promise<{ providerId: number; group: string }[]> {
    return this.db.sql.rows(
      'messageParts.listOverdue',
      `SELECT DISTINCT provider_id AS "providerId", group_key AS "group" FROM message_parts
       WHERE joined_at IS NULL AND stored_at <= $1 LIMIT $2`,
      [before, limit],
    );
  }

  prune(before: Date, limit: number): Promise<number> {
    const which = 'stored_at < $1 AND joined_at IS NOT NULL ORDER BY stored_at';
    return deleteSome(this.db, MessagePart, which, [before], limit);
  }
}
