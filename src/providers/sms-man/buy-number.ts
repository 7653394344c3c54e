import { formatAmountShort } from '../../domain/money/money';
import type { AcquiredNumber, AcquireRequest, ProviderFault } from '../../ports/sms-provider';
import { providerFault } from '../provider-fault';
import type { Ask, Vendor } from '../vendor-adapter';
import { readPrices } from './read-prices';
import { readPurchase } from './read-request';
import type { SmsManSettings } from './sms-man-settings';

/** The answer to a purchase has no price, so the price list is read first: for the cost, and as a second ceiling. */
export async function buyNumber(
  ask: Ask,
  { own, clock }: Vendor<SmsManSettings>,
  { serviceCode, countryCode, maxCost }: AcquireRequest,
): Promise<AcquiredNumber | ProviderFault> {
  const listed = await ask('get-prices', { country_id: countryCode }, readPrices);
  if (listed.kind === 'fault') return listed;
  const quoted = listed.rows.find((row) => row.serviceCode === serviceCode && row.countryCode === countryCode);
  if (quoted && quoted.cost > maxCost) return providerFault('too_dear', 'dearer than the route allows');
  const query = {
    country_id: countryCode,
    application_id: serviceCode,
    maxPrice: formatAmountShort(maxCost),
    currency: own.currency,
    hasMultipleSms: own.multipleSms ? 'true' : undefined,
  };
  const askedAt = clock.now().getTime();
  const bought = await ask('get-number', query, readPurchase, 'unknown_outcome');
  if (bought.kind === 'fault') return bought;
  const { cancelAfterMs, lifetimeMs } = own;
  const cancelableAt = cancelAfterMs > 0 ? new Date(clock.now().getTime() + cancelAfterMs) : undefined;
  return { ...bought, cost: quoted?.cost, expiresAt: new Date(askedAt + lifetimeMs), cancelableAt };
}
