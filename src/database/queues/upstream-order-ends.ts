import type { Access } from '../access';

export type UpstreamOrderAction = 'CANCEL' | 'FINISH' | 'BAN';

/** Word to a supplier that an order is over; leased to this process until it is told. */
export interface DueOrderEnd {
  readonly id: bigint;
  readonly providerId: number;
  readonly orderId: string;
  readonly action: UpstreamOrderAction;
  readonly attempts: number;
}

export class UpstreamOrderEndStore {
  constructor(private readonly db: Access) {}

  async put(providerId: number, orderId: string, action: UpstreamOrderAction, dueAt: Date, now: Date): Promise<void> {
    await this.db.sql.rows('upstreamOrderEnds.put', 'SELECT put_upstream_order_end($1, $2, $3, $4, $5)', [
      providerId,
      orderId,
      action,
      dueAt,
      now,
    ]);
  }

  async claimDue(now: Date, leaseUntil: Date, limit: number): Promise<DueOrderEnd[]> {
    return this.db.sql.rows<DueOrderEnd>(
      'upstreamOrderEnds.claimDue',
      `UPDATE upstream_order_ends c SET leased_until = $2, attempts = c.attempts + 1
       FROM (SELECT id FROM upstream_order_ends
             WHERE done_at IS NULL AND due_at <= $1 AND (leased_until IS NULL OR leased_until <= $1)
             ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED) due
       WHERE c.id = due.id
       RETURNING c.id, c.provider_id AS "providerId", c.upstream_order_id AS "orderId", c.action, c.attempts`,
      [now, leaseUntil, limit],
    );
  }

  async markDone(id: bigint, outcome: string, at: Date): Promise<void> {
    await this.db.sql.rows(
      'upstreamOrderEnds.markDone',
      'UPDATE upstream_order_ends SET done_at = $3, outcome = $2, leased_until = NULL WHERE id = $1 AND done_at IS NULL',
      [id, outcome, at],
    );
  }

  async postpone(id: bigint, dueAt: Date, outcome: string): Promise<void> {
    await this.db.sql.rows(
      'upstreamOrderEnds.postpone',
      'UPDATE upstream_order_ends SET due_at = $2, outcome = $3, leased_until = NULL WHERE id = $1 AND done_at IS NULL',
      [id, dueAt, outcome],
    );
  }
}
