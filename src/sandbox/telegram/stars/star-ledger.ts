import { randomBytes } from 'node:crypto';
import type { Journal } from '../journal/journal';
import type { Exchange, Payment, Reversal, StarEvent, StarRow } from './star-records';

/** All stars that ever moved, in order. Balances and lists of transactions are read off these events. */
export class StarLedger {
  private readonly payments = new Map<string, Payment>();
  private readonly byForm = new Map<bigint, Payment>();
  private readonly reversals = new Map<string, Reversal>();
  private readonly exchanges = new Set<string>();
  private readonly rows = new Map<bigint, StarRow[]>();
  private readonly balances = new Map<bigint, bigint>();
  private last = 0;

  constructor(private readonly journal: Journal) {
    const events = [...journal.table<StarEvent>('starEvent')].sort(([one], [other]) => Number(one) - Number(other));
    for (const [, event] of events) this.take(event);
    this.last = Number(events.at(-1)?.[0] ?? 0);
  }

  private add(event: StarEvent): void {
    this.journal.put('starEvent', String(++this.last), event);
    this.take(event);
  }

  private take(event: StarEvent): void {
    if (event.kind === 'payment') {
      this.payments.set(event.id, event);
      this.byForm.set(event.formId, event);
    } else if (event.kind === 'refund' || event.kind === 'clawBack') this.reversals.set(event.id, event);
    else this.exchanges.add(event.id);
    for (const [ownerId, row] of this.rowsOf(event)) {
      this.listOf(ownerId).push(row);
      this.balances.set(ownerId, this.balance(ownerId) + row.stars);
    }
  }

  private rowsOf(event: StarEvent): [ownerId: bigint, row: StarRow][] {
    const { id, date } = event;
    if (event.kind === 'purchase' || event.kind === 'payout') {
      const isIn = event.kind === 'purchase';
      const stars = isIn ? event.stars : -event.stars;
      return [[event.accountId, { id, date, isRefund: false, stars, other: isIn ? 'appStore' : 'fragment' }]];
    }
    const isRefund = event.kind !== 'payment';
    const payment = event.kind === 'payment' ? event : this.payments.get(id)!;
    const { payerId, invoice } = payment;
    const given = isRefund ? -invoice.stars : invoice.stars;
    const common = { id, date, isRefund, payment };
    const ofBot: [bigint, StarRow] = [invoice.botId, { ...common, stars: given, other: payerId }];
    // Telegram gave the payer his money in the shop of apps: no stars come back to him.
    if (event.kind === 'clawBack') return [ofBot];
    return [ofBot, [payerId, { ...common, stars: -given, other: invoice.botId }]];
  }

  private listOf(ownerId: bigint): StarRow[] {
    let list = this.rows.get(ownerId);
    if (!list) {
      list = [];
      this.rows.set(ownerId, list);
    }
    return list;
  }

  balance = (accountId: bigint): bigint => this.balances.get(accountId) ?? 0n;
  payment = (chargeId: string): Payment | undefined => this.payments.get(chargeId);
  paidWith = (formId: bigint): Payment | undefined => this.byForm.get(formId);
  isReversed = (chargeId: string): boolean => this.reversals.has(chargeId);
  /** Oldest first. */
  transactions = (accountId: bigint): readonly StarRow[] => this.rows.get(accountId) ?? [];

  pay(facts: Omit<Payment, 'kind' | 'id'>): Payment {
    const payment: Payment = { ...facts, kind: 'payment', id: `stx${randomBytes(24).toString('base64url')}` };
    this.add(payment);
    return payment;
  }

  reverse(payment: Payment, kind: Reversal['kind'], date: number): void {
    this.add({ kind, id: payment.id, date });
  }

  /** Does nothing when the exchange with this id has been made before. */
  exchange(facts: Exchange): void {
    if (!this.exchanges.has(facts.id)) this.add(facts);
  }
}
