import type { Amount } from '../../domain/money/money';
import type { Access } from '../access';
import { PaymentRefund } from '../entities/payment-refund.entity';

export interface ReceiptNotice {
  readonly userId: bigint;
  readonly paymentId: bigint | null;
  readonly amount: Amount;
  readonly bonus: Amount;
  readonly available: Amount;
  /** Its payment is not paid whole yet. */
  readonly isLess: boolean;
  /** A part of it went to a debt at once. */
  readonly debtPaid: boolean;
  /** It cannot be spent before; null: it can. */
  readonly usableAt: Date | null;
  /** The purchase that lacked this money, where the offer still is. */
  readonly offerId: number | null;
  readonly offerPrice: Amount | null;
  readonly serviceName: string | null;
}

/** What its owner is told of a receipt; undefined while it is nobody's. */
export async function readReceiptNotice({ sql }: Access, receiptId: bigint): Promise<ReceiptNotice | undefined> {
  const [row] = await sql.rows<ReceiptNotice>(
    'payments.receiptNotice',
    `SELECT r.user_id AS "userId", r.payment_id AS "paymentId", r.amount, r.bonus, w.available, COALESCE(p.status = 'UNDERPAID', false) AS "isLess",
       EXISTS (SELECT 1 FROM transfers t WHERE t.user_id = r.user_id AND t.id > topup.id AND t.type = 'CHARGEBACK'
         AND t.key LIKE 'debt:%:' || topup.id) AS "debtPaid",
       (SELECT h.usable_at FROM payment_holds h WHERE h.receipt_id = r.id AND h.state = 'WAITING') AS "usableAt",
       p.offer_id AS "offerId", p.offer_price AS "offerPrice", s.name AS "serviceName"
     FROM payment_receipts r JOIN wallets w ON w.user_id = r.user_id
       JOIN transfers topup ON topup.receipt_id = r.id AND topup.type = 'TOPUP'
       LEFT JOIN payments p ON p.id = r.payment_id LEFT JOIN offers o ON o.id = p.offer_id
       LEFT JOIN services s ON s.id = o.service_id
     WHERE r.id = $1 AND r.amount IS NOT NULL`,
    [receiptId],
  );
  return row;
}

/** A receipt whose money can be used now. */
export async function readUsableNotice(
  { sql }: Access,
  receiptId: bigint,
): Promise<{ amount: Amount; available: Amount } | undefined> {
  const [row] = await sql.rows<{ amount: Amount; available: Amount }>(
    'payments.usableNotice',
    `SELECT h.amount, w.available FROM payment_holds h JOIN wallets w ON w.user_id = h.user_id
     WHERE h.receipt_id = $1 AND h.state = 'ENDED' ORDER BY h.id DESC LIMIT 1`,
    [receiptId],
  );
  return row;
}

/** What was taken back, and what of it is owed by now. */
export async function readTakingNotice(
  { sql }: Access,
  id: bigint,
): Promise<{ amount: Amount; owed: Amount } | undefined> {
  const [row] = await sql.rows<{ amount: Amount; owed: Amount }>(
    'payments.takingNotice',
    `SELECT b.amount, COALESCE(d.amount - d.paid - d.forgiven, 0)::bigint AS owed
     FROM charge_backs b LEFT JOIN debts d ON d.charge_back_id = b.id WHERE b.id = $1`,
    [id],
  );
  return row;
}

export async function readRefundNotice(
  db: Access,
  id: bigint,
): Promise<Pick<PaymentRefund, 'amount' | 'state'> | undefined> {
  return (
    (await db.manager.findOne(PaymentRefund, { select: { id: true, amount: true, state: true }, where: { id } })) ??
    undefined
  );
}

/** What somebody paid in, newest first. */
export async function listOwnReceipts(
  { sql }: Access,
  o: { userId: bigint; limit: number },
): Promise<{ id: bigint; amount: Amount; at: Date }[]> {
  return sql.rows(
    'payments.ownReceipts',
    `SELECT id, amount, arrived_at AS at FROM payment_receipts WHERE user_id = $1 AND amount IS NOT NULL
     ORDER BY id DESC LIMIT $2`,
    [o.userId, o.limit],
  );
}
