import type { App } from '../../app';
import { formatAmount } from '../../domain/money/money';
import type { SmsProvider } from '../../ports/sms-provider';
import { clearProviderAlert, raiseProviderAlert } from '../alerts/provider-alerts';

/**
 * Asks a supplier for our balance and remembers it. A low one is told to the operator; one that is filled up again lets
 * purchases go on at once. Undefined when the supplier cannot say.
 */
export async function fetchBalance(app: App, provider: SmsProvider): Promise<{ balance: bigint } | undefined> {
  if (!provider.balance) return undefined;
  const beganAt = app.clock.now();
  const reply = await provider.balance().catch((err: unknown) => {
    app.log.error({ err, provider: provider.id }, 'asking for a balance broke off');
    return undefined;
  });
  if (reply?.kind !== 'balance') return undefined;
  const endedAt = app.clock.now();
  const { low } = await app.db.reconciliation.rememberLook({
    providerId: provider.id,
    balance: reply.amount,
    beganAt,
    endedAt,
  });
  const unit = provider.foreign ? ` ${provider.foreign.currency}` : '';
  if (low !== null && reply.amount < low) {
    await raiseProviderAlert(app, 'provider_balance_low', {
      providerId: provider.id,
      facts: { balance: formatAmount(reply.amount) + unit, low: formatAmount(low) + unit },
    });
  } else if (low !== null) await clearProviderAlert(app, 'provider_balance_low', provider.id);
  return { balance: reply.amount };
}

const FRESH_MS = 240_000;

/** The same at intervals. With a list of orders nothing depends on the balance, so a fresh one is not asked for again. */
export async function keepBalanceFresh(
  app: App,
  { providerId }: { providerId: number },
): Promise<{ kind: 'not_asked' | 'looked' | 'no_answer' }> {
  const provider = await app.providers.get(providerId);
  if (!provider?.balance || (provider.listActive && (await isFresh()))) return { kind: 'not_asked' };
  return { kind: (await fetchBalance(app, provider)) ? 'looked' : 'no_answer' };

  async function isFresh(): Promise<boolean> {
    const { balanceAt: at } = (await app.db.providers.find(providerId)) ?? {};
    return !!at && app.clock.now().getTime() - at.getTime() < FRESH_MS;
  }
}
