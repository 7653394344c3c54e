import { LessThan, MoreThan } from 'typeorm';
import type { WebhookStatus } from '../../domain/enum-values';
import type { Access } from '../access';
import { deleteSome } from '../delete-some';
import { Provider } from '../entities/provider.entity';
import { WebhookDelivery } from '../entities/webhook-delivery.entity';
import { WebhookSecret } from '../entities/webhook-secret.entity';

export interface DeliveryDraft {
  readonly providerId: number;
  /** SHA-256 of what was delivered. */
  readonly digest: Buffer;
  /** The whole request, sealed. */
  readonly sealed: Buffer;
  readonly bodyBytes: number;
  readonly status: WebhookStatus;
  readonly problem: WebhookDelivery['problem'];
  readonly messages: number;
  /** JSON text of what is to be confirmed; null when nothing is. */
  readonly claims: string | null;
  /** Keys of its messages, orders and phones. */
  readonly about: readonly string[];
  readonly confirmDueAt: Date | null;
  readonly at: Date;
}

export interface StoredDelivery {
  readonly id: bigint;
  readonly isNew: boolean;
  readonly status: WebhookStatus;
}

/** A repeat changes nothing of a delivery that was taken. */
const TAKEN = `d.status IN ('ACCEPTED', 'UNCONFIRMED', 'CONFIRMED')`;

export class WebhookStore {
  constructor(private readonly db: Access) {}

  /**
   * Stores a delivery. The same one again is counted, and judged anew only when it had not been taken before: what was
   * accepted or is being confirmed stays so.
   */
  async putDelivery(draft: DeliveryDraft): Promise<StoredDelivery> {
    const [row] = await this.db.sql.rows<StoredDelivery>(
      'webhooks.putDelivery',
      `INSERT INTO webhook_deliveries AS d (provider_id, digest, sealed, body_bytes, status, problem, messages, claims,
         confirm_due_at, received_at, last_at, about)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11)
       ON CONFLICT (provider_id, digest) DO UPDATE SET times = d.times + 1, last_at = EXCLUDED.last_at,
         sealed = CASE WHEN ${TAKEN} THEN d.sealed ELSE EXCLUDED.sealed END,
         status = CASE WHEN ${TAKEN} THEN d.status ELSE EXCLUDED.status END,
         problem = CASE WHEN ${TAKEN} THEN d.problem ELSE EXCLUDED.problem END,
         messages = CASE WHEN ${TAKEN} THEN d.messages ELSE EXCLUDED.messages END,
         claims = CASE WHEN ${TAKEN} THEN d.claims ELSE EXCLUDED.claims END,
         about = CASE WHEN ${TAKEN} THEN d.about ELSE EXCLUDED.about END,
         confirm_due_at = CASE WHEN ${TAKEN} THEN d.confirm_due_at ELSE EXCLUDED.confirm_due_at END,
         confirm_tries = CASE WHEN ${TAKEN} THEN d.confirm_tries ELSE 0 END
       RETURNING d.id, d.times = 1 AS "isNew", d.status`,
      [
        draft.providerId,
        draft.digest,
        draft.sealed,
        draft.bodyBytes,
        draft.status,
        draft.problem,
        draft.messages,
        draft.claims,
        draft.confirmDueAt,
        draft.at,
        draft.about,
      ],
    );
    return row!;
  }

  findDelivery(id: bigint): Promise<WebhookDelivery | null> {
    return this.db.manager.findOneBy(WebhookDelivery, { id });
  }

  async markReplayed(id: bigint, at: Date): Promise<void> {
    await this.db.manager.update(WebhookDelivery, { id }, { replayedAt: at });
  }

  /** Remembers that deliveries come; written every few seconds at most, since many may come at once. */
  async noteSeen(providerId: number, now: Date): Promise<void> {
    await this.db.sql.rows(
      'webhooks.noteSeen',
      `UPDATE providers SET webhook_seen_at = $2 WHERE id = $1 AND (webhook_seen_at IS NULL
         OR webhook_seen_at < $2::timestamptz - interval '5 seconds' OR webhook_missed_at >= webhook_seen_at)`,
      [providerId, now],
    );
  }

  /** Remembers that a poll found what no delivery had brought. */
  async noteMissed(providerId: number, now: Date): Promise<void> {
    await this.db.sql.rows(
      'webhooks.noteMissed',
      `UPDATE providers SET webhook_missed_at = $2 WHERE id = $1 AND mode = 'WEBHOOK'
         AND (webhook_seen_at IS NULL OR webhook_seen_at < $2::timestamptz - interval '1 minute')
         AND (webhook_missed_at IS NULL OR webhook_missed_at < $2::timestamptz - interval '5 seconds')`,
      [providerId, now],
    );
  }

  /** Polls this provider at the next look. */
  async pollSoon(providerId: number, now: Date): Promise<void> {
    await this.db.manager.update(Provider, { id: providerId, nextPollAt: MoreThan(now) }, { nextPollAt: now });
  }

  /** Deletes deliveries received before, `limit` at most, and secrets that ended. Answers how many deliveries. */
  async prune(before: Date, now: Date, limit: number): Promise<number> {
    await this.db.manager.delete(WebhookSecret, { validUntil: LessThan(now) });
    return deleteSome(this.db, WebhookDelivery, 'received_at < $1 ORDER BY received_at', [before], limit);
  }
}
