import { Any, In, LessThanOrEqual } from 'typeorm';
import type { Amount } from '../../domain/money/money';
import type { ChargeBackState, PaymentStatus } from '../../domain/payment/payment-status';
import { STARS } from '../../domain/payment/quote';
import type { Access } from '../access';
import { Payment } from '../entities/payment.entity';
import { PaymentEvent } from '../entities/payment-event.entity';
import { PaymentHold } from '../entities/payment-hold.entity';
import { PaymentMethod } from '../entities/payment-method.entity';
import { PaymentReceipt } from '../entities/payment-receipt.entity';
import { PaymentRefund } from '../entities/payment-refund.entity';
import type { Actor } from './ledger';

export interface PaymentDraft {
  /** Made before the act: the same key is the same payment. */
  readonly key: string;
  readonly token: string;
  readonly userId: bigint;
  readonly methodId: number;
  readonly amount: Amount;
  readonly bonus: Amount;
  /** A decimal in `currency`. */
  readonly price: string;
  readonly currency: string;
  readonly rate: string;
  /** The purchase that lacks this money. */
  readonly resume?: { readonly offerId: number; readonly price: Amount };
  readonly maxOpen: number;
  readonly maxAnHour: number;
  readonly now: Date;
}

export type OpenKind =
  | 'opened'
  | 'repeated'
  | 'key_conflict'
  | 'banned'
  | 'method_off'
  | 'amount_out_of_range'
  | 'too_many_an_hour'
  | 'too_many_failures'
  | 'new_payer_limit'
  | 'day_limit';

export interface ReceiptDraft {
  readonly methodId: number;
  readonly receiptKey: string;
  readonly paymentId: bigint | null;
  readonly userId: bigint | null;
  /** What came: a decimal in `currency`. */
  readonly received: string;
  readonly currency: string;
  /** Null when it is nobody's: `unclaimed` says why. */
  readonly amount: Amount | null;
  readonly bonus: Amount;
  readonly unclaimed: string | null;
  /** What of the payment was credited when the amount was reckoned. */
  readonly creditedBefore: Amount;
  /** What the provider kept, in the shop's currency; null: it does not say. */
  readonly fee: Amount | null;
  /** A keyed hash of what paid; null or left out: the provider does not say. */
  readonly payerMark?: Buffer | null;
  readonly arrivedAt: Date;
  readonly now: Date;
}

/** Money that buyers pay in. It moves in the database's own functions, each one statement. */
export class PaymentStore {
  constructor(private readonly db: Access) {}

  findMethod(id: number): Promise<PaymentMethod | null> {
    return this.db.manager.findOneBy(PaymentMethod, { id });
  }

  /** Those that buyers may use, in their order. */
  listMethods(): Promise<PaymentMethod[]> {
    return this.db.manager.find(PaymentMethod, { where: { isActive: true }, order: { position: 'ASC', id: 'ASC' } });
  }

  listAllMethods(): Promise<PaymentMethod[]> {
    return this.db.manager.find(PaymentMethod, { order: { position: 'ASC', id: 'ASC' } });
  }

  /** Two that do this at once make one row. */
  async insertStars({ rate, isActive, at }: { rate: string; isActive: boolean; at: Date }): Promise<void> {
    const insert = this.db.manager.createQueryBuilder().insert().into(PaymentMethod);
    const stars = {
      name: 'Telegram Stars',
      protocol: 'stars',
      currency: STARS,
      rate,
      isActive,
      rateAt: at,
      createdAt: at,
    };
    await insert.values(stars).orIgnore().execute();
  }

  /** A way to pay by an account at a provider. */
  async insertMethod({
    at,
    ...o
  }: Pick<
    PaymentMethod,
    | 'name'
    | 'protocol'
    | 'baseUrl'
    | 'options'
    | 'currency'
    | 'rate'
    | 'apiKeySealed'
    | 'webhookKeySealed'
    | 'position'
    | 'isActive'
    | 'acceptsTerms'
    | 'firstHoldHours'
  > & { at: Date }): Promise<void> {
    await this.db.manager.insert(PaymentMethod, { ...o, rateAt: at, createdAt: at } as never);
  }

  /** The account is reached elsewhere, or by other keys. */
  async moveMethod(id: number, o: Pick<PaymentMethod, 'baseUrl' | 'apiKeySealed' | 'webhookKeySealed'>): Promise<void> {
    await this.db.manager.update(PaymentMethod, { id }, { ...o, revision: () => 'revision + 1' });
  }

  async noteMethodFault(id: number, lastFault: string | null): Promise<void> {
    await this.db.manager.update(PaymentMethod, { id }, { lastFault });
  }

  async noteListed(id: number, listCursor: string | null, listedAt: Date): Promise<void> {
    await this.db.manager.update(PaymentMethod, { id }, { listCursor, listedAt });
  }

  async open(
    o: PaymentDraft,
  ): Promise<{ kind: OpenKind; paymentId: bigint | null; lowest: Amount | null; highest: Amount | null }> {
    const [row] = await this.db.sql.rows<{
      kind: OpenKind;
      paymentId: bigint | null;
      lowest: Amount | null;
      highest: Amount | null;
    }>(
      'payments.open',
      `SELECT kind, payment_id AS "paymentId", lowest, highest
       FROM open_payment($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        ...[o.key, o.token, o.userId, o.methodId, o.amount, o.bonus, o.price, o.currency, o.rate],
        ...[o.resume?.offerId ?? null, o.resume?.price ?? null, o.maxOpen, o.maxAnHour, o.now],
      ],
    );
    return row!;
  }

  find(id: bigint): Promise<Payment | null> {
    return this.db.manager.findOneBy(Payment, { id });
  }

  findByToken(token: string): Promise<Payment | null> {
    return this.db.manager.findOneBy(Payment, { token });
  }

  findByExternalId(methodId: number, externalId: string): Promise<Payment | null> {
    return this.db.manager.findOneBy(Payment, { methodId, externalId });
  }

  /** What the provider made of it; asked anew from `readAt` on. */
  async keepInvoice(
    id: bigint,
    o: { externalId: string; payUrl: string; expiresAt?: Date; readAt: Date | null },
  ): Promise<void> {
    const { expiresAt, ...invoice } = o;
    await this.db.manager.update(Payment, { id }, { ...invoice, ...(expiresAt ? { expiresAt } : {}) });
  }

  /** Another way to the same invoice. */
  async keepLink(id: bigint, payUrl: string): Promise<void> {
    await this.db.manager.update(Payment, { id }, { payUrl });
  }

  /** Only while it is as `from` says: a state that came later never goes back. */
  async moveStatus(id: bigint, from: readonly PaymentStatus[], status: PaymentStatus, endedAt: Date | null) {
    const { affected } = await this.db.manager.update(Payment, { id, status: In(from) }, { status, endedAt });
    return affected === 1;
  }

  /** Open ones whose time is over, without money. Returns how many. */
  async expire(now: Date): Promise<number> {
    const open = { status: In(['OPEN', 'SEEN'] as const), expiresAt: LessThanOrEqual(now), credited: 0n };
    return (await this.db.manager.update(Payment, open, { status: 'EXPIRED', endedAt: now })).affected ?? 0;
  }

  /** `changed`: more of its payment was credited meanwhile, so reckon anew; nothing was done. */
  async creditReceipt(o: ReceiptDraft): Promise<CreditOutcome> {
    const [row] = await this.db.sql.rows<CreditOutcome>(
      'payments.creditReceipt',
      `SELECT kind, receipt_id AS "receiptId" FROM credit_receipt($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        ...[o.methodId, o.receiptKey, o.paymentId, o.userId, o.received, o.currency],
        ...[o.amount, o.bonus, o.unclaimed, o.creditedBefore, o.fee, o.arrivedAt, o.now],
        o.payerMark ?? null,
      ],
    );
    return row!;
  }

  async assignReceipt(o: { receiptId: bigint; userId: bigint; amount: Amount; actor: Actor; now: Date }) {
    type Kind = 'assigned' | 'repeated' | 'not_found' | 'already_claimed' | 'user_not_found';
    const [row] = await this.db.sql.rows<{ kind: Kind }>(
      'payments.assignReceipt',
      'SELECT assign_receipt($1, $2, $3, $4, $5, $6) AS kind',
      [o.receiptId, o.userId, o.amount, o.actor.type, o.actor.id, o.now],
    );
    return row!.kind;
  }

  findReceipt(id: bigint): Promise<PaymentReceipt | null> {
    return this.db.manager.findOneBy(PaymentReceipt, { id });
  }

  findReceiptByKey(methodId: number, receiptKey: string): Promise<PaymentReceipt | null> {
    return this.db.manager.findOneBy(PaymentReceipt, { methodId, receiptKey });
  }

  /** Which of these keys of a method are known. */
  async knownReceipts(methodId: number, keys: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.db.manager.find(PaymentReceipt, {
      select: { id: true, receiptKey: true },
      where: { methodId, receiptKey: Any(keys) },
    });
    return new Set(rows.map(({ receiptKey }) => receiptKey));
  }

  async beginRefund(o: {
    key: string;
    receiptId: bigint;
    amount: Amount;
    actor: Actor;
    reason: string;
    now: Date;
  }): Promise<{ kind: BeginRefundKind; refundId: bigint | null; most: Amount | null; available: Amount | null }> {
    const [row] = await this.db.sql.rows<{
      kind: BeginRefundKind;
      refundId: bigint | null;
      most: Amount | null;
      available: Amount | null;
    }>(
      'payments.beginRefund',
      `SELECT kind, refund_id AS "refundId", most, available FROM begin_refund($1, $2, $3, $4, $5, $6, $7)`,
      [o.key, o.receiptId, o.amount, o.actor.type, o.actor.id, o.reason, o.now],
    );
    return row!;
  }

  /** Receipts whose money has waited long enough. */
  async listUsable(now: Date, limit: number): Promise<bigint[]> {
    const due = { state: 'WAITING' as const, usableAt: LessThanOrEqual(now) };
    const rows = await this.db.manager.find(PaymentHold, {
      select: { id: true, receiptId: true },
      where: due,
      take: limit,
    });
    return rows.map(({ receiptId }) => receiptId);
  }

  /** `not_due`: it was made so before. */
  async makeUsable(receiptId: bigint, now: Date): Promise<{ kind: 'usable' | 'not_due' }> {
    const [row] = await this.db.sql.rows<{ made: boolean }>(
      'payments.makeUsable',
      'SELECT make_payment_usable($1, $2) AS made',
      [receiptId, now],
    );
    return { kind: row!.made ? 'usable' : 'not_due' };
  }

  /** False when it had ended before. */
  async endRefund(o: { id: bigint; isDone: boolean; reference?: string; problem?: string; now: Date }) {
    const [row] = await this.db.sql.rows<{ ended: boolean }>(
      'payments.endRefund',
      'SELECT end_refund($1, $2, $3, $4, $5) AS ended',
      [o.id, o.isDone, o.reference ?? null, o.problem ?? null, o.now],
    );
    return row!.ended;
  }

  findRefund(id: bigint): Promise<PaymentRefund | null> {
    return this.db.manager.findOneBy(PaymentRefund, { id });
  }

  /** Our own refunds of a receipt that a provider may mean by this key: those of that reference, and those under way. */
  findOwnRefunds(receiptId: bigint, reference: string): Promise<PaymentRefund[]> {
    return this.db.manager.findBy(PaymentRefund, [
      { receiptId, reference },
      { receiptId, state: 'WAITING' },
    ]);
  }

  async chargeBack(o: {
    methodId: number;
    takingKey: string;
    receiptKey: string;
    amount: Amount;
    state: ChargeBackState;
    now: Date;
  }): Promise<ChargeBackOutcome> {
    const [row] = await this.db.sql.rows<ChargeBackOutcome>(
      'payments.chargeBack',
      'SELECT kind, buyer, taken, owed FROM charge_back($1, $2, $3, $4, $5, $6)',
      [o.methodId, o.takingKey, o.receiptKey, o.amount, o.state, o.now],
    );
    return row!;
  }

  /** False when this event is here already. */
  async storeEvent(
    o: Pick<PaymentEvent, 'methodId' | 'eventKey' | 'externalId' | 'token' | 'snapshot' | 'sealed' | 'receivedAt'>,
  ): Promise<boolean> {
    const insert = this.db.manager.createQueryBuilder().insert().into(PaymentEvent);
    const values = { ...o, dueAt: o.receivedAt } as never;
    const { raw } = await insert.values(values).orIgnore().returning('id').execute();
    return raw.length === 1;
  }
}

export interface CreditOutcome {
  readonly kind: 'credited' | 'unclaimed' | 'repeated' | 'changed';
  /** Null for `changed`. */
  readonly receiptId: bigint | null;
}

export type BeginRefundKind =
  | 'waiting'
  | 'repeated'
  | 'key_conflict'
  | 'not_found'
  | 'too_much'
  | 'insufficient_funds'
  | 'in_progress';

export interface ChargeBackOutcome {
  readonly kind: 'taken' | 'repeated' | 'won' | 'unknown_receipt';
  readonly buyer: bigint | null;
  readonly taken: Amount | null;
  readonly owed: Amount | null;
}
