import { randomBytes } from 'node:crypto';
import type { Journal } from '../journal/journal';
import type { Invoice } from './star-records';

/** Invoices that anybody can pay who has the link. */
export class InvoiceLinks {
  private readonly bySlug: Map<string, Invoice>;

  constructor(private readonly journal: Journal) {
    this.bySlug = journal.table<Invoice>('invoiceLink');
  }

  create(invoice: Invoice): { slug: string; url: string } {
    const slug = randomBytes(12).toString('base64url').replace(/^-/, 'A');
    this.journal.put('invoiceLink', slug, invoice);
    return { slug, url: `https://t.me/$${slug}` };
  }

  find = (slug: string): Invoice | undefined => this.bySlug.get(slug);
}
