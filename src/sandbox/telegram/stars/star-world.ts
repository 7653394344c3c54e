import type { Journal } from '../journal/journal';
import { InvoiceLinks } from './invoice-links';
import { PaymentForms } from './payment-forms';
import { PreCheckouts } from './pre-checkouts';
import { StarLedger } from './star-ledger';

/** All that paying with stars works on. */
export interface StarWorld {
  ledger: StarLedger;
  links: InvoiceLinks;
  forms: PaymentForms;
  preCheckouts: PreCheckouts;
}

export interface StarWorldParts {
  journal: Journal;
  nowSeconds: () => number;
  later: (delayMs: number, work: () => void) => NodeJS.Timeout;
}

export function buildStarWorld({ journal, nowSeconds, later }: StarWorldParts): StarWorld {
  return {
    ledger: new StarLedger(journal),
    links: new InvoiceLinks(journal),
    forms: new PaymentForms(journal, nowSeconds),
    preCheckouts: new PreCheckouts(later),
  };
}
