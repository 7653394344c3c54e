import { IsNull, type QueryDeepPartialEntity } from 'typeorm';
import type { UpstreamOrderAction } from '../../domain/enum-values';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { UpstreamOrderEnd } from '../entities/upstream-order-end.entity';

const CLAIMED = select(UpstreamOrderEnd, 'c', ['id', 'providerId', 'action', 'attempts'], {
  orderId: 'upstreamOrderId',
});
/** Word to a supplier that an order is over; leased to this process until it is told. */
export type DueOrderEnd = Row<typeof CLAIMED>;

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
       RETURNING ${CLAIMED}`,
      [now, leaseUntil, limit],
    );
  }

  async markDone(id: bigint, outcome: string, at: Date): Promise<void> {
    await this.handBack(id, { outcome, doneAt: at });
  }

  async postpone(id: bigint, dueAt: Date, outcome: string): Promise<void> {
    await this.handBack(id, { outcome, dueAt });
  }

  private async handBack(id: bigint, values: QueryDeepPartialEntity<UpstreamOrderEnd>): Promise<void> {
    await this.db.manager.update(UpstreamOrderEnd, { id, doneAt: IsNull() }, { ...values, leasedUntil: null });
  }
}
