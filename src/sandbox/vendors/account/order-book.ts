import { type Amount, formatAmount, parseAmount } from '../../../domain/money/money';
import type { Journal } from '../kernel/journal';
import { isOpen, type VendorOrder } from './order';
import type { OrderEvent } from './order-event';
import type { Shelf } from './shelf';

/** Closed orders kept for history and late questions; older ones are forgotten so that memory stays flat. */
const CLOSED_KEPT = 20_000;

/** `on_request`: an SMS after the first is kept back until it is asked for. `always`: every SMS is readable at once. */
export type SmsCollecting = 'on_request' | 'always';

/**
 * Orders, balance and stock of one vendor account. Every change is an event: written first, then applied, and applied
 * the same way after a restart.
 */
export class OrderBook {
  readonly #orders = new Map<string, VendorOrder>();
  /** Open orders, oldest first; all live equally long, so the first one expires first. */
  readonly #open = new Map<string, VendorOrder>();
  readonly #openByPhone = new Map<string, VendorOrder>();
  readonly #idByKey = new Map<string, string>();
  readonly #closed: string[] = [];
  #balance: Amount;
  #bought = 0;
  #spent = 0n;
  #refunded = 0n;

  constructor(
    readonly shelf: Shelf,
    opening: Amount,
    private readonly journal: Journal<OrderEvent>,
    private readonly now: () => number,
    readonly collecting: SmsCollecting = 'on_request',
  ) {
    this.#balance = opening;
    for (const event of journal.replayed) this.#apply(event);
  }

  get balance(): Amount {
    return this.#balance;
  }

  /** How often a number was ever sold, and what it brought and gave back. */
  get totals(): { readonly bought: number; readonly spent: Amount; readonly refunded: Amount } {
    return { bought: this.#bought, spent: this.#spent, refunded: this.#refunded };
  }

  record(event: OrderEvent): void {
    this.journal.append(event);
    this.#apply(event);
  }

  /** Closes what outlived its time: refunded without an SMS, kept as finished with one. */
  expireDue(): void {
    const at = this.now();
    for (const order of this.#open.values()) {
      if (order.expiresAt > at) return;
      const unused = order.sms.length === 0;
      this.record({
        type: 'closed',
        id: order.id,
        as: unused ? 'expired' : 'finished',
        refunded: unused,
        at: order.expiresAt,
      });
    }
  }

  find(id: string): VendorOrder | undefined {
    this.expireDue();
    return this.#orders.get(id);
  }

  findByKey(orderKey: string): VendorOrder | undefined {
    const id = this.#idByKey.get(orderKey);
    return id === undefined ? undefined : this.find(id);
  }

  findOpenByPhone(phone: string): VendorOrder | undefined {
    this.expireDue();
    return this.#openByPhone.get(phone);
  }

  open(): VendorOrder[] {
    this.expireDue();
    return [...this.#open.values()];
  }

  /** Everything still remembered, oldest first. */
  all(): VendorOrder[] {
    this.expireDue();
    return [...this.#orders.values()];
  }

  #apply(event: OrderEvent): void {
    if (event.type === 'stock') this.shelf.put(event);
    else if (event.type === 'balance') this.#balance = parseAmount(event.amount)!;
    else if (event.type === 'bought') this.#sell(event);
    else {
      const order = this.#orders.get(event.id);
      if (order && isOpen(order)) this.#move(order, event);
    }
  }

  #move(order: VendorOrder, event: Extract<OrderEvent, { type: 'sms' | 'asked_again' | 'closed' }>): void {
    if (event.type === 'closed') this.#close(order, event);
    else if (event.type === 'asked_again') {
      const waiting = order.held.shift();
      if (waiting) order.sms.push(waiting);
      order.phase = waiting ? 'code' : 'retry';
    } else {
      const sms = { text: event.text, code: event.code, at: event.at };
      if (order.phase === 'code' && this.collecting === 'on_request') order.held.push(sms);
      else {
        order.sms.push(sms);
        order.phase = 'code';
      }
    }
  }

  #sell({ type: _, cost, at, ...facts }: Extract<OrderEvent, { type: 'bought' }>): void {
    const amount = parseAmount(cost)!;
    const order: VendorOrder = {
      ...facts,
      cost: amount,
      boughtAt: at,
      phase: 'new',
      sms: [],
      held: [],
      refunded: false,
    };
    this.#orders.set(order.id, order);
    this.#open.set(order.id, order);
    this.#openByPhone.set(order.phone, order);
    if (order.orderKey !== undefined) this.#idByKey.set(order.orderKey, order.id);
    this.#balance -= amount;
    this.#spent += amount;
    this.#bought += 1;
    this.#restock(order, -1);
  }

  #close(order: VendorOrder, event: Extract<OrderEvent, { type: 'closed' }>): void {
    order.phase = event.as;
    order.closedAt = event.at;
    this.#open.delete(order.id);
    if (this.#openByPhone.get(order.phone) === order) this.#openByPhone.delete(order.phone);
    if (event.refunded) {
      order.refunded = true;
      this.#balance += order.cost;
      this.#refunded += order.cost;
      this.#restock(order, 1);
    }
    this.#closed.push(order.id);
    if (this.#closed.length > CLOSED_KEPT) this.#forget(this.#closed.shift()!);
  }

  #restock(order: VendorOrder, change: number): void {
    const row = this.shelf.get(order.country, order.service);
    if (row) row.count = Math.max(0, row.count + change);
  }

  #forget(id: string): void {
    const order = this.#orders.get(id);
    this.#orders.delete(id);
    if (order?.orderKey !== undefined) this.#idByKey.delete(order.orderKey);
  }

  /** Sets the account's balance, as a top-up or a test does. */
  setBalance(amount: Amount): void {
    this.record({ type: 'balance', amount: formatAmount(amount) });
  }
}
