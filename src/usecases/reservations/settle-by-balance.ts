import type { App } from '../../app';
import type { UnsettledPurchase } from '../../database/queues/due-reservations';
import { type Amount, formatAmount } from '../../domain/money/money';
import type { Charged, SmsProvider } from '../../ports/sms-provider';
import { raiseProviderAlert } from '../alerts/provider-alerts';
import { fetchBalance } from '../providers/fetch-balance';

/** What our balance at a supplier says about a purchase without an answer. `unclear`: nothing yet. */
export type BalanceVerdict = 'not_bought' | 'lost' | 'unclear';

export interface BalanceAnswer {
  readonly verdict: BalanceVerdict;
  /** In the shop's currency. */
  readonly amount: Amount;
  /** The same as the supplier charged it, where its currency is another. */
  readonly charged?: Charged;
}

/**
 * A supplier without a list of orders cannot show what became of a purchase, but its balance can: where it did not move,
 * nothing was bought; where it fell by no more than the purchase may cost, we paid for a number that nobody will ever see.
 */
export async function askBalance(
  app: App,
  unsettled: UnsettledPurchase,
  provider: SmsProvider,
): Promise<BalanceAnswer> {
  const unclear = { verdict: 'unclear', amount: 0n } as const;
  // What another row bought with the same key would look like a loss of this one.
  if ((await app.providers.rowsOfAccount(provider.id)).length > 1) return unclear;
  const look = await fetchBalance(app, provider);
  if (!look) return unclear;
  const found = await app.db.reconciliation.unexplainedCharge({
    providerId: provider.id,
    askedAt: unsettled.askedAt!,
    balance: look.balance,
    now: app.clock.now(),
    reservationId: unsettled.id,
  });
  if (found.fog !== null) {
    app.log.info({ reservation: unsettled.id, provider: provider.id, fog: found.fog }, 'a balance tells nothing yet');
    return unclear;
  }
  if (found.amount === 0n) return { verdict: 'not_bought', amount: 0n };
  const { foreign } = provider;
  const amount = foreign ? foreign.toCost(found.amount) : found.amount;
  const most = (unsettled.maxCost ?? 0n) * BigInt(found.others + 1);
  if (amount === undefined || found.amount < 0n || amount > most) return unclear;
  return { verdict: 'lost', amount, ...(foreign && { charged: { amount: found.amount, currency: foreign.currency } }) };
}

/** The supplier keeps the money, the buyer does not pay: it is our loss, and the operator's to ask about. */
export async function bookLoss(app: App, unsettled: UnsettledPurchase, loss: BalanceAnswer): Promise<void> {
  const { id, routeId, providerId, askedAt } = unsettled;
  await app.db.reconciliation.bookLoss({
    reservationId: id,
    routeId,
    providerId,
    amount: loss.amount,
    charged: loss.charged,
    askedAt: askedAt!,
    now: app.clock.now(),
  });
  const askedText = `${askedAt!.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  await raiseProviderAlert(app, 'purchase_lost', {
    providerId,
    routeId,
    facts: { amount: amountText(loss), askedAt: askedText, reservation: id.toString() },
  });
}

const amountText = ({ amount, charged }: BalanceAnswer) =>
  charged ? `${formatAmount(amount)} (${formatAmount(charged.amount)} ${charged.currency})` : formatAmount(amount);
