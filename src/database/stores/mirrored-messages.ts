import type { Feed, MirroredMessage } from '../../domain/message/pair-twins';
import type { Access } from '../access';

const COLUMNS = `dedupe_key AS "dedupeKey", feed, encode(twin_key, 'hex') AS "twinKey", twin_of AS "twinOf"`;

/** Bind it to a transaction: `lock` holds until the end of one. Twin keys are hexadecimal digits. */
export class MirroredMessageStore {
  constructor(private readonly db: Access) {}

  /** Whether a chat repeats what this provider delivers. */
  async isMirrored(providerId: number): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'mirroredMessages.isMirrored',
      `SELECT 1 FROM providers c JOIN providers p ON p.name = c.options ->> 'numbersOf'
       WHERE p.id = $1 AND c.protocol = 'source_chat' AND c.is_active`,
      [providerId],
    );
    return rows.length > 0;
  }

  /** The same SMS from two sides at one moment: the second waits here, and then sees the first. */
  async lock(providerId: number, twinKeys: readonly string[]): Promise<void> {
    const names = [...new Set(twinKeys)].sort().map((key) => `${providerId}:${key}`);
    await this.db.sql.rows(
      'mirroredMessages.lock',
      'SELECT pg_advisory_xact_lock(hashtextextended(name, 31)) FROM unnest($1::text[]) AS name',
      [names],
    );
  }

  async listKnown(providerId: number, dedupeKeys: readonly string[]): Promise<MirroredMessage[]> {
    return this.db.sql.rows<MirroredMessage>(
      'mirroredMessages.listKnown',
      `SELECT ${COLUMNS} FROM mirrored_messages WHERE provider_id = $1 AND dedupe_key = ANY ($2)`,
      [providerId, dedupeKeys],
    );
  }

  async listRecent(providerId: number, twinKeys: readonly string[], since: Date): Promise<MirroredMessage[]> {
    return this.db.sql.rows<MirroredMessage>(
      'mirroredMessages.listRecent',
      `SELECT ${COLUMNS} FROM mirrored_messages
       WHERE provider_id = $1 AND twin_key IN (SELECT decode(key, 'hex') FROM unnest($2::text[]) key) AND seen_at > $3
       ORDER BY seen_at, dedupe_key`,
      [providerId, twinKeys, since],
    );
  }

  async put(providerId: number, messages: readonly MirroredMessage[], at: Date): Promise<void> {
    await this.db.sql.rows(
      'mirroredMessages.put',
      `INSERT INTO mirrored_messages (provider_id, dedupe_key, feed, twin_key, twin_of, seen_at)
       SELECT $1, s.dedupe_key, s.feed, decode(s.twin_key, 'hex'), s.twin_of, $2
       FROM unnest($3::text[], $4::text[], $5::text[], $6::text[]) AS s (dedupe_key, feed, twin_key, twin_of)`,
      [
        providerId,
        at,
        messages.map((one) => one.dedupeKey),
        messages.map((one): Feed => one.feed),
        messages.map((one) => one.twinKey),
        messages.map((one) => one.twinOf),
      ],
    );
  }

  /** Those that repeat nothing have a message, which is known for ever; those that do are all that knows of themselves. */
  async prune(before: Date, limit: number): Promise<number> {
    const rows = await this.db.sql.rows(
      'mirroredMessages.prune',
      `DELETE FROM mirrored_messages WHERE (provider_id, dedupe_key) IN (
         SELECT provider_id, dedupe_key FROM mirrored_messages WHERE twin_of IS NULL AND seen_at < $1
         ORDER BY seen_at LIMIT $2) RETURNING 1`,
      [before, limit],
    );
    return rows.length;
  }
}
