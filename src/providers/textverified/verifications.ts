import { formatAmountShort } from '../../domain/money/money';
import type {
  AcquiredNumber,
  AcquireRequest,
  CloseReply,
  OpenOrders,
  OrderState,
  ProviderFault,
  UpstreamOrder,
} from '../../ports/sms-provider';
import { lookAfterCancel } from '../kit/look-after-close';
import { unread } from '../kit/readings';
import { providerFault } from '../kit/reply';
import type { Account, FollowLink } from './follow-link';
import { type ListedSms, readSmsPage } from './read-sms';
import {
  type Link,
  readCreated,
  readDone,
  readVerification,
  readVerificationPage,
  type Verification,
} from './read-verification';

/** The only country there is. */
export const COUNTRY = 'us';

const followVerification = (follow: FollowLink, link: Link) =>
  follow(link, { name: 'verifications/read' }, (reply) => readVerification(reply));

const findVerification = (follow: FollowLink, orderId: string) =>
  followVerification(follow, { href: `/verifications/${encodeURIComponent(orderId)}`, method: 'GET' });

export async function verificationState(follow: FollowLink, orderId: string): Promise<OrderState | ProviderFault> {
  const found = await findVerification(follow, orderId);
  if (found.kind === 'fault') return found;
  if (found.phase !== 'completed') return { kind: found.phase === 'pending' ? 'waiting' : 'ended' };
  if (!found.sms) return providerFault('unavailable', 'a completed verification without a link to its SMS');
  const page = await follow(found.sms, { name: 'sms' }, readSmsPage);
  if (page.kind === 'fault') return page;
  return { kind: 'received', messages: page.list.map((sms) => sms.toText(orderId)) };
}

/** Buys a number: the answer is a link to the verification, which tells the rest. */
export async function buyVerification(
  follow: FollowLink,
  { own, clock }: Account,
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

/** How long a cancel is still locked it does not say; it is asked again after this. */
const ASK_AGAIN_MS = 30_000;

/** Gives a number back. A reported one is not given to us again, and paid back. */
export async function closeVerification(
  follow: FollowLink,
  orderId: string,
  step: 'cancel' | 'report',
): Promise<CloseReply | ProviderFault> {
  const found = await findVerification(follow, orderId);
  if (found.kind === 'fault') return found;
  if (found.phase === 'completed') return { kind: 'has_code' };
  if (found.phase === 'over') return { kind: 'done' };
  const [link, isAllowed] = step === 'cancel' ? [found.cancel, found.canCancel] : [found.report, found.canReport];
  if (!link || !isAllowed) return { kind: 'too_early', retryAfterMs: ASK_AGAIN_MS };
  const reply = await follow(link, { name: `verifications/${step}`, whenLost: 'unknown_outcome' }, readDone);
  return lookAfterCancel(reply, () => verificationState(follow, orderId));
}

const MOST_PAGES = 20;

/** All open orders with their SMS, which stand in a list of their own. */
export async function listVerifications(follow: FollowLink, now: Date): Promise<OpenOrders | ProviderFault> {
  const listed = await listOpen(follow, now);
  if (listed.kind === 'fault') return listed;
  const { open } = listed;
  const notRead = unread(listed.unreadable);
  if (!open.some(({ phase }) => phase === 'completed'))
    return { kind: 'orders', orders: open.map((one) => toOrder(one, [])), ...notRead };
  const question = { name: 'sms/list', query: { reservationType: 'verification' } };
  const sms = await follow({ href: '/sms', method: 'GET' }, question, readSmsPage);
  if (sms.kind === 'fault') return sms;
  return { kind: 'orders', orders: open.map((one) => toOrder(one, sms.list.filter(isFor(one)))), ...notRead };
}

async function listOpen(
  follow: FollowLink,
  now: Date,
): Promise<{ kind: 'open'; open: Verification[]; unreadable: string[] } | ProviderFault> {
  const open: Verification[] = [];
  const unreadable: string[] = [];
  let next: Link | undefined = { href: '/verifications', method: 'GET' };
  for (let page = 0; next; page += 1) {
    if (page >= MOST_PAGES) return providerFault('unavailable', `more than ${MOST_PAGES} pages of verifications`);
    const read: ReturnType<typeof readVerificationPage> = await follow(
      next,
      { name: 'verifications/list' },
      readVerificationPage,
    );
    if (read.kind === 'fault') return read;
    open.push(...read.list.filter(isOpen(now)));
    unreadable.push(...(read.unreadable ?? []));
    next = read.next;
  }
  return { kind: 'open', open, unreadable };
}

const isOpen = (now: Date) => (one: Verification) =>
  one.phase === 'pending' || (one.phase === 'completed' && one.endsAt && one.endsAt > now);

/** A number may have served an older order, whose SMS are still listed. */
const isFor =
  ({ phone, createdAt: since }: Verification) =>
  ({ to, createdAt }: ListedSms) =>
    to === phone && !(createdAt && since && createdAt < since);

function toOrder(verification: Verification, sms: readonly ListedSms[]): UpstreamOrder {
  const { id, phone, serviceCode, cost, createdAt, endsAt } = verification;
  return {
    orderId: id,
    phone: phone ?? '',
    serviceCode,
    countryCode: COUNTRY,
    cost,
    createdAt,
    expiresAt: endsAt,
    messages: sms.map((one) => one.toText(id)),
  };
}
