import type { App } from '../../app';
import { formatAmount } from '../../domain/money/money';
import { raiseProviderAlert } from '../alerts/provider-alerts';

/**
 * The time of purchases ended before their outcome was known: the operator hears how much a supplier may have charged, and
 * when, all at once and once an hour at most. A supplier that lists its open orders shows what was bought; it is canceled there,
 * so nothing stays unclear.
 */
export async function tellUnclearPurchases(
  app: App,
  { providerId }: { providerId: number },
): Promise<{ kind: 'told' | 'not_now' | 'none' }> {
  const provider = await app.providers.get(providerId);
  if (provider?.listActive) {
    await app.db.reconciliation.forgetUnclearOf(providerId);
    return { kind: 'none' };
  }
  const found = await app.db.reconciliation.sumUntold(providerId);
  if (!found) return { kind: 'none' };
  const isTold = await raiseProviderAlert(app, 'purchase_unclear', {
    providerId,
    facts: {
      amount: `${formatAmount(found.amount)} ${app.currency}`,
      count: found.count,
      from: minute(found.from),
      to: minute(found.to),
    },
  });
  if (!isTold) return { kind: 'not_now' };
  await app.db.reconciliation.markTold(providerId, found.lastEndedAt, app.clock.now());
  return { kind: 'told' };
}

const minute = (at: Date) => `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
