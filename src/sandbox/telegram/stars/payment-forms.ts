import { randomBytes } from 'node:crypto';
import type { Journal } from '../journal/journal';
import type { Invoice } from './star-records';

/** How long a form can be sent. */
const formSeconds = 600;

export interface PaymentForm {
  id: bigint;
  payerId: bigint;
  invoice: Invoice;
  /** Where the payer found the invoice: the key of a private message, or the slug of a link. */
  source: InvoiceSource;
  /** Seconds. */
  expiresAt: number;
}

export type InvoiceSource = { messageKey: string } | { slug: string };

/** Forms as users were shown them. One that was paid is remembered by its payment. */
export class PaymentForms {
  private readonly byId: Map<string, PaymentForm>;
  /** Sent, and the bot is being asked; a restart ends the asking. */
  private readonly underWay = new Set<bigint>();

  constructor(
    private readonly journal: Journal,
    private readonly nowSeconds: () => number,
  ) {
    this.byId = journal.table<PaymentForm>('paymentForm');
  }

  open(facts: Omit<PaymentForm, 'id' | 'expiresAt'>): PaymentForm {
    this.dropOld();
    const id = randomBytes(8).readBigInt64LE() || 1n;
    const form = { ...facts, id, expiresAt: this.nowSeconds() + formSeconds };
    this.journal.put('paymentForm', id.toString(), form);
    return form;
  }

  /** Forms stand in the order of their making, so that the first young one ends the search. */
  private dropOld(): void {
    for (const [id, form] of this.byId) {
      if (form.expiresAt > this.nowSeconds()) return;
      this.journal.remove('paymentForm', id);
    }
  }

  find(id: bigint): PaymentForm | undefined {
    const form = this.byId.get(id.toString());
    return form && form.expiresAt > this.nowSeconds() ? form : undefined;
  }

  /** False when the form is being paid already. */
  begin(form: PaymentForm): boolean {
    if (this.underWay.has(form.id)) return false;
    this.underWay.add(form.id);
    return true;
  }

  end(form: PaymentForm): void {
    this.underWay.delete(form.id);
  }
}
