import { Any } from 'typeorm';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { deleteSome } from '../delete-some';
import { WebhookPart } from '../entities/webhook-part.entity';

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

const OPEN = select(WebhookPart, '', ['dedupeKey', 'part', 'total', 'phone', 'sender', 'text', 'receivedAt']);
export type OpenPart = Row<typeof OPEN>;

/** Bind it to a transaction: `lockGroup` holds until the end of one. */
export class WebhookPartStore {
  constructor(private readonly db: Access) {}

  /** Two parts that come at the same moment must see each other. */
  async lockGroup(providerId: number, group: string): Promise<void> {
    await this.db.sql.rows('webhookParts.lockGroup', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 30))', [
      `${providerId}:${group}`,
    ]);
  }

  async put({ group, text, at, ...part }: PartDraft): Promise<void> {
    const values = { ...part, groupKey: group, text: text.replaceAll('\0', ''), storedAt: at };
    await this.db.manager.createQueryBuilder().insert().into(WebhookPart).values(values).orIgnore().execute();
  }

  /** Parts of a group that belong to no whole SMS yet, in order; of equal ones the newest. */
  async listOpen(providerId: number, group: string): Promise<OpenPart[]> {
    return this.db.sql.rows<OpenPart>(
      'webhookParts.listOpen',
      `SELECT DISTINCT ON (part) ${OPEN}
       FROM webhook_parts WHERE provider_id = $1 AND group_key = $2 AND joined_at IS NULL ORDER BY part, id DESC`,
      [providerId, group],
    );
  }

  async markJoined(providerId: number, dedupeKeys: readonly string[], at: Date): Promise<void> {
    await this.db.manager.update(WebhookPart, { providerId, dedupeKey: Any(dedupeKeys) }, { joinedAt: at });
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

  prune(before: Date, limit: number): Promise<number> {
    const which = 'stored_at < $1 AND joined_at IS NOT NULL ORDER BY stored_at';
    return deleteSome(this.db, WebhookPart, which, [before], limit);
  }
}
