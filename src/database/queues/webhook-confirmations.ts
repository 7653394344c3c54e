import { Any, IsNull, MoreThan, type QueryDeepPartialEntity } from 'typeorm';
import { addMs, DAY_MS } from '../../domain/time';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { Message } from '../entities/message.entity';
import { Reservation } from '../entities/reservation.entity';
import { WebhookDelivery } from '../entities/webhook-delivery.entity';

const CLAIMED = select(WebhookDelivery, '', ['id', 'providerId', 'claims', 'confirmTries']);
/** A delivery whose confirmation this process has leased. */
export type DueConfirmation = Row<typeof CLAIMED>;

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
  findUnconfirmed(id: bigint): Promise<DueConfirmation | null> {
    return this.db.manager.findOneBy(WebhookDelivery, { id, status: 'UNCONFIRMED' });
  }

  async postponeConfirmation(id: bigint, dueAt: Date, detail: string): Promise<void> {
    await this.endTry(id, { confirmDueAt: dueAt, problem: detail });
  }

  async endConfirmation(id: bigint, status: 'CONFIRMED' | 'NOT_CONFIRMED', detail: string | null): Promise<void> {
    await this.endTry(id, { status, problem: detail, claims: null, confirmDueAt: null });
  }

  private async endTry(id: bigint, values: QueryDeepPartialEntity<WebhookDelivery>): Promise<void> {
    const confirmTries = () => 'confirm_tries + 1';
    await this.db.manager.update(WebhookDelivery, { id, status: 'UNCONFIRMED' }, { ...values, confirmTries });
  }

  /** Whether a reservation has this order and may still get a message of it. */
  isOrderOfOurs(providerId: number, orderId: string, now: Date): Promise<boolean> {
    const order = { providerId, upstreamOrderId: orderId, claimOfId: IsNull() };
    return this.db.manager.existsBy(Reservation, [
      { ...order, endedAt: IsNull() },
      { ...order, endedAt: MoreThan(addMs(now, -DAY_MS)) },
    ]);
  }

  /** How many of these messages are stored. */
  countKnownMessages(providerId: number, dedupeKeys: readonly string[]): Promise<number> {
    return this.db.manager.countBy(Message, { providerId, dedupeKey: Any(dedupeKeys) });
  }
}
