import type { PaymentAccounts } from '../../src/app';

/** A shop at which no payment provider is known. */
export const noPaymentAccounts: PaymentAccounts = { protocols: [], problemOf: () => undefined, get: () => undefined };
