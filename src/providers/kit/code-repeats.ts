/** Orders whose codes are remembered at a time; the oldest is forgotten first. */
const REMEMBERED = 5_000;

interface Remembered {
  /** How often each value is known to have come. */
  readonly counts: Map<string, number>;
  /** Another SMS was waited for when the clock of calls stood here. */
  waitingSince?: number;
  /** The clock of calls when an SMS was read last. */
  readAt?: number;
}

/**
 * Tells a second SMS with the same code from the same SMS read twice.
 *
 * The protocol gives an SMS no id, and `getStatus` repeats `STATUS_OK:<code>` until the order is closed. So a code is one SMS
 * however often it is read, unless the order was seen waiting for another one in between (`STATUS_WAIT_RETRY`, or our own
 * accepted request for one more) by a call that ended before the reading one began. Then it is the next SMS.
 * This memory is the process's own. A process that did not see the waiting takes an equal code for the known one: a repeat
 * may then go unnoticed, but no SMS is ever delivered twice.
 */
export class CodeRepeats {
  readonly #orders = new Map<string, Remembered>();
  #calls = 0;

  /** Call before a status is asked for; give the answer to `seen`. */
  begin(): number {
    this.#calls += 1;
    return this.#calls;
  }

  /**
   * The order waits for another SMS. Give `begunAt` when a status said so: one asked for before the last SMS was read may be
   * older than that SMS, and tells nothing.
   */
  waitingAgain(orderId: string, value?: string, begunAt = Number.POSITIVE_INFINITY): void {
    const order = this.#remember(orderId);
    if (begunAt <= (order.readAt ?? 0)) return;
    order.waitingSince = this.#calls;
    if (value !== undefined && !order.counts.has(value)) order.counts.set(value, 1);
  }

  /** Which SMS with this value was read, counted from 1. */
  seen(orderId: string, value: string, begunAt: number): number {
    const order = this.#remember(orderId);
    const known = order.counts.get(value) ?? 0;
    const isNext = order.waitingSince !== undefined && begunAt > order.waitingSince;
    const count = known === 0 || isNext ? known + 1 : known;
    if (isNext) order.waitingSince = undefined;
    order.counts.set(value, count);
    order.readAt = this.#calls;
    return count;
  }

  /** The SMS that came last with this value, without taking it for a new one. */
  last(orderId: string, value: string): number {
    return this.#orders.get(orderId)?.counts.get(value) ?? 1;
  }

  #remember(orderId: string): Remembered {
    const order = this.#orders.get(orderId) ?? { counts: new Map() };
    this.#orders.delete(orderId);
    this.#orders.set(orderId, order);
    if (this.#orders.size > REMEMBERED) this.#orders.delete(this.#orders.keys().next().value!);
    return order;
  }
}
