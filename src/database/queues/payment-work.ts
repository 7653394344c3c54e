import { IsNull, Not } from 'typeorm';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { Payment } from '../entities/payment.entity';
import { PaymentEvent } from '../entities/payment-event.entity';
import { PaymentRefund } from '../entities/payment-refund.entity';

const DUE_EVENT = select(PaymentEvent, 'e', ['id', 'methodId', 'externalId', 'token', 'snapshot', 'tries']);
export type DuePaymentEvent = Row<typeof DUE_EVENT>;
const DUE_READ = select(Payment, 'p', ['id', 'methodId', 'externalId', 'reads', 'createdAt', 'expiresAt']);
export type DueRead = Row<typeof DUE_READ>;
const DUE_REFUND = select(PaymentRefund, 'f', ['id', 'key', 'amount', 'tries', 'receiptId']);
export type DueRefund = Row<typeof DUE_REFUND>;

/** What has to be asked of payment providers, and when. */
export class PaymentWorkStore {
  constructor(private readonly db: Access) {}

  /** Refunds that wait for their provider; this process has them until `leasedUntil`. */
  async claimRefunds(o: { now: Date; leasedUntil: Date; limit: number }): Promise<DueRefund[]> {
    return this.db.sql.rows<DueRefund>(
      'payments.claimRefunds',
      `UPDATE payment_refunds f SET due_at = $2, tries = f.tries + 1
       FROM (SELECT id FROM payment_refunds WHERE state = 'WAITING' AND due_at <= $1 ORDER BY due_at LIMIT $3
             FOR UPDATE SKIP LOCKED) due
       WHERE f.id = due.id RETURNING ${DUE_REFUND}`,
      [o.now, o.leasedUntil, o.limit],
    );
  }

  async delayRefund(id: bigint, dueAt: Date, why: string): Promise<void> {
    await this.db.manager.update(PaymentRefund, { id, state: 'WAITING' }, { dueAt, problem: why });
  }

  /** Events that were not looked into yet; this process has them until `leasedUntil`. */
  async claimEvents(o: { now: Date; leasedUntil: Date; limit: number }): Promise<DuePaymentEvent[]> {
    return this.db.sql.rows<DuePaymentEvent>(
      'payments.claimEvents',
      `UPDATE payment_events e SET due_at = $2, tries = e.tries + 1
       FROM (SELECT id FROM payment_events WHERE due_at <= $1 ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED) due
       WHERE e.id = due.id RETURNING ${DUE_EVENT}`,
      [o.now, o.leasedUntil, o.limit],
    );
  }

  /** Looked into (`dueAt` null), or to be looked into again. */
  async settleEvent(id: bigint, dueAt: Date | null, why: string | null): Promise<void> {
    await this.db.manager.update(PaymentEvent, { id }, { dueAt, problem: why });
  }

  /** Payments whose provider is to be asked; this process has them until `leasedUntil`. */
  async claimReads(o: { now: Date; leasedUntil: Date; limit: number }): Promise<DueRead[]> {
    return this.db.sql.rows<DueRead>(
      'payments.claimReads',
      `UPDATE payments p SET read_at = $2, reads = p.reads + 1
       FROM (SELECT id FROM payments WHERE read_at <= $1 ORDER BY read_at LIMIT $3 FOR UPDATE SKIP LOCKED) due
       WHERE p.id = due.id RETURNING ${DUE_READ}`,
      [o.now, o.leasedUntil, o.limit],
    );
  }

  async readAgain(id: bigint, readAt: Date | null): Promise<void> {
    await this.db.manager.update(Payment, { id, readAt: Not(IsNull()) }, { readAt });
  }
}
