import type { Access } from '../access';

export interface PartDraft {
  readonly providerId: number;
  readonly dedupeKey: string;
  readonly group: string;
  readonly part: number;
  readonly total: number;
  /** E.164 digits without the plus. */
  readonly phone: string;
  readonly sender?: string;
  readonly text: string;
  readonly receivedAt?: Date;
  readonly at: Date;
}

export interface OpenPart {
  readonly dedupeKey: string;
  readonly part: number;
  readonly total: number;
  readonly phone: string;
  readonly sender: string | null;
  readonly text: string;
  readonly receivedAt: Date | null;
}

/** Bind it to a transaction: `lockGroup` holds until the end of one. */
export class WebhookPartStore {
  constructor(private readonly db: Access) {}

  /** Two parts that come at the same moment must see each other. */
  async lockGroup(providerId: number, group: string): Promise<void> {
    await this.db.sql.rows('webhookParts.lockGroup', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 30))', [
      `${providerId}:${group}`,
    ]);
  }

  async put(draft: PartDraft): Promise<void> {
    await this.db.sql.rows(
      'webhookParts.put',
      `INSERT INTO webhook_parts (provider_id, dedupe_key, group_key, part, total, phone, sender, text, received_at, stored_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (provider_id, dedupe_key) DO NOTHING`,
      [
        draft.providerId,
        draft.dedupeKey,
        draft.group,
        draft.part,
        draft.total,
        draft.phone,
        draft.sender ?? null,
        draft.text.replaceAll('\0', ''),
        draft.receivedAt ?? null,
        draft.at,
      ],
    );
  }

  /** Parts of a group that belong to no whole SMS yet, in order; of equal ones the newest. */
  async listOpen(providerId: number, group: string): Promise<OpenPart[]> {
    return this.db.sql.rows<OpenPart>(
      'webhookParts.listOpen',
      `SELECT DISTINCT ON (part) dedupe_key AS "dedupeKey", part, total, phone, sender, text, received_at AS "receivedAt"
       FROM webhook_parts WHERE provider_id = $1 AND group_key = $2 AND joined_at IS NULL ORDER BY part, id DESC`,
      [providerId, group],
    );
  }

  async markJoined(providerId: number, dedupeKeys: readonly string[], at: Date): Promise<void> {
    await this.db.sql.rows(
      'webhookParts.markJoined',
      'UPDATE webhook_parts SET joined_at = $3 WHERE provider_id = $1 AND dedupe_key = ANY ($2)',
      [providerId, dedupeKeys, at],
    );
  }

  /** Groups of which a part has waited since before `before`. */
  async listOverdue(before: Date, limit: number): Promise<{ providerId: number; group: string }[]> {
    return this.db.sql.rows(
      'webhookParts.listOverdue',
      `SELECT DISTINCT provider_id AS "providerId", group_key AS "group" FROM webhook_parts
       WHERE joined_at IS NULL AND stored_at <= $1 LIMIT $2`,
      [before, limit],
    );
  }

  async prune(before: Date, limit: number): Promise<number> {
    const rows = await this.db.sql.rows(
      'webhookParts.prune',
      `DELETE FROM webhook_parts WHERE id IN (
         SELECT id FROM webhook_parts WHERE stored_at < $1 AND joined_at IS NOT NULL ORDER BY stored_at LIMIT $2)
       RETURNING 1`,
      [before, limit],
    );
    return rows.length;
  }
}
