import type { OpenOrders, ProviderFault, UpstreamOrder } from '../../ports/sms-provider';
import { providerFault } from '../provider-fault';
import { type ListedSms, readSmsPage } from './read-sms';
import type { Link, Verification } from './read-verification';
import { readVerificationPage } from './read-verifications';
import type { FollowLink } from './textverified-call';
import { COUNTRY } from './verifications';

const MOST_PAGES = 20;

/** All open orders with their SMS, which stand in a list of their own. */
export async function listVerifications(follow: FollowLink, now: Date): Promise<OpenOrders | ProviderFault> {
  const open = await listOpen(follow, now);
  if (!Array.isArray(open)) return open;
  if (!open.some(({ phase }) => phase === 'completed'))
    return { kind: 'orders', orders: open.map((one) => toOrder(one, [])) };
  const question = { name: 'sms/list', query: { reservationType: 'verification' } };
  const sms = await follow({ href: '/sms', method: 'GET' }, question, readSmsPage);
  if (sms.kind === 'fault') return sms;
  return { kind: 'orders', orders: open.map((one) => toOrder(one, sms.list.filter(isFor(one)))) };
}

async function listOpen(follow: FollowLink, now: Date): Promise<Verification[] | ProviderFault> {
  const open: Verification[] = [];
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
    next = read.next;
  }
  return open;
}

const isOpen = (now: Date) => (one: Verification) =>
  one.phase === 'pending' || (one.phase === 'completed' && one.endsAt && one.endsAt > now);

/** A number may have served an older order, whose SMS are still listed. */
const isFor =
  ({ phone, createdAt: since }: Verification) =>
  ({ to, createdAt }: ListedSms) =>
    to === phone && !(createdAt && since && createdAt < since);

function toOrder(verification: Verification, sms: readonly ListedSms[]): UpstreamOrder {
  const { id, phone, serviceCode, cost, createdAt } = verification;
  return {
    orderId: id,
    phone: phone ?? '',
    serviceCode,
    countryCode: COUNTRY,
    cost,
    createdAt,
    messages: sms.map((one) => one.toText(id)),
  };
}
