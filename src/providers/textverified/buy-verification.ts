import { formatAmountShort } from '../../domain/money/money';
import type { AcquiredNumber, AcquireRequest, ProviderFault } from '../../ports/sms-provider';
import { providerFault } from '../provider-fault';
import type { Vendor } from '../vendor-adapter';
import { readCreated } from './read-created';
import type { Link } from './read-verification';
import type { FollowLink } from './textverified-call';
import type { TextVerifiedSettings } from './textverified-settings';
import { COUNTRY, followVerification } from './verifications';

/** Buys a number: the answer is a link to the verification, which tells the rest. */
export async function buyVerification(
  follow: FollowLink,
  { own, clock }: Vendor<TextVerifiedSettings>,
  request: AcquireRequest,
): Promise<AcquiredNumber | ProviderFault> {
  if (request.countryCode !== COUNTRY) return providerFault('mapping', 'TextVerified sells numbers of "us" only');
  const askedAt = clock.now().getTime();
  const created = await create(follow, request);
  if (created.kind === 'fault') return created;
  // It is bought by now: whatever goes wrong from here on, the list of verifications knows it.
  const bought = await followVerification(follow, created.link);
  if (bought.kind === 'fault' || bought.phone === undefined)
    return providerFault('unknown_outcome', 'bought, but the verification could not be read');
  const { id: orderId, phone, cost, createdAt, endsAt } = bought;
  const lifetimeMs =
    createdAt && endsAt && endsAt > createdAt ? endsAt.getTime() - createdAt.getTime() : own.lifetimeMs;
  return { kind: 'acquired', orderId, phone, cost, expiresAt: new Date(askedAt + lifetimeMs) };
}

function create(follow: FollowLink, { serviceCode, maxCost, operator, reservationKey }: AcquireRequest) {
  const link: Link = { href: '/verifications', method: 'POST' };
  const body = {
    serviceName: serviceCode,
    capability: 'sms',
    maxPrice: Number(formatAmountShort(maxCost)),
    ...(operator && operator !== 'any' ? { carrierSelectOption: operator.split(',') } : {}),
  };
  const question = {
    name: 'verifications/create',
    whenLost: 'unknown_outcome',
    idempotencyKey: reservationKey,
  } as const;
  return follow(link, { ...question, body }, readCreated);
}
