import type { Access } from '../access';

/** A delivery whose confirmation this process has leased. */
export interface DueConfirmation {
  readonly id: bigint;
  readonly providerId: number;
  readonly claims: readonly StoredClaim[];
  readonly tries: number;
}

/** What an unconfirmed delivery says of one SMS. */
export interface StoredClaim {
  readonly dedupeKey: string;
  readonly orderId?: string;
  readonly phone?: string;
  readonly text: string;
  readonly code?: string;
  readonly sender?: string;
}

const CLAIMED = `id, provider_id AS "providerId", claims, confirm_tries AS tries`;

/** Deliveries of suppliers who do not sign: they wait until the supplier says the same when it is asked. */
export class WebhookConfirmationStore {
  constructor(private readonly db: Access) {}

  /** Leases unconfirmed deliveries whose next try is due. */
  async claimUnconfirmed(now: Date, until: Date, limit: number): Promise<DueConfirmation[]> {
    return this.db.sql.rows<DueConfirmation>(
      'webhooks.claimUnconfirmed',
      `UPDATE webhook_deliveries SET confirm_due_at = $2 WHERE id IN (
         SELECT id FROM webhook_deliveries WHERE status = 'UNCONFIRMED' AND confirm_due_at <= $1
         ORDER BY confirm_due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING ${CLAIMED}`,
      [now, until, limit],
    );
  }

  /** One unconfirmed delivery, for the process that has just stored it and so holds its first turn. */
  async findUnconfirmed(id: bigint): Promise<DueConfirmation | undefined> {
    const [row] = await this.db.sql.rows<DueConfirmation>(
      'webhooks.findUnconfirmed',
      `SELECT ${CLAIMED} FROM webhook_deliveries WHERE id = $1 AND status = 'UNCONFIRMED'`,
      [id],
    );
    return row;
  }

  async postponeConfirmation(id: bigint, dueAt: Date, problem: string): Promise<void> {
    await this.db.sql.rows(
      'webhooks.postponeConfirmation',
      `UPDATE webhook_deliveries SET confirm_due_at = $2, problem = $3, confirm_tries = confirm_tries + 1
       WHERE id = $1 AND status = 'UNCONFIRMED'`,
      [id, dueAt, problem],
    );
  }

  async endConfirmation(id: bigint, status: 'CONFIRMED' | 'NOT_CONFIRMED', problem: string | null): Promise<void> {
    await this.db.sql.rows(
      'webhooks.endConfirmation',
      `UPDATE webhook_deliveries SET status = $2, problem = $3, claims = NULL, confirm_due_at = NULL,
         confirm_tries = confirm_tries + 1
       WHERE id = $1 AND status = 'UNCONFIRMED'`,
      [id, status, problem],
    );
  }

  /** Whether a reservation has this order and may still get a message of it. */
  async isOrderOfOurs(providerId: number, orderId: string, now: Date): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'webhooks.isOrderOfOurs',
      `SELECT 1 FROM reservations WHERE provider_id = $1 AND upstream_order_id = $2 AND claim_of_id IS NULL
         AND (ended_at IS NULL OR ended_at > $3::timestamptz - interval '1 day')`,
      [providerId, orderId, now],
    );
    return rows.length > 0;
  }

  /** How many of these messages are stored. */
  async countKnownMessages(providerId: number, dedupeKeys: readonly string[]): Promise<number> {
    const rows = await this.db.sql.rows(
      'webhooks.countKnownMessages',
      'SELECT 1 FROM messages WHERE provider_id = $1 AND dedupe_key = ANY ($2)',
      [providerId, dedupeKeys],
    );
    return rows.length;
  }
}
