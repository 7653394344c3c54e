import type { App } from '../../app';
import type { PaymentMethod } from '../../database/entities/payment-method.entity';
import type { PaymentFault } from '../../ports/payment-provider';
import { raiseAlert } from '../alerts/raise-alert';

const HOUR_S = 3_600;
/** A pause that a provider asks for is no trouble of an operator. */
const QUIET: readonly PaymentFault['fault'][] = ['rate_limited', 'not_found'];

/** Writes down what a provider said, and tells the operator, at most once an hour for each method. */
export async function noteProviderFault(
  app: App,
  method: PaymentMethod,
  { fault, detail }: PaymentFault,
): Promise<void> {
  if (QUIET.includes(fault)) return;
  await app.db.payments.noteMethodFault(method.id, `${fault}: ${detail}`);
  await raiseAlert(app, {
    key: `payment_provider_trouble:${method.id}`,
    kind: 'payment_provider_trouble',
    facts: { name: method.name, fault, detail },
    everyS: HOUR_S,
  });
}
