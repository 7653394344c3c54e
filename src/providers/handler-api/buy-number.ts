import { formatAmountShort } from '../../domain/money/money';
import type { AcquiredNumber, AcquireRequest, ProviderFault } from '../../ports/sms-provider';
import type { Ask, Vendor } from '../vendor-adapter';
import type { HandlerSettings } from './handler-settings';
import { readPurchase } from './read-purchase';

/** Buys a number. `cancelAfterMs`: no cancel before this age. */
export async function buyNumber(
  ask: Ask,
  { own, clock }: Vendor<HandlerSettings>,
  request: AcquireRequest,
  cancelAfterMs: number,
): Promise<AcquiredNumber | ProviderFault> {
  const { purchaseAction, maxPriceParam, operatorParam, orderKeyParam, lifetimeMs } = own.dialect;
  const query: Record<string, string | undefined> = {
    service: request.serviceCode,
    country: request.countryCode,
    [maxPriceParam]: formatAmountShort(request.maxCost),
  };
  if (operatorParam !== undefined) query[operatorParam] = request.operator;
  if (orderKeyParam !== undefined && purchaseAction === 'getNumberV2') query[orderKeyParam] = request.reservationKey;
  const askedAt = clock.now().getTime();
  const bought = await ask(purchaseAction, query, readPurchase, 'unknown_outcome');
  if (bought.kind === 'fault') return bought;
  // The shop's own clock started somewhere between asking and reading: each deadline is taken at its safe end.
  const cancelableAt = cancelAfterMs > 0 ? new Date(clock.now().getTime() + cancelAfterMs) : undefined;
  return { ...bought, expiresAt: new Date(askedAt + lifetimeMs), cancelableAt };
}
