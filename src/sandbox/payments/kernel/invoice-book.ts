import { addDecimals, compareDecimals } from '../../../domain/money/decimal';
import type { Journal } from '../../vendors/kernel/journal';
import type { Invoice, InvoiceEvent, NewInvoice, Payment, Taking } from './invoice';

/** The invoices of one account, and the address that hears of all of them. Each change is written before the answer that depends on it. */
export class InvoiceBook {
  readonly #invoices = new Map<string, Invoice>();
  #webhookUrl: string | undefined;

  constructor(
    private readonly journal: Journal<InvoiceEvent>,
    readonly now: () => number,
  ) {
    for (const event of journal.replayed) this.#apply(event);
  }

  get webhookUrl(): string | undefined {
    return this.#webhookUrl;
  }

  setWebhook(url: string | undefined): void {
    this.#record({ type: 'webhook', url: url ?? null });
  }

  create(invoice: NewInvoice): Invoice {
    this.#record({
      type: 'created',
      invoice: { ...invoice, createdAt: this.now(), payments: [], takings: [], isCanceled: false },
    });
    return this.find(invoice.id)!;
  }

  find(id: string): Invoice | undefined {
    return this.#invoices.get(id);
  }

  /** Oldest first. */
  all(): Invoice[] {
    return [...this.#invoices.values()];
  }

  pay(id: string, payment: Payment): void {
    this.#record({ type: 'paid', id, payment });
  }

  /** What was seen is final now. */
  confirm(id: string): void {
    this.#record({ type: 'confirmed', id, at: this.now() });
  }

  take(id: string, taking: Taking): void {
    this.#record({ type: 'taken', id, taking });
  }

  /** Its time is over from now on. */
  end(id: string): void {
    this.#record({ type: 'ended', id, at: this.now() });
  }

  cancel(id: string): void {
    this.#record({ type: 'canceled', id });
  }

  #record(event: InvoiceEvent): void {
    this.journal.append(event);
    this.#apply(event);
  }

  #apply(event: InvoiceEvent): void {
    if (event.type === 'webhook') {
      this.#webhookUrl = event.url ?? undefined;
    } else if (event.type === 'created') {
      this.#invoices.set(event.invoice.id, event.invoice);
    } else {
      const invoice = this.#invoices.get(event.id)!;
      this.#invoices.set(event.id, { ...invoice, ...changeOf(invoice, event) });
    }
  }
}

function changeOf(invoice: Invoice, event: Exclude<InvoiceEvent, { type: 'webhook' | 'created' }>): Partial<Invoice> {
  switch (event.type) {
    case 'paid':
      return { payments: [...invoice.payments, event.payment] };
    case 'confirmed':
      return { payments: invoice.payments.map((one) => (one.isSeen ? { ...one, isSeen: false, at: event.at } : one)) };
    case 'taken':
      return { takings: [...invoice.takings, event.taking] };
    case 'ended':
      return { expiresAt: event.at };
    case 'canceled':
      return { isCanceled: true };
  }
}

/** Payments that are final. */
export const finalPayments = ({ payments }: Invoice): Payment[] => payments.filter(({ isSeen }) => !isSeen);

/** What all of them are worth together, in the invoice's currency. */
export const worthOf = (payments: readonly Payment[]): string =>
  payments.map(({ worth }) => worth).reduce(addDecimals, '0');

/** How what came compares with the price: below, at or above zero; undefined when nothing came. */
export function paidShare(invoice: Invoice, payments: readonly Payment[] = finalPayments(invoice)): number | undefined {
  return payments.length === 0 ? undefined : compareDecimals(worthOf(payments), invoice.amount);
}
