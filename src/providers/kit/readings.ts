import type { SupplierBalance } from '../../ports/sms-provider';
import { providerFault } from './reply';
import { readDecimal } from './values';

const ORDER_ID = /^[\w-]{1,64}$/;

/** A sale. Without a plain order id and phone it is one all the same, and only reconciliation can find it. */
export function acquiredNumber<More extends object>(
  { orderId, phone, ...more }: { orderId: string | undefined; phone: string | undefined } & More,
  orderIdForm = ORDER_ID,
) {
  return orderId === undefined || !orderIdForm.test(orderId) || phone === undefined
    ? providerFault('unknown_outcome', 'bought, but the order cannot be read')
    : ({ kind: 'acquired', orderId, phone, ...more } as const);
}

/** Our money at a supplier; undefined when this is no plain decimal. */
export function balance(given: unknown): SupplierBalance | undefined {
  const amount = readDecimal(given, 'down');
  return amount === undefined ? undefined : { kind: 'balance', amount };
}
