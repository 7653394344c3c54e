import { formatAmountShort } from '../../domain/money/money';
import type { AcquiredNumber, AcquireRequest, ProviderFault } from '../../ports/sms-provider';
import { providerFault } from '../provider-fault';
import type { Vendor } from '../vendor-adapter';
import type { FiveSimAsk } from './five-sim-ask';
import type { FiveSimSettings } from './five-sim-settings';
import { askOperatorPrices } from './list-prices';
import { readPurchase } from './read-purchase';

/** Buys a number. How long a cancel must wait 5sim does not say; that stands in our row. */
export async function buyNumber(
  ask: FiveSimAsk,
  { own, clock }: Vendor<FiveSimSettings>,
  request: AcquireRequest,
): Promise<AcquiredNumber | ProviderFault> {
  const { serviceCode, countryCode, operator = 'any', maxCost } = request;
  const dear = operator === 'any' ? undefined : await refuseDearOperator(ask, request, operator);
  if (dear) return dear;
  const askedAt = clock.now().getTime();
  const path = ['activation', countryCode, operator, serviceCode];
  const query = operator === 'any' ? { maxPrice: formatAmountShort(maxCost) } : {};
  const bought = await ask('user/buy', { path, query }, readPurchase, 'unknown_outcome');
  if (bought.kind === 'fault') return bought;
  const { lifetimeMs = own.lifetimeMs, ...number } = bought;
  return { ...number, expiresAt: new Date(askedAt + lifetimeMs) };
}

/** The ceiling counts for operator `any` alone; elsewhere the price is looked up first, since giving back costs rating. */
async function refuseDearOperator(
  ask: FiveSimAsk,
  request: AcquireRequest,
  operator: string,
): Promise<ProviderFault | undefined> {
  const prices = await askOperatorPrices(ask, request);
  if (prices.kind === 'fault') return prices;
  const row = prices.rows.find((one) => one.operator === operator);
  return row && row.cost > request.maxCost
    ? providerFault('too_dear', `this operator takes ${formatAmountShort(row.cost)}`)
    : undefined;
}
