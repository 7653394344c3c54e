import type { Amount } from '../../domain/money/money';
import type { Access } from '../access';
import { RefundRequest } from '../entities/refund-request.entity';

export interface RequestRefundRow {
  readonly kind: 'requested' | 'repeated' | 'nothing_left';
  readonly requestId: bigint | null;
  readonly amount: Amount | null;
  readonly bonus: Amount | null;
}

/** What buyers want back of what they paid in. */
export class RefundRequestStore {
  constructor(private readonly db: Access) {}

  async request(o: { userId: bigint; receiptId: bigint; now: Date }): Promise<RequestRefundRow> {
    const [row] = await this.db.sql.rows<RequestRefundRow>(
      'refundRequests.request',
      'SELECT kind, request_id AS "requestId", amount, bonus FROM request_refund($1, $2, $3)',
      [o.userId, o.receiptId, o.now],
    );
    return row!;
  }

  find(id: bigint): Promise<RefundRequest | null> {
    return this.db.manager.findOneBy(RefundRequest, { id });
  }

  /** Nobody else answers it until the transaction ends. Undefined: it was answered. */
  async lockWaiting(id: bigint): Promise<RefundRequest | undefined> {
    const lock = { mode: 'pessimistic_write' } as const;
    return (await this.db.manager.findOne(RefundRequest, { where: { id, state: 'WAITING' }, lock })) ?? undefined;
  }

  /** Money of the receipt is on its way back: whoever asked for it has their answer. */
  async approve(o: { receiptId: bigint; refundId: bigint; now: Date }): Promise<void> {
    const { receiptId, refundId } = o;
    const answered = { state: 'APPROVED', refundId, answeredAt: o.now } as const;
    await this.db.manager.update(RefundRequest, { receiptId, state: 'WAITING' }, answered);
  }

  /** False: it was answered before. */
  async refuse(o: { id: bigint; reason: string; now: Date }): Promise<boolean> {
    const [row] = await this.db.sql.rows<{ refused: boolean }>(
      'refundRequests.refuse',
      'SELECT refuse_refund_request($1, $2, $3) AS refused',
      [o.id, o.reason, o.now],
    );
    return row!.refused;
  }
}
